package io.azdetect.engine;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.UUID;
import org.duckdb.DuckDBAppender;

/** Puts Kusto's values into DuckDB's appender. */
final class AppendedValue {
    /** The scale of the DuckDB type that holds a decimal. */
    private static final int DECIMAL_SCALE = 18;

    private static final int DECIMAL_PRECISION = 38;

    private AppendedValue() {}

    /**
     * The value as DuckDB takes it.
     *
     * @throws IllegalArgumentException if it has not its column's Java form, or is a decimal of more digits than DuckDB holds
     */
    static Object check(Column column, Object value) {
        if (value == null) {
            return null;
        }
        boolean fits = switch (column.type()) {
            case BOOL -> value instanceof Boolean;
            case INT -> value instanceof Integer;
            case LONG, DATETIME, TIMESPAN -> value instanceof Long;
            case REAL -> value instanceof Double;
            case DECIMAL -> value instanceof BigDecimal;
            case STRING, DYNAMIC -> value instanceof String;
            case GUID -> value instanceof UUID;
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    column + " cannot hold a " + value.getClass().getSimpleName());
        }
        return value instanceof BigDecimal decimal ? scaled(column, decimal) : value;
    }

    private static BigDecimal scaled(Column column, BigDecimal value) {
        BigDecimal scaled;
        try {
            scaled = value.setScale(DECIMAL_SCALE, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(column + " holds 18 digits after the point, not those of " + value, e);
        }
        if (scaled.precision() > DECIMAL_PRECISION) {
            throw new IllegalArgumentException(column + " holds 20 digits before the point, not those of " + value);
        }
        return scaled;
    }

    /** Appends a checked value; null is the type's null, or an empty string. */
    static void write(DuckDBAppender target, KqlType type, Object value) throws SQLException {
        if (value == null) {
            if (type == KqlType.STRING) {
                target.append("");
            } else {
                target.appendNull();
            }
            return;
        }
        switch (type) {
            case BOOL -> target.append(((Boolean) value).booleanValue());
            case INT -> target.append(((Integer) value).intValue());
            case LONG, DATETIME, TIMESPAN -> target.append(((Long) value).longValue());
            case REAL -> target.append(((Double) value).doubleValue());
            case DECIMAL -> target.append((BigDecimal) value);
            case STRING, DYNAMIC -> target.append((String) value);
            case GUID -> target.append((UUID) value);
        }
    }
}
