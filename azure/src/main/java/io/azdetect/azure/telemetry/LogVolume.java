package io.azdetect.azure.telemetry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much a stream of records would add to a workspace.
 *
 * @param rows how many of the stream the logs have that it was estimated from
 * @param bytes how large these would be in Log Analytics
 * @param span from the first of them to the last; empty where there are none
 */
public record LogVolume(LogStream stream, long rows, long bytes, Optional<Duration> span) {
    /** Records of less than a day say nothing of a day: nights and working hours differ. */
    private static final Duration LEAST_SPAN = Duration.ofHours(23);

    public LogVolume {
        requireNonNull(stream, "stream");
        requireNonNull(span, "span");
    }

    static LogVolume of(LogStream stream, long rows, long bytes, Instant first, Instant last) {
        return new LogVolume(stream, rows, bytes, Optional.of(Duration.between(first, last)));
    }

    static LogVolume unknown(LogStream stream) {
        return new LogVolume(stream, 0, 0, Optional.empty());
    }

    /** Rows a day; nothing where the logs do not tell. */
    public Optional<Long> rowsADay() {
        return aDay(rows);
    }

    /** Bytes a day; nothing where the logs do not tell. */
    public Optional<Long> bytesADay() {
        return aDay(bytes);
    }

    private Optional<Long> aDay(long all) {
        return span.filter(s -> s.compareTo(LEAST_SPAN) >= 0)
                .map(s -> Math.round(all * (double) Duration.ofDays(1).toSeconds() / s.toSeconds()));
    }
}
