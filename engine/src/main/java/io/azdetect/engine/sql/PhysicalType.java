package io.azdetect.engine.sql;

import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;

/** How DuckDB holds values of a Kusto type (docs/decisions/0001 for time, 0002 for dynamic values). */
public final class PhysicalType {
    private PhysicalType() {}

    /** The DuckDB type of values in tables and while a query runs. */
    public static String of(KqlType type) {
        return switch (type) {
            case BOOL -> "BOOLEAN";
            case INT -> "INTEGER";
            case LONG, DATETIME, TIMESPAN -> "BIGINT";
            case REAL -> "DOUBLE";
            case DECIMAL -> "DECIMAL(38,18)";
            case STRING, DYNAMIC -> "VARCHAR";
            case GUID -> "UUID";
        };
    }

    /** The column's part of a {@code CREATE TABLE}. */
    public static String definition(KqlType type) {
        return type == KqlType.STRING ? "VARCHAR NOT NULL DEFAULT ''" : of(type);
    }

    /** What stands for an absent value: the typed null, or the empty string. */
    public static String absent(KqlType type) {
        return type == KqlType.STRING ? "''" : "NULL::" + of(type);
    }

    /** The column as a person with another tool wants to see it. Microseconds are the finest that DuckDB shows well. */
    public static String readable(KqlType type, String column) {
        return switch (type) {
            case DATETIME -> "make_timestamp((" + column + " - " + Ticks.UNIX_EPOCH + ") // 10)";
            case TIMESPAN -> "to_microseconds(" + column + " // 10)";
            default -> column;
        };
    }
}
