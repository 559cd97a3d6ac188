package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.type.Ticks;
import java.time.Duration;
import java.time.Instant;

/**
 * When a detection is evaluated, and what each evaluation sees. Evaluations are numbered: the one of number n ends at n
 * times the frequency, counted from year 1 in UTC, so that hourly ones end on the hour and daily ones at midnight. All
 * times are ticks.
 *
 * @param frequency from one evaluation to the next
 * @param period the length of what one sees: rows from its end less the period, inclusive, to its end, exclusive
 */
record Evaluations(long frequency, long period) {
    static Evaluations of(Schedule schedule) {
        requireNonNull(schedule, "schedule");
        return new Evaluations(ticks(schedule.frequency()), ticks(schedule.period()));
    }

    private static long ticks(Duration duration) {
        return Math.addExact(Math.multiplyExact(duration.getSeconds(), Ticks.PER_SECOND), duration.getNano() / 100);
    }

    /** The first evaluation that can see a row of this time: the first one that ends after it. */
    long firstAfter(long time) {
        return Math.floorDiv(time, frequency) + 1;
    }

    long end(long number) {
        return number * frequency;
    }

    long begin(long number) {
        return end(number) - period;
    }

    /** What it sees. */
    TimeBounds window(long number) {
        return new TimeBounds(begin(number), end(number));
    }

    /** Whether an evaluation sees rows that the one before saw as well. */
    boolean overlap() {
        return period > frequency;
    }

    Instant endInstant(long number) {
        return Ticks.toInstant(end(number));
    }
}
