package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code search} and {@code find}: rows of many tables, with a column that says whose they are. */
final class SearchBinder {
    private static final Set<String> KINDS = Set.of("default", "case_insensitive", "case_sensitive");

    private final TabularBinder tables;

    SearchBinder(TabularBinder tables) {
        this.tables = tables;
    }

    Plan search(Operator.Search search, Optional<Plan> input) {
        String kind = search.kind().orElse("default");
        if (!KINDS.contains(kind)) {
            throw new KqlException(Code.BAD_ARGUMENTS, "there is no search of kind '" + kind + "'", search.span());
        }
        if (input.isPresent() && !search.tables().isEmpty()) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    "search has its rows from before the '|' or from 'in (…)', not both",
                    search.span());
        }
        Map<Plan, String> all = input.map(plan -> Map.of(plan, UnionBinder.nameOf(plan)))
                .orElseGet(() -> UnionBinder.tables(search.tables(), search.span(), tables));
        SearchPredicate predicate = SearchPredicate.ofSearch(tables, all.keySet(), kind.equals("case_sensitive"));
        Map<Plan, String> found = new LinkedHashMap<>();
        all.forEach((plan, name) ->
                found.put(search.predicate().map(p -> predicate.filter(plan, p)).orElse(plan), name));
        return UnionBinder.union("$table", found, search.span(), tables);
    }

    Plan find(Operator.Find find) {
        Map<Plan, String> all = UnionBinder.tables(find.tables(), find.span(), tables);
        SearchPredicate predicate = SearchPredicate.ofFind(tables, all.keySet());
        Set<String> named = predicate.namesIn(find.predicate());
        Map<Plan, String> found = new LinkedHashMap<>();
        all.forEach((plan, name) -> {
            // A table that has none of the condition's columns has no rows to find.
            if (named.isEmpty() || plan.columns().stream().anyMatch(c -> named.contains(c.name()))) {
                found.put(plan, name);
            }
        });
        if (found.isEmpty()) {
            throw new KqlException(
                    Code.UNKNOWN_COLUMN, "none of the tables has a column of the condition", find.span());
        }
        boolean smart = find.columns().isEmpty() && !find.packs();
        Set<String> kept = smart ? smartColumns(found.keySet(), named) : Set.of();
        boolean packs = find.packs()
                || (smart
                        && found.keySet().stream()
                                .flatMap(plan -> plan.columns().stream())
                                .anyMatch(c -> !kept.contains(c.name())));
        Map<Plan, String> results = new LinkedHashMap<>();
        found.forEach((plan, name) -> {
            Plan rows = predicate.filter(plan, find.predicate());
            List<Plan.Assignment> columns = smart
                    ? plan.columns().stream()
                            .filter(c -> kept.contains(c.name()))
                            .map(Plan.Assignment::same)
                            .toList()
                    : projected(find, plan, found.keySet());
            results.put(
                    new Plan.Project(
                            rows, packs ? PlanParts.joined(columns, List.of(pack(plan, columns, find))) : columns),
                    name);
        });
        Plan union = UnionBinder.union(find.source().map(Name::text).orElse("source_"), results, find.span(), tables);
        return packs ? packLast(union) : union;
    }

    /** Columns that the condition names, and those that all tables have with one type. */
    private static Set<String> smartColumns(Set<Plan> plans, Set<String> named) {
        Set<String> names = new LinkedHashSet<>(named);
        Set<Column> common = new LinkedHashSet<>(plans.iterator().next().columns());
        plans.forEach(plan -> common.retainAll(plan.columns()));
        common.forEach(c -> names.add(c.name()));
        return names;
    }

    private List<Plan.Assignment> projected(Operator.Find find, Plan plan, Set<Plan> all) {
        List<Plan.Assignment> columns = new ArrayList<>();
        for (Operator.FindColumn item : find.columns()) {
            Set<KqlType> types = all.stream()
                    .flatMap(p -> p.columns().stream())
                    .filter(c -> c.name().equals(item.name().text()))
                    .map(Column::type)
                    .collect(Collectors.toSet());
            if (types.size() > 1 && item.type().isEmpty()) {
                throw new KqlException(
                        Code.WRONG_TYPE,
                        "'" + item.name() + "' has several types in the tables; say which: " + item.name() + ":string",
                        item.name().span());
            }
            KqlType type = item.type()
                    .or(() -> types.stream().findFirst())
                    .orElseThrow(() -> new KqlException(
                            Code.UNKNOWN_COLUMN,
                            "none of the tables has a column '" + item.name() + "'",
                            item.name().span()));
            Scalar value = plan.columns().stream()
                    .filter(c -> c.name().equals(item.name().text()))
                    .findFirst()
                    .<Scalar>map(c -> Conversions.to(
                            type, new Scalar.ColumnReference(c), item.name().span()))
                    .orElse(PlanParts.absent(type));
            columns.add(new Plan.Assignment(new Column(item.name().text(), type), value));
        }
        return columns;
    }

    /** The table's other columns as a bag. */
    private static Plan.Assignment pack(Plan plan, List<Plan.Assignment> shown, Operator.Find find) {
        Set<String> names = shown.stream().map(a -> a.column().name()).collect(Collectors.toSet());
        List<Scalar> arguments = new ArrayList<>();
        for (Column column : plan.columns()) {
            if (!names.contains(column.name())) {
                arguments.add(new Scalar.Constant(KqlType.STRING, column.name()));
                arguments.add(new Scalar.ColumnReference(column));
            }
        }
        Scalar bag = arguments.isEmpty()
                ? new Scalar.Constant(KqlType.DYNAMIC, "{}")
                : new Scalar.Call("bag_pack", arguments, KqlType.DYNAMIC, find.span());
        return PlanParts.computed("pack_", bag);
    }

    private static Plan packLast(Plan union) {
        List<Column> columns = new ArrayList<>(union.columns());
        columns.sort(Comparator.comparing(c -> c.name().equals("pack_")));
        return PlanParts.keep(union, columns);
    }
}
