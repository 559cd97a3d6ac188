package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.SchemaMerge;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.List;

/** {@code schema_merge}: holds the call against what {@code getschema} gives, and leaves the rows to a program. */
final class SchemaMergePlugin {
    private static final List<Column> SCHEMA = List.of(
            new Column("ColumnName", KqlType.STRING),
            new Column("ColumnOrdinal", KqlType.LONG),
            new Column("DataType", KqlType.STRING),
            new Column("ColumnType", KqlType.STRING));

    private SchemaMergePlugin() {}

    static Plan bind(PluginCall call) {
        if (!call.input().columns().containsAll(SCHEMA)) {
            throw call.wrong("takes rows as getschema gives them, with the columns " + SCHEMA);
        }
        boolean preserve = !call.has("PreserveOrder") || (Boolean) call.constant("PreserveOrder", KqlType.BOOL);
        Plan input = PlanParts.keep(call.input(), SCHEMA);
        return EvaluateBinder.checked(
                call, new Plan.Stage(List.of(input), new SchemaMerge(preserve, call.span()), SCHEMA));
    }
}
