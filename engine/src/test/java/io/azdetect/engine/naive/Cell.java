package io.azdetect.engine.naive;

import com.fasterxml.jackson.databind.JsonNode;
import io.azdetect.kql.type.KqlType;
import java.math.BigDecimal;

/**
 * A value and its type.
 *
 * @param value as {@link KqlType} says, but a dynamic value is Jackson's tree
 */
record Cell(KqlType type, Object value) {
    static final Cell UNKNOWN = new Cell(KqlType.BOOL, null);

    static Cell of(boolean value) {
        return new Cell(KqlType.BOOL, value);
    }

    static Cell of(long value) {
        return new Cell(KqlType.LONG, value);
    }

    static Cell of(String value) {
        return new Cell(KqlType.STRING, value);
    }

    /** Of a text that is absent: an empty one; of other types null. */
    static Cell absent(KqlType type) {
        return new Cell(type, type == KqlType.STRING ? "" : null);
    }

    boolean isNull() {
        return value == null;
    }

    boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    String text() {
        return (String) value;
    }

    /** Of an int, long, datetime or timespan. */
    long whole() {
        return ((Number) value).longValue();
    }

    double real() {
        return ((Number) value).doubleValue();
    }

    BigDecimal decimal() {
        return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    }

    JsonNode json() {
        return (JsonNode) value;
    }
}
