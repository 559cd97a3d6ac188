package io.azdetect.engine.function;

import io.azdetect.kql.type.Ticks;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A format of {@code format_datetime} or {@code format_timespan}: runs of a letter, and separators.
 *
 * <p>A run of {@code F} without a digit other than zero takes the point or separator before it along, as .NET does.
 */
final class TimeFormat {
    private static final Pattern PART = Pattern.compile("(y+|M+|d+|H+|h+|m+|s+|f+|F+|t+)|([ /\\-:,._\\[\\]])");
    private static final Map<String, TimeFormat> DATETIMES = new ConcurrentHashMap<>();
    private static final Map<String, TimeFormat> TIMESPANS = new ConcurrentHashMap<>();

    private final List<String> parts;
    private final boolean isDate;

    private TimeFormat(String format, boolean isDate) {
        this.isDate = isDate;
        List<String> read = new ArrayList<>();
        Matcher matcher = PART.matcher(format);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            read.add(matcher.group());
        }
        if (end < format.length()) {
            throw new IllegalArgumentException(
                    "the format '" + format + "' has something unknown in it at '" + format.substring(end) + "'");
        }
        parts = List.copyOf(read);
    }

    static TimeFormat datetime(String format) {
        return DATETIMES.computeIfAbsent(format, f -> new TimeFormat(f, true));
    }

    static TimeFormat timespan(String format) {
        return TIMESPANS.computeIfAbsent(format, f -> new TimeFormat(f, false));
    }

    String print(long ticks) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            if (part.charAt(0) == 'F') {
                String digits = fraction(ticks, part).replaceFirst("0+$", "");
                if (digits.isEmpty() && text.length() > 0 && text.charAt(text.length() - 1) == '.') {
                    text.setLength(text.length() - 1);
                }
                text.append(digits);
            } else if (Character.isLetter(part.charAt(0))) {
                text.append(isDate ? ofDatetime(ticks, part) : ofTimespan(ticks, part));
            } else {
                text.append(part);
            }
        }
        return text.toString();
    }

    private static String ofDatetime(long ticks, String part) {
        LocalDateTime time = TimeFunctions.local(ticks);
        int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        return switch (part) {
            case "y" -> Integer.toString(time.getYear() % 100);
            case "yy" -> padded(time.getYear() % 100, 2);
            case "yyyy" -> padded(time.getYear(), 4);
            case "M", "MM" -> padded(time.getMonthValue(), part.length());
            case "d", "dd" -> padded(time.getDayOfMonth(), part.length());
            case "H", "HH" -> padded(time.getHour(), part.length());
            case "h", "hh" -> padded(hour, part.length());
            case "m", "mm" -> padded(time.getMinute(), part.length());
            case "s", "ss" -> padded(time.getSecond(), part.length());
            case "tt" -> time.getHour() < 12 ? "AM" : "PM";
            default -> fraction(ticks, part);
        };
    }

    private static String ofTimespan(long ticks, String part) {
        long span = Math.abs(ticks);
        return switch (part) {
            case "H", "HH", "h", "hh" -> padded(span / Ticks.PER_HOUR % 24, part.length());
            case "m", "mm" -> padded(span / Ticks.PER_MINUTE % 60, part.length());
            case "s", "ss" -> padded(span / Ticks.PER_SECOND % 60, part.length());
            default ->
                part.charAt(0) == 'd' && part.length() <= 8
                        ? padded(span / Ticks.PER_DAY, part.length())
                        : fraction(span, part);
        };
    }

    private static String fraction(long ticks, String part) {
        if ((part.charAt(0) != 'f' && part.charAt(0) != 'F') || part.length() > 7) {
            throw new IllegalArgumentException("a time format has no '" + part + "'");
        }
        return padded(Math.abs(ticks % Ticks.PER_SECOND), 7).substring(0, part.length());
    }

    private static String padded(long value, int width) {
        String digits = Long.toString(value);
        return digits.length() >= width ? digits : "0".repeat(width - digits.length()) + digits;
    }
}
