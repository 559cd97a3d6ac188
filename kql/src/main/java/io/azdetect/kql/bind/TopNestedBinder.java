package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code top-nested}: the best groups of the first level, in each of them the best of the second, and so on.
 *
 * <p>With {@code with others}, the rows outside of a level's best are one more group of it. Levels below that group have
 * theirs of the same rows where they say {@code with others} as well, and nothing where they do not; a group of no rows is
 * left out.
 */
final class TopNestedBinder {
    private final TabularBinder tables;
    private final ScalarBinder row;
    private final String prefix;
    private final AggregateCollector aggregates = new AggregateCollector();
    private final List<Level> levels = new ArrayList<>();

    /** The input's rows with every level's key. */
    private final Plan rows;

    /**
     * A level.
     *
     * @param key the group's value in the plan, {@code outKey} in the result
     * @param value the aggregate in the plan, {@code outValue} in the result
     */
    private record Level(
            Column key,
            Scalar keyValue,
            Column outKey,
            Column value,
            Scalar aggregate,
            Column outValue,
            Optional<Scalar> count,
            Optional<Scalar> others,
            boolean ascending) {}

    TopNestedBinder(TabularBinder tables, Operator.TopNested nested, Plan input) {
        this.tables = tables;
        this.row = tables.scalars(new Row(input.columns()));
        this.prefix = tables.session().nextSharedId("$level");
        ColumnNames names = new ColumnNames();
        nested.levels().forEach(level -> addLevel(level, names));
        this.rows = new Plan.Shared(
                tables.session().nextSharedId("top_nested"),
                new Plan.Project(
                        input,
                        PlanParts.joined(
                                input.columns().stream()
                                        .map(Plan.Assignment::same)
                                        .toList(),
                                levels.stream()
                                        .map(l -> new Plan.Assignment(l.key(), l.keyValue()))
                                        .toList())));
    }

    private void addLevel(Operator.TopNestedLevel level, ColumnNames names) {
        Scalar key = row.bind(level.key().expression());
        if (key.type() == KqlType.DYNAMIC) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "dynamic values make no groups; convert them, for example with tostring()",
                    level.key().expression().span());
        }
        String keyName = names.unique(level.key()
                .name()
                .map(Name::text)
                .or(() -> ColumnNames.of(level.key().expression()))
                .orElseThrow(() -> new KqlException(
                        Code.BAD_ARGUMENTS,
                        "what 'top-nested' groups by needs a name here: of Name = …",
                        level.key().expression().span())));
        Scalar value = row.collecting(aggregates).bind(level.aggregate().expression());
        String valueName = names.unique(level.aggregate().name().map(Name::text).orElse("aggregated_" + keyName));
        int number = levels.size() + 1;
        levels.add(new Level(
                new Column(prefix + " key " + number, key.type()),
                key,
                new Column(keyName, key.type()),
                new Column(prefix + " value " + number, value.type()),
                value,
                new Column(valueName, value.type()),
                level.count().map(tables::rowCount),
                level.others().map(others -> others(others, key.type())),
                level.ascending()));
    }

    private Scalar others(Expression expression, KqlType type) {
        Scalar value = tables.scalars(Row.NONE).bind(expression);
        if (Conversions.common(value.type(), type).isEmpty()) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "the other groups' name stands in a column of " + type.kustoName() + ", this is "
                            + value.type().kustoName(),
                    expression.span());
        }
        return Conversions.to(type, value, expression.span());
    }

    Plan bind() {
        List<Plan> results = new ArrayList<>();
        Plan best = null;
        for (int i = 0; i < levels.size(); i++) {
            Plan parents = best;
            Plan top = shared(top(i));
            if (levels.get(i).others().isPresent()) {
                results.add(others(i, top, parents));
            }
            best = i == 0
                    ? top
                    : shared(under(
                            parents,
                            top,
                            i,
                            List.of(levels.get(i).key(), levels.get(i).value())));
        }
        results.add(0, named(best));
        return results.size() == 1 ? results.get(0) : Plan.Union.of(results);
    }

    private Plan shared(Plan plan) {
        return new Plan.Shared(tables.session().nextSharedId("level"), plan);
    }

    /** A level's best groups in every group of the levels above, selected or not. */
    private Plan top(int i) {
        Level level = levels.get(i);
        List<Plan.Assignment> keys = levels.subList(0, i + 1).stream()
                .map(l -> Plan.Assignment.same(l.key()))
                .toList();
        Plan groups = new Plan.Project(
                new Plan.Aggregate(rows, keys, aggregates.aggregations()),
                PlanParts.joined(keys, List.of(new Plan.Assignment(level.value(), level.aggregate()))));
        if (level.count().isEmpty()) {
            return groups;
        }
        Plan sorted = new Plan.Sort(
                groups,
                List.of(new Plan.SortKey(
                        new Scalar.ColumnReference(level.value()), level.ascending(), level.ascending())));
        List<Scalar> above = levels.subList(0, i).stream()
                .<Scalar>map(l -> new Scalar.ColumnReference(l.key()))
                .toList();
        return new Plan.LimitPerKey(sorted, above, level.count().get());
    }

    /** The groups of a level in the selected groups of the one above. */
    private Plan under(Plan parents, Plan groups, int level, List<Column> columns) {
        return new Plan.Join(
                parents,
                groups,
                Plan.JoinKind.INNER,
                equalKeys(level),
                PlanParts.unchanged(parents.columns()),
                PlanParts.unchanged(columns));
    }

    private List<Plan.JoinKey> equalKeys(int count) {
        return levels.subList(0, count).stream()
                .flatMap(l -> PlanParts.equalOrBothNull(l.key(), l.key()).stream())
                .toList();
    }

    /** The group of the rows that are in none of a level's best. */
    private Plan others(int i, Plan top, Plan parents) {
        Plan rest = new Plan.Join(
                rows, top, Plan.JoinKind.LEFT_ANTI, equalKeys(i + 1), PlanParts.unchanged(rows.columns()), List.of());
        List<Plan.Assignment> keys = levels.subList(0, i).stream()
                .map(l -> Plan.Assignment.same(l.key()))
                .toList();
        Column count = new Column(prefix + " rows", KqlType.LONG);
        List<Plan.Aggregation> all = PlanParts.joined(
                aggregates.aggregations(), List.of(PlanParts.aggregation(count.name(), "count", KqlType.LONG)));
        // Without a level above there is one group even of no rows.
        Plan groups = new Plan.Filter(
                new Plan.Aggregate(rest, keys, all),
                PlanParts.call(
                        ">",
                        KqlType.BOOL,
                        Nowhere.SPAN,
                        new Scalar.ColumnReference(count),
                        new Scalar.Constant(KqlType.LONG, 0L)));
        List<Plan.Assignment> values = new ArrayList<>(keys);
        List<Column> own = new ArrayList<>();
        for (Level level : levels.subList(i, levels.size())) {
            values.add(new Plan.Assignment(
                    level.key(),
                    level.others().orElse(PlanParts.absent(level.key().type()))));
            values.add(new Plan.Assignment(
                    level.value(),
                    level.others().isPresent()
                            ? level.aggregate()
                            : PlanParts.absent(level.value().type())));
            own.add(level.key());
            own.add(level.value());
        }
        Plan others = new Plan.Project(groups, values);
        return named(i == 0 ? others : under(parents, others, i, own));
    }

    private Plan named(Plan plan) {
        List<Plan.Assignment> columns = new ArrayList<>();
        for (Level level : levels) {
            columns.add(new Plan.Assignment(level.outKey(), new Scalar.ColumnReference(level.key())));
            columns.add(new Plan.Assignment(level.outValue(), new Scalar.ColumnReference(level.value())));
        }
        return new Plan.Project(plan, columns);
    }
}
