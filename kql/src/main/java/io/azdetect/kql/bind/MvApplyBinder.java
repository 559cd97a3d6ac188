package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code mv-apply}: each row is expanded, the subquery runs over the elements of each, and the row's own columns come back
 * beside what the subquery gives.
 *
 * <p>A row whose array is empty has a subquery over nothing: {@code summarize} without {@code by} makes a row of that.
 */
final class MvApplyBinder {
    private final TabularBinder tables;
    private final Operator.MvApply apply;
    private final Plan input;
    private final Column row;
    private final Column index;

    /** The input's columns under names that the subquery cannot change. */
    private final Map<Column, Column> kept = new LinkedHashMap<>();

    MvApplyBinder(TabularBinder tables, Operator.MvApply apply, Plan input) {
        this.tables = tables;
        this.apply = apply;
        this.input = input;
        String prefix = tables.session().nextSharedId("$row");
        this.row = new Column(prefix, KqlType.LONG);
        this.index = new Column(prefix + "#", KqlType.LONG);
        input.columns().forEach(c -> kept.put(c, new Column(prefix + " " + c.name(), c.type())));
    }

    Plan bind() {
        ExpandBinder expand = new ExpandBinder(tables, input);
        List<Plan.Expansion> expansions = expand.expansions(apply.columns(), "mv-apply");
        Optional<Column> asked = ExpandBinder.itemIndex(apply.parameters());
        long limit = expand.limit(apply.limit());
        Plan elements = new Plan.MvExpand(input, expansions, asked, false, limit);
        Plan subquery = PipeBinder.subquery(apply.subquery(), elements, tables);

        List<Plan.Assignment> copies = new ArrayList<>();
        kept.forEach((column, copy) -> copies.add(new Plan.Assignment(copy, new Scalar.ColumnReference(column))));
        List<Plan.Assignment> own = new ArrayList<>(
                input.columns().stream().map(Plan.Assignment::same).toList());
        Plan numbered = new Plan.Shared(tables.session().nextSharedId("mv_apply"), new Plan.Numbered(input, row));
        Plan each = new Plan.Project(numbered, PlanParts.joined(copies, List.of(Plan.Assignment.same(row))));
        Plan rows = new Plan.MvExpand(
                new Plan.Project(numbered, PlanParts.joined(own, copies, List.of(Plan.Assignment.same(row)))),
                expansions,
                Optional.of(asked.orElse(index)),
                false,
                limit);
        if (!isRowWise(subquery, elements)) {
            rows = new Plan.Sort(
                    rows,
                    List.of(
                            new Plan.SortKey(new Scalar.ColumnReference(row), true, true),
                            new Plan.SortKey(new Scalar.ColumnReference(asked.orElse(index)), true, true)));
        }
        PerKey perRow = new PerKey(
                elements, rows, each, false, List.of(row), List.copyOf(kept.values()), tables.session(), apply.span());
        return result(subquery, perRow.run(subquery));
    }

    /** Whether the order of its input's rows is nothing to the subquery. */
    private static boolean isRowWise(Plan plan, Plan source) {
        if (plan == source) {
            return true;
        }
        boolean rowWise = plan instanceof Plan.Filter
                || plan instanceof Plan.Project
                || plan instanceof Plan.MvExpand
                || plan instanceof Plan.Parse;
        return rowWise && isRowWise(plan.inputs().get(0), source);
    }

    /** The input's columns, then the subquery's; where both have a name, the subquery's value at the input's place. */
    private Plan result(Plan subquery, Plan all) {
        Map<String, Column> given = new HashMap<>();
        subquery.columns().forEach(c -> given.put(c.name(), c));
        Set<String> expandedInPlace = expandedInPlace();
        List<Plan.Assignment> columns = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (Column column : input.columns()) {
            if (expandedInPlace.contains(column.name())) {
                continue;
            }
            Column ofSubquery = given.get(column.name());
            columns.add(
                    ofSubquery != null
                            ? Plan.Assignment.same(ofSubquery)
                            : new Plan.Assignment(column, new Scalar.ColumnReference(kept.get(column))));
            placed.add(column.name());
        }
        subquery.columns().stream()
                .filter(c -> !placed.contains(c.name()))
                .forEach(c -> columns.add(Plan.Assignment.same(c)));
        return new Plan.Project(all, columns);
    }

    /** Columns that are expanded under their own names: the array itself is gone from the result. */
    private Set<String> expandedInPlace() {
        Set<String> names = new HashSet<>();
        for (Operator.Expansion item : apply.columns()) {
            if (item.expression().expression() instanceof Expression.NameReference reference
                    && item.expression()
                            .name()
                            .map(Name::text)
                            .filter(name -> !name.equals(reference.name().text()))
                            .isEmpty()) {
                names.add(reference.name().text());
            }
        }
        return names;
    }
}
