package io.azdetect.cli.format;

import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as text: datetimes in ISO 8601, in UTC; timespans as {@code [-][d.]hh:mm:ss[.fffffff]}; null as nothing. */
public final class KustoText {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private KustoText() {}

    /** A value of any type. */
    public static String of(KqlType type, Object value) {
        if (value == null) {
            return "";
        }
        return switch (type) {
            case DATETIME -> datetime((Long) value);
            case TIMESPAN -> timespan((Long) value);
            case REAL -> real((Double) value);
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            default -> value.toString();
        };
    }

    /** Such as {@code 2024-05-01T10:00:00Z}, with up to seven digits of a second where it has a fraction. */
    public static String datetime(long ticks) {
        LocalDateTime time = LocalDateTime.ofInstant(Ticks.toInstant(ticks), ZoneOffset.UTC);
        return SECONDS.format(time) + fraction(Math.floorMod(ticks, Ticks.PER_SECOND), false) + "Z";
    }

    /** Such as {@code 1.02:03:04} or {@code -00:00:00.0000001}. */
    public static String timespan(long ticks) {
        // Halves of the range do not overflow, while the negation of the least long would.
        long days = Math.abs(ticks / Ticks.PER_DAY);
        long rest = Math.abs(ticks % Ticks.PER_DAY);
        return String.format(
                Locale.ROOT,
                "%s%s%02d:%02d:%02d%s",
                ticks < 0 ? "-" : "",
                days == 0 ? "" : days + ".",
                rest / Ticks.PER_HOUR,
                rest / Ticks.PER_MINUTE % 60,
                rest / Ticks.PER_SECOND % 60,
                fraction(rest % Ticks.PER_SECOND, true));
    }

    private static String fraction(long ticks, boolean whole) {
        if (ticks == 0) {
            return "";
        }
        String digits = String.format(Locale.ROOT, "%07d", ticks);
        return "." + (whole ? digits : digits.replaceFirst("0+$", ""));
    }

    private static String real(double value) {
        long whole = (long) value;
        boolean plain = whole == value && Math.abs(value) < 1e15;
        return plain ? Long.toString(whole) : Double.toString(value);
    }
}
