package io.azdetect.azure.remote;

import io.azdetect.azure.arm.AzureException;
import java.time.Duration;
import java.util.Optional;

/** What runs queries in Azure. May be used by several threads. */
public interface RemoteDatabase {
    /**
     * Runs a query.
     *
     * @param span what it sees: the last so much, as {@code PT6H}, or {@code from/to}; all when empty
     * @param timeLimit how long it may take there; no longer than the service allows
     * @throws AzureException when it cannot be run, with the reason
     */
    RemoteResult query(String query, Optional<String> span, Duration timeLimit);

    /** How many queries of a login it takes at once. */
    int mostAtOnce();

    /** How often requests had to wait until now. */
    Pauses pauses();
}
