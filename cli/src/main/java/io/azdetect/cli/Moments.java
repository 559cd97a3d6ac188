package io.azdetect.cli;

import io.azdetect.catalog.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times and lengths on the command line. Without an offset they are UTC, as everything else here is. */
final class Moments {
    private static final Pattern WEEKS = Pattern.compile("P(\\d{1,6})W");

    private Moments() {}

    /** {@code 2024-05-20}, {@code 2024-05-20T10:00} or with an offset, such as {@code 2024-05-20T10:00:00+02:00}. */
    static final class InstantConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            return instant(text);
        }
    }

    /** {@code 60s}, {@code 5m}, {@code 1h}, as detection files write them, or ISO 8601. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Durations.parse(text).orElseGet(() -> length(text));
        }
    }

    static Instant instant(String text) {
        try {
            if (text.length() <= "2024-05-20".length()) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            String iso = text.replace(' ', 'T');
            return iso.matches(".*(Z|z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no time; write a day (2024-05-20) or an instant (2024-05-20T10:00:00Z)");
        }
    }

    /** ISO 8601, such as {@code P1D}, {@code PT6H} or {@code P2W}: a length to reach back from now. */
    static Duration length(String text) {
        Matcher weeks = WEEKS.matcher(text);
        if (weeks.matches()) {
            return Duration.ofDays(7 * Long.parseLong(weeks.group(1)));
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no length of time; write it like P1D (a day), PT6H (six hours) or P2W");
        }
    }
}
