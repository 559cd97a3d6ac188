package io.azdetect.telemetry.record;

import io.azdetect.kql.type.Ticks;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times as Azure's services and tools write them, as ticks of 100 ns; finer digits are cut off. A time without an
 * offset is UTC.
 *
 * <ul>
 *   <li>ISO 8601, with {@code T} or a space: {@code 2024-05-01T12:34:56.1234567Z}, {@code 2024-05-01 12:34:56+02:00};
 *   <li>month first, as .NET's invariant culture and the portal's exports: {@code 5/1/2024 2:34:56 PM}, {@code 5/1/2024,
 *       2:34:56.123 PM}, {@code 05/01/2024 14:34:56 +01:00};
 *   <li>{@code /Date(1714566896123)/}, as older PowerShell writes JSON.
 * </ul>
 */
public final class AzureTime {
    /** What {@link #parse} returns for text that is no time. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final Pattern MONTH_FIRST = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4}),? +"
            + "(\\d{1,2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,9}))?(?: *([AaPp])[Mm])?(?: *([+-])(\\d{2}):?(\\d{2})| *Z)?");
    private static final Pattern DOT_NET = Pattern.compile("/Date\\((-?\\d{1,15})(?:[+-]\\d{4})?\\)/");

    private AzureTime() {}

    /** The datetime in ticks, or {@link #NO_TIME}. */
    public static long parse(String text) {
        String trimmed = text.strip();
        long ticks = iso(trimmed);
        if (ticks == NO_TIME) {
            ticks = monthFirst(trimmed);
        }
        if (ticks == NO_TIME) {
            ticks = dotNet(trimmed);
        }
        return ticks >= 0 && ticks <= Ticks.MAX_DATETIME ? ticks : NO_TIME;
    }

    /** Whether a text is a time in ISO 8601 with date and time of day, the form that gives a column the suffix _t. */
    static boolean isIso(String text) {
        return text.length() >= 19 && iso(text) != NO_TIME;
    }

    private static long iso(String text) {
        int length = text.length();
        if (length < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return NO_TIME;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        if (length == 10) {
            return ticks(year, month, day, 0, 0, 0, 0, 0);
        }
        char separator = text.charAt(10);
        if (length < 16 || (separator != 'T' && separator != 't' && separator != ' ') || text.charAt(13) != ':') {
            return NO_TIME;
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int at = 16;
        int second = 0;
        if (at < length && text.charAt(at) == ':') {
            if (length < 19) {
                return NO_TIME;
            }
            second = number(text, 17, 19);
            at = 19;
        }
        int fraction = 0;
        if (at < length && text.charAt(at) == '.') {
            int from = ++at;
            while (at < length && digit(text.charAt(at)) >= 0) {
                at++;
            }
            if (at == from) {
                return NO_TIME;
            }
            fraction = fraction(text, from, at);
        }
        int offset = offset(text, at);
        return offset == Integer.MIN_VALUE ? NO_TIME : ticks(year, month, day, hour, minute, second, fraction, offset);
    }

    /** Seconds that the offset at the end of the text is ahead of UTC, or MIN_VALUE if that is no offset. */
    private static int offset(String text, int from) {
        String rest = text.substring(from).strip();
        if (rest.isEmpty() || rest.equalsIgnoreCase("Z") || rest.equals("UTC")) {
            return 0;
        }
        char sign = rest.charAt(0);
        if (sign != '+' && sign != '-') {
            return Integer.MIN_VALUE;
        }
        String digits = rest.substring(1).replace(":", "");
        int hours = digits.length() == 2 || digits.length() == 4 ? number(digits, 0, 2) : -1;
        int minutes = digits.length() == 4 ? number(digits, 2, 4) : 0;
        if (hours < 0 || minutes < 0 || hours > 18 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        return (sign == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
    }

    private static long monthFirst(String text) {
        if (text.indexOf('/') < 1) {
            return NO_TIME;
        }
        Matcher m = MONTH_FIRST.matcher(text);
        if (!m.matches()) {
            return NO_TIME;
        }
        int hour = Integer.parseInt(m.group(4));
        if (m.group(8) != null) {
            // 09:41 AM and, as some services really write it, 15:41 PM.
            boolean afternoon = m.group(8).equalsIgnoreCase("p");
            hour = hour == 12 ? (afternoon ? 12 : 0) : hour < 12 && afternoon ? hour + 12 : hour;
        }
        int fraction =
                m.group(7) == null ? 0 : fraction(m.group(7), 0, m.group(7).length());
        int offset = m.group(9) == null
                ? 0
                : (m.group(9).equals("-") ? -1 : 1)
                        * (Integer.parseInt(m.group(10)) * 3600 + Integer.parseInt(m.group(11)) * 60);
        return ticks(
                Integer.parseInt(m.group(3)),
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)),
                hour,
                Integer.parseInt(m.group(5)),
                Integer.parseInt(m.group(6)),
                fraction,
                offset);
    }

    private static long dotNet(String text) {
        Matcher m = DOT_NET.matcher(text);
        return m.matches() ? ofEpochMilliseconds(Long.parseLong(m.group(1))) : NO_TIME;
    }

    private static long ofEpochMilliseconds(long milliseconds) {
        return Ticks.UNIX_EPOCH + milliseconds * Ticks.PER_MILLISECOND;
    }

    private static long ticks(
            int year, int month, int day, int hour, int minute, int second, int fraction, int offsetSeconds) {
        if (year < 1 || hour < 0 || minute < 0 || second < 0) {
            return NO_TIME;
        }
        try {
            long seconds =
                    LocalDateTime.of(year, month, day, hour, minute, second).toEpochSecond(ZoneOffset.UTC);
            return Ticks.UNIX_EPOCH + (seconds - offsetSeconds) * Ticks.PER_SECOND + fraction;
        } catch (DateTimeException e) {
            return NO_TIME;
        }
    }

    /** The digits after a second's point, in ticks. */
    private static int fraction(String text, int from, int to) {
        int ticks = 0;
        for (int i = 0; i < 7; i++) {
            ticks = ticks * 10 + (from + i < to ? digit(text.charAt(from + i)) : 0);
        }
        return ticks;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }
}
