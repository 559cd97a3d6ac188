package io.azdetect.catalog;

import io.azdetect.kql.type.DatetimeText;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.TimespanText;

/** Writes a value as Kusto's {@code tostring()} would; null is empty. */
final class CellText {
    private CellText() {}

    static String of(KqlType type, Object value) {
        if (value == null) {
            return "";
        }
        return switch (type) {
            case DATETIME -> DatetimeText.format((Long) value);
            case TIMESPAN -> TimespanText.format((Long) value);
            default -> value.toString();
        };
    }
}
