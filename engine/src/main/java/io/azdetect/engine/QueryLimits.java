package io.azdetect.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The bounds of a query. Reaching one ends it with a {@link io.azdetect.kql.KqlException} of code {@code LIMIT}.
 *
 * @param time how long it may run, reading its rows included
 * @param rows how many rows it may return
 * @param bytes how large the rows that it returns may be all together: a text counts its UTF-8 bytes, as a dynamic value's
 *     JSON does; a bool 1, an int 4, a decimal or a guid 16, any other value 8; null counts nothing
 * @param memory how many bytes DuckDB may hold before it writes to disk, for the whole store; empty for DuckDB's default,
 *     four fifths of the machine's memory
 * @param cancellation lets another thread end it
 */
public record QueryLimits(Duration time, long rows, long bytes, OptionalLong memory, Cancellation cancellation) {
    private static final long STANDARD_BYTES = 64L << 20;

    public QueryLimits {
        requireNonNull(time, "time");
        requireNonNull(memory, "memory");
        requireNonNull(cancellation, "cancellation");
        if (time.isNegative() || rows < 0 || bytes < 0) {
            throw new IllegalArgumentException("limits of " + time + ", " + rows + " rows and " + bytes + " bytes");
        }
    }

    /** Ten minutes, 500,000 rows and 64 MB, as in Log Analytics and Azure Data Explorer. */
    public static QueryLimits standard() {
        return new QueryLimits(
                Duration.ofMinutes(10), 500_000, STANDARD_BYTES, OptionalLong.empty(), new Cancellation());
    }

    public QueryLimits withTime(Duration newTime) {
        return new QueryLimits(newTime, rows, bytes, memory, cancellation);
    }

    public QueryLimits withRows(long newRows) {
        return new QueryLimits(time, newRows, bytes, memory, cancellation);
    }

    public QueryLimits withBytes(long newBytes) {
        return new QueryLimits(time, rows, newBytes, memory, cancellation);
    }

    public QueryLimits withMemory(long newMemory) {
        return new QueryLimits(time, rows, bytes, OptionalLong.of(newMemory), cancellation);
    }

    public QueryLimits with(Cancellation newCancellation) {
        return new QueryLimits(time, rows, bytes, memory, newCancellation);
    }
}
