package io.azdetect.kql.type;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The one spelling that nearly every timestamp of a log has, {@code 2024-05-01T12:00:00[.1234567]Z}, read without
 * pattern matching: millions of rows go through here.
 */
final class IsoTimestamp {
    static final long NONE = Long.MIN_VALUE;

    private static final int WITHOUT_FRACTION = "2024-05-01T12:00:00".length();

    private IsoTimestamp() {}

    /** The datetime in ticks, or {@link #NONE} when the text has another form, be it right or wrong. */
    static long parse(String text) {
        int end = text.length() - 1;
        if (end < WITHOUT_FRACTION || text.charAt(end) != 'Z' || !hasMarks(text)) {
            return NONE;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        long fraction = end == WITHOUT_FRACTION ? 0 : fraction(text, end);
        boolean valid = year >= 1
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth()
                && (hour | minute | second) >= 0
                && hour < 24
                && minute < 60
                && second < 60
                && fraction >= 0;
        if (!valid) {
            return NONE;
        }
        return Ticks.UNIX_EPOCH
                + LocalDate.of(year, month, day).toEpochDay() * Ticks.PER_DAY
                + hour * Ticks.PER_HOUR
                + minute * Ticks.PER_MINUTE
                + second * Ticks.PER_SECOND
                + fraction;
    }

    private static boolean hasMarks(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (text.length() - 1 == WITHOUT_FRACTION || text.charAt(WITHOUT_FRACTION) == '.');
    }

    /** The number that the characters are; -1 when one of them is no digit. */
    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static long fraction(String text, int end) {
        int from = WITHOUT_FRACTION + 1;
        if (from == end) {
            return -1;
        }
        long ticks = 0;
        long unit = Ticks.PER_SECOND / 10;
        for (int i = from; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            ticks += digit * unit;
            unit /= 10;
        }
        return ticks;
    }
}
