package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;

/** {@code getschema}: a table's columns as rows. */
final class SchemaRows {
    private static final List<Column> COLUMNS = List.of(
            new Column("ColumnName", KqlType.STRING),
            new Column("ColumnOrdinal", KqlType.LONG),
            new Column("DataType", KqlType.STRING),
            new Column("ColumnType", KqlType.STRING));

    private SchemaRows() {}

    static Plan of(List<Column> columns) {
        List<List<Scalar>> rows = new ArrayList<>();
        for (Column column : columns) {
            rows.add(List.of(
                    text(column.name()),
                    new Scalar.Constant(KqlType.LONG, (long) rows.size()),
                    text(dotNetName(column.type())),
                    text(column.type().kustoName())));
        }
        return new Plan.Values(COLUMNS, rows);
    }

    private static Scalar text(String value) {
        return new Scalar.Constant(KqlType.STRING, value);
    }

    /** The .NET type that Kusto names in {@code DataType}. */
    private static String dotNetName(KqlType type) {
        return switch (type) {
            case BOOL -> "System.SByte";
            case INT -> "System.Int32";
            case LONG -> "System.Int64";
            case REAL -> "System.Double";
            case DECIMAL -> "System.Data.SqlTypes.SqlDecimal";
            case STRING -> "System.String";
            case DATETIME -> "System.DateTime";
            case TIMESPAN -> "System.TimeSpan";
            case GUID -> "System.Guid";
            case DYNAMIC -> "System.Object";
        };
    }
}
