package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code getschema}: a table's columns as rows. */
final class SchemaRows {
    private static final List<Column> COLUMNS = List.of(
            new Column("ColumnName", KqlType.STRING),
            new Column("ColumnOrdinal", KqlType.LONG),
            new Column("DataType", KqlType.STRING),
            new Column("ColumnType", KqlType.STRING));

    private SchemaRows() {}

    static Plan of(List<Column> columns, Operator.GetSchema operator) {
        if (operator.kind().isPresent()) {
            return inOneRow(columns, operator);
        }
        List<List<Scalar>> rows = new ArrayList<>();
        for (Column column : columns) {
            rows.add(List.of(
                    PlanParts.text(column.name()),
                    new Scalar.Constant(KqlType.LONG, (long) rows.size()),
                    PlanParts.text(dotNetName(column.type())),
                    PlanParts.text(column.type().kustoName())));
        }
        return new Plan.Values(COLUMNS, rows);
    }

    /** {@code getschema kind=csl}: the columns as one text, as a table's declaration has them. */
    private static Plan inOneRow(List<Column> columns, Operator.GetSchema operator) {
        if (!operator.kind().orElseThrow().equals("csl")) {
            throw ScalarBinder.unsupported("getschema kind=" + operator.kind().get(), operator.span());
        }
        String declaration = columns.stream()
                .map(c -> BracketedName.of(c.name()) + ":" + c.type().kustoName())
                .collect(Collectors.joining(","));
        return new Plan.Values(
                List.of(new Column("Schema", KqlType.STRING)), List.of(List.of(PlanParts.text(declaration))));
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
