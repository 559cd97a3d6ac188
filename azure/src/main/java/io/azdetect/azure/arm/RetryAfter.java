package io.azdetect.azure.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a response asks to wait: in milliseconds as Azure's services do, in seconds, or until a date (RFC 9110). */
final class RetryAfter {
    private static final HttpHeaderName MILLISECONDS = HttpHeaderName.fromString("retry-after-ms");
    private static final HttpHeaderName AZURE_MILLISECONDS = HttpHeaderName.fromString("x-ms-retry-after-ms");

    private RetryAfter() {}

    /** The time to wait, never negative; nothing where the response does not say or says it in no known way. */
    static Optional<Duration> of(HttpHeaders headers, Instant now) {
        return millis(headers.getValue(AZURE_MILLISECONDS))
                .or(() -> millis(headers.getValue(MILLISECONDS)))
                .or(() -> secondsOrDate(headers.getValue(HttpHeaderName.RETRY_AFTER), now))
                .map(time -> time.isNegative() ? Duration.ZERO : time);
    }

    private static Optional<Duration> millis(String text) {
        return text != null && text.matches("\\d{1,12}")
                ? Optional.of(Duration.ofMillis(Long.parseLong(text)))
                : Optional.empty();
    }

    private static Optional<Duration> secondsOrDate(String text, Instant now) {
        if (text == null) {
            return Optional.empty();
        }
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, until));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
