package io.azdetect.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.kql.type.DatetimeText;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.TimespanText;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Writes a result's values as JSON: datetimes as ISO 8601 in UTC, timespans as {@code [-][d.]hh:mm:ss[.fffffff]}, guids as
 * text, dynamic values as the JSON that they are, and the numbers that JSON lacks as {@code "NaN"}, {@code "Infinity"} and
 * {@code "-Infinity"}.
 */
public final class ResultJson {
    private ResultJson() {}

    /** Writes a row as an array. */
    public static void writeRow(JsonGenerator json, java.util.List<io.azdetect.kql.schema.Column> columns, Object[] row)
            throws IOException {
        json.writeStartArray();
        for (int i = 0; i < row.length; i++) {
            write(json, columns.get(i).type(), row[i]);
        }
        json.writeEndArray();
    }

    /** Writes a value of a type. */
    public static void write(JsonGenerator json, KqlType type, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (type) {
            case BOOL -> json.writeBoolean((Boolean) value);
            case INT -> json.writeNumber((Integer) value);
            case LONG -> json.writeNumber((Long) value);
            case REAL -> writeReal(json, (Double) value);
            case DECIMAL -> json.writeNumber(((BigDecimal) value).toPlainString());
            case STRING, GUID -> json.writeString(value.toString());
            case DATETIME -> json.writeString(DatetimeText.format((Long) value));
            case TIMESPAN -> json.writeString(TimespanText.format((Long) value));
            case DYNAMIC -> json.writeRawValue((String) value);
        }
    }

    private static void writeReal(JsonGenerator json, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeString("NaN");
        } else if (Double.isInfinite(value)) {
            json.writeString(value > 0 ? "Infinity" : "-Infinity");
        } else {
            json.writeNumber(value);
        }
    }
}
