package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import io.azdetect.kql.type.Ticks;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Calendar arithmetic, and times as text in a format. */
final class TimeFunctions {
    static final List<JavaFunction> ALL = List.of(
            declare("kql_startof(string, datetime, long): datetime", a -> startOf(a.text(0), a.whole(1), a.whole(2))),
            declare("kql_datetime_part(string, datetime): long", a -> part(a.text(0), a.whole(1))),
            declare("kql_datetime_add(string, long, datetime): datetime", a -> add(a.text(0), a.whole(1), a.whole(2))),
            declare(
                    "kql_datetime_diff(string, datetime, datetime): long",
                    a -> difference(a.text(0), a.whole(1), a.whole(2))),
            declare(
                    "kql_format_datetime(datetime, string): string",
                    a -> TimeFormat.datetime(a.text(1)).print(a.whole(0))),
            declare(
                    "kql_format_timespan(timespan, string): string",
                    a -> TimeFormat.timespan(a.text(1)).print(a.whole(0))),
            declare(
                    "kql_make_datetime(long, long, long, long, long, real): datetime",
                    a -> make(a.whole(0), a.whole(1), a.whole(2), a.whole(3), a.whole(4), a.real(5))),
            declare(
                    "kql_make_timespan(long, long, long, real): timespan",
                    a -> span(a.whole(0), a.whole(1), a.whole(2), a.real(3))),
            declare("kql_unixtime(real, real): datetime", a -> unixTime(a.real(0), a.real(1))),
            declare("kql_timezones(): dynamic", a -> Json.texts(new TreeSet<>(ZoneId.getAvailableZoneIds()))),
            declare("kql_utc_to_local(datetime, string): datetime", a -> utcToLocal(a.whole(0), a.text(1))),
            declare("kql_local_to_utc(datetime, string): datetime", a -> localToUtc(a.whole(0), a.text(1))));

    private TimeFunctions() {}

    static LocalDateTime local(long datetime) {
        return LocalDateTime.ofInstant(Ticks.toInstant(datetime), ZoneOffset.UTC);
    }

    /** Null for a time that a datetime cannot be. */
    static Long ticks(LocalDateTime time) {
        return time.getYear() < 1 || time.getYear() > 9999 ? null : (Long) Ticks.of(time.toInstant(ZoneOffset.UTC));
    }

    private static Long startOf(String period, long datetime, long offset) {
        LocalDate date = local(datetime).toLocalDate();
        LocalDate start = period.equals("month")
                ? date.withDayOfMonth(1).plusMonths(offset)
                : date.withDayOfYear(1).plusYears(offset);
        return ticks(start.atStartOfDay());
    }

    /** A part of a datetime; null for an unknown part. */
    static Long part(String part, long datetime) {
        LocalDateTime time = local(datetime);
        long fraction = datetime % Ticks.PER_SECOND;
        return switch (part.toLowerCase(Locale.ROOT)) {
            case "year" -> (long) time.getYear();
            case "quarter" -> (long) time.get(IsoFields.QUARTER_OF_YEAR);
            case "month" -> (long) time.getMonthValue();
            case "week_of_year" -> (long) time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case "day" -> (long) time.getDayOfMonth();
            case "dayofyear" -> (long) time.getDayOfYear();
            case "hour" -> (long) time.getHour();
            case "minute" -> (long) time.getMinute();
            case "second" -> (long) time.getSecond();
            case "millisecond" -> fraction / Ticks.PER_MILLISECOND;
            case "microsecond" -> fraction / Ticks.PER_MICROSECOND;
            case "nanosecond" -> fraction * 100;
            default -> throw new IllegalArgumentException("datetime_part knows no part '" + part + "'");
        };
    }

    private static Long add(String period, long amount, long datetime) {
        LocalDateTime time = local(datetime);
        try {
            return switch (period.toLowerCase(Locale.ROOT)) {
                case "year" -> ticks(time.plusYears(amount));
                case "quarter" -> ticks(time.plusMonths(Math.multiplyExact(amount, 3)));
                case "month" -> ticks(time.plusMonths(amount));
                case "week" -> ticks(time.plusWeeks(amount));
                case "day" -> ticks(time.plusDays(amount));
                case "hour" -> ticks(time.plusHours(amount));
                case "minute" -> ticks(time.plusMinutes(amount));
                case "second" -> ticks(time.plusSeconds(amount));
                case "millisecond" -> ticks(time.plus(amount, ChronoUnit.MILLIS));
                case "microsecond" -> ticks(time.plus(amount, ChronoUnit.MICROS));
                case "nanosecond" -> ticks(time.plusNanos(amount));
                default -> throw new IllegalArgumentException("datetime_add knows no period '" + period + "'");
            };
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** How many borders of the period lie between the start and the end; weeks begin on Sunday. */
    static long difference(String period, long end, long start) {
        LocalDateTime to = local(end);
        LocalDateTime from = local(start);
        return switch (period.toLowerCase(Locale.ROOT)) {
            case "year" -> to.getYear() - from.getYear();
            case "quarter" -> Math.floorDiv(months(to), 3) - Math.floorDiv(months(from), 3);
            case "month" -> months(to) - months(from);
            case "week" ->
                Math.floorDiv(end + Ticks.PER_DAY, 7 * Ticks.PER_DAY)
                        - Math.floorDiv(start + Ticks.PER_DAY, 7 * Ticks.PER_DAY);
            case "day" -> borders(end, start, Ticks.PER_DAY);
            case "hour" -> borders(end, start, Ticks.PER_HOUR);
            case "minute" -> borders(end, start, Ticks.PER_MINUTE);
            case "second" -> borders(end, start, Ticks.PER_SECOND);
            case "millisecond" -> borders(end, start, Ticks.PER_MILLISECOND);
            case "microsecond" -> borders(end, start, Ticks.PER_MICROSECOND);
            case "nanosecond" -> (end - start) * 100;
            default -> throw new IllegalArgumentException("datetime_diff knows no period '" + period + "'");
        };
    }

    private static long months(LocalDateTime time) {
        return time.getYear() * 12L + time.getMonthValue() - 1;
    }

    private static long borders(long end, long start, long period) {
        return Math.floorDiv(end, period) - Math.floorDiv(start, period);
    }

    private static Long make(long year, long month, long day, long hour, long minute, double second) {
        if (second < 0 || second >= 60 || year < 1 || year > 9999) {
            return null;
        }
        try {
            LocalDateTime time = LocalDate.of((int) year, Math.toIntExact(month), Math.toIntExact(day))
                    .atTime(Math.toIntExact(hour), Math.toIntExact(minute));
            return ticks(time) + Math.round(second * Ticks.PER_SECOND);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static Long span(long days, long hours, long minutes, double seconds) {
        return days * Ticks.PER_DAY
                + hours * Ticks.PER_HOUR
                + minutes * Ticks.PER_MINUTE
                + Math.round(seconds * Ticks.PER_SECOND);
    }

    private static Long unixTime(double value, double ticksPerUnit) {
        double ticks = value * ticksPerUnit;
        if (!(Math.abs(ticks) < Long.MAX_VALUE)) {
            return null;
        }
        long datetime = Ticks.UNIX_EPOCH + (long) ticks;
        return datetime < 0 || datetime > Ticks.MAX_DATETIME ? null : (Long) datetime;
    }

    private static Long utcToLocal(long datetime, String zone) {
        return ticks(LocalDateTime.ofInstant(Ticks.toInstant(datetime), zone(zone)));
    }

    private static Long localToUtc(long datetime, String zone) {
        LocalDateTime local = local(datetime);
        ZoneRules rules = zone(zone).getRules();
        // A time that the clocks skip is read with the offset that holds after it, as the reference's example shows.
        ZoneOffsetTransition skipped = rules.getTransition(local);
        ZoneOffset offset = skipped != null && skipped.isGap() ? skipped.getOffsetAfter() : rules.getOffset(local);
        return Ticks.of(local.toInstant(offset));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no time zone '" + name + "'", e);
        }
    }
}
