package io.azdetect.engine;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of a result, with its values by the names of their columns, as Java has them. */
public final class ResultRow {
    private final List<Column> columns;
    private final Object[] values;

    ResultRow(List<Column> columns, Object[] values) {
        this.columns = columns;
        this.values = values;
    }

    /**
     * A value: {@code Boolean}, {@code Integer}, {@code Long}, {@code Double}, {@code BigDecimal}, {@code String}, {@code
     * Instant}, {@code Duration}, {@code UUID}, or, for a dynamic, its JSON text.
     *
     * @return null for Kusto's null
     * @throws IllegalArgumentException if there is no such column
     */
    public Object value(String column) {
        int index = index(column);
        return java(columns.get(index).type(), values[index]);
    }

    /** A string, or a dynamic's JSON text; null for a null dynamic. */
    public String string(String column) {
        return (String) of(column, KqlType.STRING, KqlType.DYNAMIC);
    }

    /** An int or a long; null for null. */
    public Long longValue(String column) {
        Number number = (Number) of(column, KqlType.LONG, KqlType.INT);
        return number == null ? null : number.longValue();
    }

    /** A real; null for null. */
    public Double real(String column) {
        return (Double) of(column, KqlType.REAL);
    }

    /** A bool; null for null. */
    public Boolean bool(String column) {
        return (Boolean) of(column, KqlType.BOOL);
    }

    /** A datetime; null for null. */
    public Instant instant(String column) {
        return (Instant) of(column, KqlType.DATETIME);
    }

    /** A timespan; null for null. */
    public Duration duration(String column) {
        return (Duration) of(column, KqlType.TIMESPAN);
    }

    /** All values, as {@link #value} gives them, in the order of the columns. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        columns.forEach(column -> map.put(column.name(), value(column.name())));
        return Collections.unmodifiableMap(map);
    }

    private Object of(String column, KqlType... types) {
        KqlType type = columns.get(index(column)).type();
        if (!List.of(types).contains(type)) {
            throw new IllegalArgumentException("column '" + column + "' is a " + type.kustoName() + ", not a "
                    + types[0].kustoName() + "; value() gives any type");
        }
        return value(column);
    }

    private int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the result has no column '" + column + "'; it has " + columns);
    }

    private static Object java(KqlType type, Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case DATETIME -> Ticks.toInstant((Long) value);
            case TIMESPAN -> Ticks.toDuration((Long) value);
            default -> value;
        };
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
