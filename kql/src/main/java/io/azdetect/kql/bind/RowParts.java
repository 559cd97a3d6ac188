package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Divides scalars over a row and something else into what depends on the row alone, which becomes columns that the engine
 * computes as it computes everything, and the rest.
 */
final class RowParts {
    private final Set<String> names = new HashSet<>();
    private final List<Plan.Assignment> assignments = new ArrayList<>();
    private final Map<Scalar, Scalar> columns = new HashMap<>();

    RowParts(List<Column> row) {
        for (Column column : row) {
            names.add(column.name());
            assignments.add(Plan.Assignment.same(column));
        }
    }

    /** The row's columns, and behind them those that stand for parts. */
    List<Plan.Assignment> assignments() {
        return assignments;
    }

    /** The scalar with a column for every part, as large as possible, that depends on the row alone. */
    Scalar divide(Scalar scalar) {
        if (scalar instanceof Scalar.Constant || scalar instanceof Scalar.ColumnReference) {
            return scalar;
        }
        if (isOfRow(scalar)) {
            return columns.computeIfAbsent(scalar, this::add);
        }
        if (scalar instanceof Scalar.Call call) {
            return new Scalar.Call(
                    call.function(), call.arguments().stream().map(this::divide).toList(), call.type(), call.span());
        }
        Scalar.MemberOf member = (Scalar.MemberOf) scalar;
        throw ScalarBinder.unsupported(member.operator() + " over a table with what a step remembers", member.span());
    }

    /** The name of a column that holds the scalar, which depends on the row alone. */
    String column(Scalar scalar) {
        Scalar column = scalar instanceof Scalar.ColumnReference ? scalar : columns.computeIfAbsent(scalar, this::add);
        return ((Scalar.ColumnReference) column).name();
    }

    private Scalar add(Scalar scalar) {
        Column column = new Column("$part" + columns.size(), scalar.type());
        assignments.add(new Plan.Assignment(column, scalar));
        return new Scalar.ColumnReference(column);
    }

    private boolean isOfRow(Scalar scalar) {
        if (scalar instanceof Scalar.ColumnReference reference) {
            return names.contains(reference.name());
        }
        if (scalar instanceof Scalar.Call call) {
            return call.arguments().stream().allMatch(this::isOfRow);
        }
        return !(scalar instanceof Scalar.MemberOf member) || isOfRow(member.value());
    }
}
