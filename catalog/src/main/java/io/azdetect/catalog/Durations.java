package io.azdetect.catalog;

import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as detection files write them: {@code 90s}, {@code 5m}, {@code 1h}, {@code 14d}, {@code PT1H}, {@code P1D}. */
public final class Durations {
    private static final Pattern SHORT =
            Pattern.compile("([+-]?)(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?", Pattern.CASE_INSENSITIVE);

    private Durations() {}

    /** The length of time; nothing when the text is none. */
    public static Optional<Duration> parse(String text) {
        String trimmed = text.strip();
        Matcher matcher = SHORT.matcher(trimmed);
        if (trimmed.matches(".*\\d.*") && matcher.matches()) {
            Duration length = Duration.ofDays(number(matcher, 2))
                    .plusHours(number(matcher, 3))
                    .plusMinutes(number(matcher, 4))
                    .plusSeconds(number(matcher, 5));
            return Optional.of(matcher.group(1).equals("-") ? length.negated() : length);
        }
        return iso(trimmed);
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException notADuration) {
            try {
                Period period = Period.parse(text);
                return period.getYears() == 0 && period.getMonths() == 0
                        ? Optional.of(Duration.ofDays(period.getDays()))
                        : Optional.empty();
            } catch (DateTimeParseException notAPeriod) {
                return Optional.empty();
            }
        }
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }
}
