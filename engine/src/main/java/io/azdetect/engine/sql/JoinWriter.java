package io.azdetect.engine.sql;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Plan.JoinKind;
import io.azdetect.kql.plan.Plan.Renamed;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes joins. */
final class JoinWriter {
    private final Dialect dialect;
    private final ScalarWriter scalars;

    JoinWriter(Dialect dialect, ScalarWriter scalars) {
        this.dialect = dialect;
        this.scalars = scalars;
    }

    /** A join's input: what stands in {@code FROM}, and its columns. */
    private record Side(String from, Map<String, Fragment> scope) {}

    Select write(Plan.Join join, Select left, Select right) {
        JoinKind kind = join.kind();
        Select unique = kind == JoinKind.INNER_UNIQUE && !isUnique(join.left(), join.keys())
                ? distinct(left, join.keys())
                : left;
        Side l = side(unique, "l");
        Side r = side(right, "r");
        String on = join.keys().isEmpty()
                ? "true"
                : join.keys().stream()
                        .map(key -> scalars.value(key.left(), l.scope()).operand()
                                + " = "
                                + scalars.value(key.right(), r.scope()).operand())
                        .collect(Collectors.joining(" AND "));
        String from = switch (kind) {
            case INNER_UNIQUE, INNER -> l.from() + "\nJOIN " + r.from();
            case LEFT_OUTER -> l.from() + "\nLEFT JOIN " + r.from();
            case RIGHT_OUTER -> l.from() + "\nRIGHT JOIN " + r.from();
            case FULL_OUTER -> l.from() + "\nFULL JOIN " + r.from();
            case LEFT_SEMI -> l.from() + "\nSEMI JOIN " + r.from();
            case LEFT_ANTI -> l.from() + "\nANTI JOIN " + r.from();
            case RIGHT_SEMI -> r.from() + "\nSEMI JOIN " + l.from();
            case RIGHT_ANTI -> r.from() + "\nANTI JOIN " + l.from();
        };
        Select result = new Select(from + " ON " + on);
        boolean leftMayMiss = kind == JoinKind.RIGHT_OUTER || kind == JoinKind.FULL_OUTER;
        boolean rightMayMiss = kind == JoinKind.LEFT_OUTER || kind == JoinKind.FULL_OUTER;
        join.leftColumns().forEach(c -> result.column(c.column(), value(c, l, leftMayMiss)));
        join.rightColumns().forEach(c -> result.column(c.column(), value(c, r, rightMayMiss)));
        return result;
    }

    /** A string is never null, not even in a row without a partner. */
    private static Fragment value(Renamed column, Side side, boolean mayMiss) {
        Fragment value = side.scope().get(column.from());
        return mayMiss && column.column().type() == KqlType.STRING
                ? Fragment.call("coalesce(" + value.text() + ", '')")
                : value;
    }

    private Side side(Select select, String alias) {
        Map<String, Fragment> scope = new HashMap<>();
        if (select.isBare()) {
            select.values().forEach((name, value) -> scope.put(name, Fragment.plain(alias + "." + value.text())));
            return new Side(select.from() + " AS " + alias, scope);
        }
        Map<String, String> aliases = select.aliases();
        aliases.forEach(
                (name, physical) -> scope.put(name, Fragment.plain(alias + "." + dialect.identifier(physical))));
        return new Side("(\n" + SqlWriter.indent(select.text(dialect, Map.of())) + "\n) AS " + alias, scope);
    }

    /** Of rows with equal keys, one. Which one, Kusto leaves open as well. */
    private Select distinct(Select select, List<Plan.JoinKey> keys) {
        Select input = SqlWriter.wrap(select, dialect);
        Select distinct = new Select(input.from());
        for (Column column : input.columns()) {
            distinct.column(column, input.values().get(column.name()));
        }
        List<Fragment> on = new ArrayList<>();
        keys.forEach(key -> on.add(scalars.value(key.left(), input.values())));
        if (on.isEmpty()) {
            distinct.limit(Fragment.plain("1"));
        } else {
            distinct.distinctOn(on);
        }
        return distinct;
    }

    /** Whether the plan has one row for each combination of the keys anyway, because it is grouped by them. */
    private static boolean isUnique(Plan plan, List<Plan.JoinKey> keys) {
        if (plan instanceof Plan.Filter || plan instanceof Plan.Sort || plan instanceof Plan.Limit) {
            return isUnique(plan.inputs().get(0), keys);
        }
        if (!(plan instanceof Plan.Aggregate aggregate)) {
            return false;
        }
        Set<String> joined = new HashSet<>();
        for (Plan.JoinKey key : keys) {
            if (key.left() instanceof Scalar.ColumnReference column) {
                joined.add(column.name());
            }
        }
        return aggregate.keys().stream()
                .allMatch(key -> joined.contains(key.column().name()));
    }
}
