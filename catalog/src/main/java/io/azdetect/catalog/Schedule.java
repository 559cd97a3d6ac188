package io.azdetect.catalog;

import java.time.Duration;

/**
 * How often a detection is evaluated and how far back each evaluation looks.
 *
 * @param frequency from one evaluation to the next
 * @param period the length of what an evaluation sees; at least the frequency where nothing is to be missed
 */
public record Schedule(Duration frequency, Duration period) {
    public Schedule {
        if (frequency.isNegative() || frequency.isZero()) {
            throw new IllegalArgumentException("frequency " + frequency);
        }
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("period " + period);
        }
    }
}
