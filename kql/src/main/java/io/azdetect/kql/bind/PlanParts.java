package io.azdetect.kql.bind;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The pieces that operators and plug-ins are put together from when they are more than one plan. */
final class PlanParts {
    private PlanParts() {}

    /** A column under another name. */
    static Plan.Assignment renamed(Column column, String name) {
        return new Plan.Assignment(new Column(name, column.type()), new Scalar.ColumnReference(column));
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
        return new Plan.Project(
                input,
                joined(input.columns().stream().map(Plan.Assignment::same).toList(), List.of(computed(name, value))));
    }

    static Plan distinct(Plan input, List<Column> columns) {
        return new Plan.Aggregate(
                input, columns.stream().map(Plan.Assignment::same).toList(), List.of());
    }

    static Plan where(Plan input, Scalar predicate) {
        return new Plan.Filter(input, predicate);
    }

    /** The plan with exactly these of its columns, in this order. */
    static Plan keep(Plan plan, List<Column> columns) {
        return plan.columns().equals(columns)
                ? plan
                : new Plan.Project(
                        plan, columns.stream().map(Plan.Assignment::same).toList());
    }

    static List<Plan.Renamed> unchanged(List<Column> columns) {
        return columns.stream().map(c -> new Plan.Renamed(c.name(), c)).toList();
    }

    /** Each row of one plan with each of the other. */
    static Plan pairs(Plan left, Plan right) {
        return new Plan.Join(
                left, right, Plan.JoinKind.INNER, List.of(), unchanged(left.columns()), unchanged(right.columns()));
    }

    /** Join keys that let the columns' nulls equal each other, as groups do and joins do not. */
    static List<Plan.JoinKey> equalOrBothNull(Column left, Column right) {
        if (left.type() == KqlType.STRING) {
            return List.of(new Plan.JoinKey(new Scalar.ColumnReference(left), new Scalar.ColumnReference(right)));
        }
        return List.of(
                new Plan.JoinKey(orDefault(left), orDefault(right)), new Plan.JoinKey(isNull(left), isNull(right)));
    }

    private static Scalar isNull(Column column) {
        return call("isnull", KqlType.BOOL, Nowhere.SPAN, new Scalar.ColumnReference(column));
    }

    private static Scalar orDefault(Column column) {
        return call(
                "iff",
                column.type(),
                Nowhere.SPAN,
                isNull(column),
                constant(column.type()),
                new Scalar.ColumnReference(column));
    }

    /** Some value of a type. */
    private static Scalar constant(KqlType type) {
        return new Scalar.Constant(
                type,
                switch (type) {
                    case BOOL -> false;
                    case INT -> 0;
                    case LONG, DATETIME, TIMESPAN -> 0L;
                    case REAL -> 0.0;
                    case DECIMAL -> BigDecimal.ZERO;
                    case STRING, DYNAMIC -> "";
                    case GUID -> new UUID(0, 0);
                });
    }

    /** The typed null; of a string, the empty one. */
    static Scalar absent(KqlType type) {
        return new Scalar.Constant(type, type == KqlType.STRING ? "" : null);
    }

    /** No row at all. */
    static Plan nothing(List<Column> columns) {
        return new Plan.Values(columns, List.of());
    }

    static Plan.Aggregation aggregation(String column, String function, KqlType type, Scalar... arguments) {
        return new Plan.Aggregation(
                new Column(column, type), new Plan.AggregateCall(function, List.of(arguments), type));
    }

    @SafeVarargs
    static <T> List<T> joined(List<T>... lists) {
        List<T> all = new ArrayList<>();
        for (List<T> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
