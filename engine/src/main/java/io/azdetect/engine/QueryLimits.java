package io.azdetect.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The bounds of a query. Reaching one ends it with a {@link io.azdetect.kql.KqlException} of code {@code LIMIT}.
 *
 * @param time how long it may run, reading its rows included
 * @param rows how many rows it may return
 * @param memory how many bytes DuckDB may hold before it writes to disk, for the whole store; empty for DuckDB's default,
 *     four fifths of the machine's memory
 * @param cancellation lets another thread end it
 */
public record QueryLimits(Duration time, long rows, OptionalLong memory, Cancellation cancellation) {
    public QueryLimits {
        requireNonNull(time, "time");
        requireNonNull(memory, "memory");
        requireNonNull(cancellation, "cancellation");
        if (time.isNegative() || rows < 0) {
            throw new IllegalArgumentException("limits of " + time + " and " + rows + " rows");
        }
    }

    /** Ten minutes and 500,000 rows, as in Log Analytics and Azure Data Explorer. */
    public static QueryLimits standard() {
        return new QueryLimits(Duration.ofMinutes(10), 500_000, OptionalLong.empty(), new Cancellation());
    }

    public QueryLimits withTime(Duration newTime) {
        return new QueryLimits(newTime, rows, memory, cancellation);
    }

    public QueryLimits withRows(long newRows) {
        return new QueryLimits(time, newRows, memory, cancellation);
    }

    public QueryLimits withMemory(long bytes) {
        return new QueryLimits(time, rows, OptionalLong.of(bytes), cancellation);
    }

    public QueryLimits with(Cancellation newCancellation) {
        return new QueryLimits(time, rows, memory, newCancellation);
    }
}
