package io.azdetect.azure.arm;

import java.time.Duration;
import java.time.Instant;

/** Tells the time and lets it pass: the only place where requests wait, so that tests need not. */
public interface Waiting {
    Instant now();

    /**
     * Comes back after this time.
     *
     * @throws AzureException if the thread is interrupted meanwhile
     */
    void sleep(Duration time);

    /** Real time. */
    static Waiting real() {
        return new Waiting() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void sleep(Duration time) {
                try {
                    Thread.sleep(time.toMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AzureException("stopped while waiting for Azure", e);
                }
            }
        };
    }
}
