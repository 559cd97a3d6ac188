package io.azdetect.telemetry.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * A day of the sample tenant.
 *
 * @param midnight its beginning, UTC
 * @param first whether it is the first day
 * @param seed what its times and choices are drawn from
 */
record ContosoDay(Instant midnight, boolean first, long seed) {

    /** Before this hour of the first day Entra ID had no diagnostic setting; its logs were fetched from Graph. */
    private static final Duration WITHOUT_ENTRA_SETTING = Duration.ofHours(6);

    /** Times of this day for one purpose; what is drawn for another does not change them. */
    Hours hours(String purpose) {
        return new Hours(midnight, seed, purpose);
    }

    Route entraRoute(Route graph, Instant at) {
        return first && at.isBefore(midnight.plus(WITHOUT_ENTRA_SETTING)) ? graph : Route.STORAGE;
    }
}
