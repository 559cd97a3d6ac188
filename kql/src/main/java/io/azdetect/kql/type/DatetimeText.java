package io.azdetect.kql.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Datetimes as text.
 *
 * <p>Reading takes the spellings that Kusto documents for {@code datetime(…)} and {@code todatetime()}: ISO 8601, RFC
 * 822, RFC 850 and the sortable ones (https://learn.microsoft.com/kusto/query/scalar-data-types/datetime), and dates
 * with the month first, which Kusto takes as well. Text without a zone is UTC.
 */
public final class DatetimeText {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final String TIME =
            "(?<hour>\\d{1,2}):(?<minute>\\d{1,2})(?::(?<second>\\d{1,2})(?:[.,](?<fraction>\\d+))?)?"
                    + "(?:\\s*(?<half>[AaPp][Mm]))?";
    private static final String ZONE = "(?:\\s*(?<zone>Z|z|GMT|UTC|[+-]\\d{2}:?\\d{2}|[+-]\\d{2}))?";

    private static final List<Pattern> FORMS = List.of(
            Pattern.compile(
                    "(?<year>\\d{4})\\s*[-/.,]\\s*(?<month>\\d{1,2})\\s*[-/.,]\\s*(?<day>\\d{1,2})(?:(?:[Tt]|\\s+)"
                            + TIME + ZONE + "|" + ZONE.replace("zone", "dateZone") + ")"),
            Pattern.compile("(?:\\p{Alpha}{3,9},\\s*)?(?<day>\\d{1,2})[-\\s](?<name>\\p{Alpha}{3,9})[-\\s]"
                    + "(?<year>\\d{4}|\\d{2})(?:\\s+" + TIME + ZONE + ")?"),
            Pattern.compile(
                    "(?<month>\\d{1,2})[-/](?<day>\\d{1,2})[-/](?<year>\\d{4})(?:(?:[Tt]|\\s+)" + TIME + ZONE + ")?"));

    private DatetimeText() {}

    /** The datetime of a text, in ticks; empty when the text is none. Fractions finer than 100 ns are cut off. */
    public static OptionalLong parse(String text) {
        long common = IsoTimestamp.parse(text);
        if (common != IsoTimestamp.NONE) {
            return OptionalLong.of(common);
        }
        String trimmed = text.strip();
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(trimmed);
            if (matcher.matches()) {
                return ticks(matcher);
            }
        }
        return OptionalLong.empty();
    }

    /** ISO 8601 in UTC with seven digits, as Kusto prints it: {@code 2024-05-01T12:00:00.1234567Z}. */
    public static String format(long datetime) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(datetime - Ticks.UNIX_EPOCH, Ticks.PER_DAY));
        long time = Math.floorMod(datetime - Ticks.UNIX_EPOCH, Ticks.PER_DAY);
        StringBuilder text = new StringBuilder(28);
        digits(text, date.getYear(), 4).append('-');
        digits(text, date.getMonthValue(), 2).append('-');
        digits(text, date.getDayOfMonth(), 2).append('T');
        digits(text, time / Ticks.PER_HOUR, 2).append(':');
        digits(text, time / Ticks.PER_MINUTE % 60, 2).append(':');
        digits(text, time / Ticks.PER_SECOND % 60, 2).append('.');
        return digits(text, time % Ticks.PER_SECOND, 7).append('Z').toString();
    }

    static StringBuilder digits(StringBuilder text, long value, int count) {
        String plain = Long.toString(value);
        return text.append("0".repeat(Math.max(0, count - plain.length()))).append(plain);
    }

    private static OptionalLong ticks(Matcher form) {
        try {
            LocalDate date = LocalDate.of(year(form.group("year")), month(form), number(form.group("day")));
            long ticks = Ticks.UNIX_EPOCH + date.toEpochDay() * Ticks.PER_DAY + time(form) - zone(form);
            return ticks < 0 || ticks > Ticks.MAX_DATETIME ? OptionalLong.empty() : OptionalLong.of(ticks);
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static int year(String text) {
        int year = number(text);
        if (text.length() == 4) {
            return year;
        }
        return year < 70 ? 2000 + year : 1900 + year;
    }

    private static int month(Matcher form) {
        if (!form.pattern().pattern().contains("(?<name>")) {
            return number(form.group("month"));
        }
        return MONTHS.indexOf(form.group("name").substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    private static long time(Matcher form) {
        if (form.group("hour") == null) {
            return 0;
        }
        int hour = number(form.group("hour"));
        int minute = number(form.group("minute"));
        int second = form.group("second") == null ? 0 : number(form.group("second"));
        String half = form.group("half");
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("hour " + hour);
            }
            hour = hour % 12 + (half.toLowerCase(Locale.ROOT).equals("pm") ? 12 : 0);
        }
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("time of day");
        }
        return hour * Ticks.PER_HOUR
                + minute * Ticks.PER_MINUTE
                + second * Ticks.PER_SECOND
                + fraction(form.group("fraction"));
    }

    static long fraction(String digits) {
        return digits == null ? 0 : Long.parseLong((digits + "000000").substring(0, 7));
    }

    private static long zone(Matcher form) {
        String zone = form.group("zone");
        if (zone == null || zone.length() < 3 || !(zone.startsWith("+") || zone.startsWith("-"))) {
            return 0;
        }
        int hours = number(zone.substring(1, 3));
        int minutes = zone.length() > 3 ? number(zone.substring(zone.length() - 2)) : 0;
        if (hours > 14 || minutes > 59) {
            throw new DateTimeException("zone " + zone);
        }
        long offset = hours * Ticks.PER_HOUR + minutes * Ticks.PER_MINUTE;
        return zone.charAt(0) == '-' ? -offset : offset;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
