package io.azdetect.kql.type;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Timespans as text.
 *
 * <p>Reading takes {@code [-][d.]hh:mm[:ss[.fffffff]]}, a number with a unit ({@code 1.5h}, {@code 15 seconds}) and a
 * bare number of days: https://learn.microsoft.com/kusto/query/scalar-data-types/timespan
 */
public final class TimespanText {
    private static final Pattern CLOCK = Pattern.compile("(?<sign>[+-])?(?:(?<days>\\d{1,8})[.:])??(?<hours>\\d{1,2})"
            + ":(?<minutes>\\d{1,2})(?::(?<seconds>\\d{1,2})(?:\\.(?<fraction>\\d+))?)?");
    private static final Pattern UNITS =
            Pattern.compile("(?<number>[+-]?\\d{1,19}(?:\\.\\d{1,30})?)\\s*(?<unit>\\p{Alpha}*)");

    private TimespanText() {}

    /** The timespan of a text, in ticks; empty when the text is none. Fractions finer than 100 ns are cut off. */
    public static OptionalLong parse(String text) {
        String trimmed = text.strip();
        Matcher clock = CLOCK.matcher(trimmed);
        if (clock.matches()) {
            return clock(clock);
        }
        Matcher units = UNITS.matcher(trimmed);
        return units.matches() ? units(units) : OptionalLong.empty();
    }

    /** {@code [-][d.]hh:mm:ss[.fffffff]}, as Kusto prints it. */
    public static String format(long timespan) {
        // The smallest long has no positive twin, so parts are taken before the sign is.
        long days = Math.abs(timespan / Ticks.PER_DAY);
        long time = Math.abs(timespan % Ticks.PER_DAY);
        StringBuilder text = new StringBuilder(26).append(timespan < 0 ? "-" : "");
        if (days > 0) {
            text.append(days).append('.');
        }
        DatetimeText.digits(text, time / Ticks.PER_HOUR, 2).append(':');
        DatetimeText.digits(text, time / Ticks.PER_MINUTE % 60, 2).append(':');
        DatetimeText.digits(text, time / Ticks.PER_SECOND % 60, 2);
        long fraction = time % Ticks.PER_SECOND;
        return fraction == 0
                ? text.toString()
                : DatetimeText.digits(text.append('.'), fraction, 7).toString();
    }

    /** How many ticks a unit has, by any of Kusto's names for it; a nanosecond has a hundredth of one. */
    private static BigDecimal ticksPer(String unit) {
        return switch (unit) {
            case "", "d", "day", "days" -> BigDecimal.valueOf(Ticks.PER_DAY);
            case "h", "hr", "hrs", "hour", "hours" -> BigDecimal.valueOf(Ticks.PER_HOUR);
            case "m", "min", "minute", "minutes" -> BigDecimal.valueOf(Ticks.PER_MINUTE);
            case "s", "sec", "second", "seconds" -> BigDecimal.valueOf(Ticks.PER_SECOND);
            case "ms", "milli", "millis", "millisec", "millisecond", "milliseconds" ->
                BigDecimal.valueOf(Ticks.PER_MILLISECOND);
            case "micro", "micros", "microsec", "microsecond", "microseconds" ->
                BigDecimal.valueOf(Ticks.PER_MICROSECOND);
            case "nano", "nanos", "nanosec", "nanosecond", "nanoseconds" -> BigDecimal.valueOf(1, 2);
            case "tick", "ticks" -> BigDecimal.ONE;
            default -> null;
        };
    }

    private static OptionalLong units(Matcher form) {
        BigDecimal ticksPerUnit = ticksPer(form.group("unit"));
        if (ticksPerUnit == null) {
            return OptionalLong.empty();
        }
        BigDecimal ticks =
                new BigDecimal(form.group("number")).multiply(ticksPerUnit).setScale(0, RoundingMode.DOWN);
        return ticks.toBigInteger().bitLength() < Long.SIZE
                ? OptionalLong.of(ticks.longValueExact())
                : OptionalLong.empty();
    }

    private static OptionalLong clock(Matcher form) {
        int hours = number(form.group("hours"));
        int minutes = number(form.group("minutes"));
        int seconds = number(form.group("seconds"));
        if (hours > 23 || minutes > 59 || seconds > 59) {
            return OptionalLong.empty();
        }
        long days = number(form.group("days"));
        if (days >= Long.MAX_VALUE / Ticks.PER_DAY) {
            return OptionalLong.empty();
        }
        long ticks = days * Ticks.PER_DAY
                + hours * Ticks.PER_HOUR
                + minutes * Ticks.PER_MINUTE
                + seconds * Ticks.PER_SECOND
                + DatetimeText.fraction(form.group("fraction"));
        return OptionalLong.of("-".equals(form.group("sign")) ? -ticks : ticks);
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
