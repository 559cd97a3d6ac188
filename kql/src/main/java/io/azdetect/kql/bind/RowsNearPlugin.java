package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code rows_near}: every row for which the condition holds begins a group; a row is near its group's start or the next. */
final class RowsNearPlugin {
    private RowsNearPlugin() {}

    static Plan bind(PluginCall call) {
        long before = rows(call, "NumRows");
        long after = call.has("RowsAfter") ? rows(call, "RowsAfter") : before;
        List<Column> columns = call.input().columns();
        Scalar condition = call.tables().scalars(new Row(columns)).bind(call.expression("Condition"));
        if (condition.type() != KqlType.BOOL) {
            throw call.wrong("takes a bool as Condition");
        }
        List<Plan.Assignment> inputs = new ArrayList<>();
        List<Plan.Assignment> results = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            inputs.add(PlanParts.renamed(column, "c" + i));
            results.add(PlanParts.renamed(new Column("c" + i, column.type()), column.name()));
        }
        inputs.add(PlanParts.computed("hit", condition));
        Plan near = KqlTemplate.bind(
                """
                let _rows = materialize(T
                    | serialize n = row_number()
                    | extend g = row_cumsum(iff(hit, 1, 0)));
                let _starts = materialize(_rows | where g > 0 | summarize start = min(n) by g);
                _rows
                | join kind=leftouter (_starts | project own = g, start) on $left.g == $right.own
                | join kind=leftouter (_starts | project before = g - 1, following = start) on $left.g == $right.before
                | where coalesce(n - start <= _after, false) or coalesce(following - n <= _before, false)
                | sort by n asc
                """,
                new Plan.Project(call.input(), inputs),
                Map.of(
                        "_before", new Scalar.Constant(KqlType.LONG, before),
                        "_after", new Scalar.Constant(KqlType.LONG, after)),
                call);
        return EvaluateBinder.checked(call, new Plan.Project(near, results));
    }

    private static long rows(PluginCall call, String parameter) {
        long rows = (Long) call.constant(parameter, KqlType.LONG);
        if (rows < 0) {
            throw call.wrong("takes no negative number of rows");
        }
        return rows;
    }
}
