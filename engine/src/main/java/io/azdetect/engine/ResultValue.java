package io.azdetect.engine;

import io.azdetect.kql.type.KqlType;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Reads DuckDB's values in the Java forms of Kusto's types. */
final class ResultValue {
    private ResultValue() {}

    /** The value of a column, from 1, of the current row. */
    static Object read(ResultSet rows, int index, KqlType type) throws SQLException {
        Object value = switch (type) {
            case BOOL -> rows.getBoolean(index);
            case INT -> rows.getInt(index);
            case LONG, DATETIME, TIMESPAN -> rows.getLong(index);
            case REAL -> rows.getDouble(index);
            case DECIMAL -> shortened(rows.getBigDecimal(index));
            case STRING -> emptyForNull(rows.getString(index));
            case DYNAMIC -> rows.getString(index);
            case GUID -> rows.getObject(index, UUID.class);
        };
        return type != KqlType.STRING && rows.wasNull() ? null : value;
    }

    private static BigDecimal shortened(BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String emptyForNull(String text) {
        return text == null ? "" : text;
    }
}
