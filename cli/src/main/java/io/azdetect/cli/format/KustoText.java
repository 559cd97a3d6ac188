package io.azdetect.cli.format;

import io.azdetect.kql.type.DatetimeText;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.RealText;
import io.azdetect.kql.type.TimespanText;
import java.math.BigDecimal;

/**
 * Values as text for people and spreadsheets: datetimes in ISO 8601, in UTC; timespans as {@code [-][d.]hh:mm:ss[.fffffff]};
 * null as nothing.
 */
public final class KustoText {
    private KustoText() {}

    /** A value of any type. */
    public static String of(KqlType type, Object value) {
        if (value == null) {
            return "";
        }
        return switch (type) {
            case DATETIME -> datetime((Long) value);
            case TIMESPAN -> TimespanText.format((Long) value);
            case REAL -> RealText.format((Double) value);
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            default -> value.toString();
        };
    }

    /** Such as {@code 2024-05-01T10:00:00Z}; with as much of a fraction as there is. */
    private static String datetime(long ticks) {
        return DatetimeText.format(ticks).replaceFirst("\\.?0+Z$", "Z");
    }
}
