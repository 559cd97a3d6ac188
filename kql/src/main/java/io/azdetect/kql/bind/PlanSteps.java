package io.azdetect.kql.bind;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;

/** The operators that a plug-in's plan is put together from. */
final class PlanSteps {
    private PlanSteps() {}

    static Scalar.ColumnReference reference(Column column) {
        return new Scalar.ColumnReference(column.name(), column.type());
    }

    static Plan.Assignment same(Column column) {
        return new Plan.Assignment(column, reference(column));
    }

    /** A column under another name. */
    static Plan.Assignment renamed(Column column, String name) {
        return new Plan.Assignment(new Column(name, column.type()), reference(column));
    }

    static Plan.Assignment computed(String name, Scalar value) {
        return new Plan.Assignment(new Column(name, value.type()), value);
    }

    static Scalar call(String function, KqlType type, Span span, Scalar... arguments) {
        return new Scalar.Call(function, List.of(arguments), type, span);
    }

    static Scalar text(String value) {
        return new Scalar.Constant(KqlType.STRING, value);
    }

    /** The input's columns and one more behind them. */
    static Plan extend(Plan input, String name, Scalar value) {
        List<Plan.Assignment> assignments =
                new ArrayList<>(input.columns().stream().map(PlanSteps::same).toList());
        assignments.add(computed(name, value));
        return new Plan.Project(input, assignments);
    }

    static Plan keep(Plan input, List<Column> columns) {
        return new Plan.Project(input, columns.stream().map(PlanSteps::same).toList());
    }

    static Plan distinct(Plan input, List<Column> columns) {
        return new Plan.Aggregate(input, columns.stream().map(PlanSteps::same).toList(), List.of());
    }

    static Plan where(Plan input, Scalar predicate) {
        return new Plan.Filter(input, predicate);
    }

    static Plan.Aggregation aggregation(String column, String function, KqlType type, Scalar... arguments) {
        return new Plan.Aggregation(
                new Column(column, type), new Plan.AggregateCall(function, List.of(arguments), type));
    }
}
