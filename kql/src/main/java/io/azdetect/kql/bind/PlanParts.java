package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Small pieces that operators are made of which are more than one plan. */
final class PlanParts {
    private PlanParts() {}

    static Scalar.ColumnReference reference(Column column) {
        return new Scalar.ColumnReference(column.name(), column.type());
    }

    static Plan.Assignment same(Column column) {
        return new Plan.Assignment(column, reference(column));
    }

    static Plan.Assignment as(String name, Scalar value) {
        return new Plan.Assignment(new Column(name, value.type()), value);
    }

    /** The plan with exactly these of its columns, in this order. */
    static Plan keep(Plan plan, List<Column> columns) {
        return plan.columns().equals(columns)
                ? plan
                : new Plan.Project(plan, columns.stream().map(PlanParts::same).toList());
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
            return List.of(new Plan.JoinKey(reference(left), reference(right)));
        }
        return List.of(
                new Plan.JoinKey(orDefault(left), orDefault(right)), new Plan.JoinKey(isNull(left), isNull(right)));
    }

    private static Scalar isNull(Column column) {
        return new Scalar.Call("isnull", List.of(reference(column)), KqlType.BOOL, Nowhere.SPAN);
    }

    private static Scalar orDefault(Column column) {
        return new Scalar.Call(
                "iff",
                List.of(isNull(column), constant(column.type()), reference(column)),
                column.type(),
                Nowhere.SPAN);
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
                    case DECIMAL -> java.math.BigDecimal.ZERO;
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

    static Plan.Aggregation count(Column column) {
        return new Plan.Aggregation(column, new Plan.AggregateCall("count", List.of(), KqlType.LONG));
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
