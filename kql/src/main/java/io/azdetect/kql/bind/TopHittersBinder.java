package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import java.util.List;
import java.util.Optional;

/** {@code top-hitters}. */
final class TopHittersBinder {
    private final TabularBinder tables;
    private final Plan input;
    private final ScalarBinder row;

    TopHittersBinder(TabularBinder tables, Plan input) {
        this.tables = tables;
        this.input = input;
        this.row = tables.scalars(new Row(input.columns()));
    }

    /** The values that come most often, or have the largest sum; Kusto's are near them, these are exact. */
    Plan bind(Operator.TopHitters hitters) {
        Plan.Assignment value = named(hitters.column());
        Optional<Plan.Assignment> by = hitters.by().map(this::named);
        AggregateCollector collector = new AggregateCollector();
        Expression.Call call = new Expression.Call(
                new Name(by.isPresent() ? "sum" : "count", hitters.span()),
                hitters.by().stream()
                        .map(e -> new Expression.Argument(Optional.empty(), e))
                        .toList(),
                hitters.span());
        Scalar size = collector.collect(call, row);
        String name = by.map(b -> "approximate_sum_" + b.column().name())
                .orElse("approximate_count_" + value.column().name());
        Plan groups = new Plan.Project(
                new Plan.Aggregate(input, List.of(value), collector.aggregations()),
                List.of(
                        Plan.Assignment.same(value.column()),
                        new Plan.Assignment(new Column(name, size.type()), size)));
        Plan.SortKey largest = new Plan.SortKey(new Scalar.ColumnReference(name, size.type()), false, false);
        return new Plan.Limit(new Plan.Sort(groups, List.of(largest)), tables.rowCount(hitters.count()));
    }

    private Plan.Assignment named(Expression expression) {
        return PlanParts.computed(ColumnNames.needed(expression), row.bind(expression));
    }
}
