package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code union}: which tables, and one set of columns for all of them. */
final class UnionBinder {
    private final Operator.Union union;
    private final TabularBinder tables;
    private final List<Branch> branches = new ArrayList<>();

    /**
     * One table of the union.
     *
     * @param source what {@code withsource} calls it
     * @param empty whether a wildcard found it, and it has no rows
     */
    private record Branch(String source, Plan plan, boolean empty) {}

    private UnionBinder(Operator.Union union, TabularBinder tables) {
        this.union = union;
        this.tables = tables;
    }

    static Plan bind(Operator.Union union, Optional<Plan> input, TabularBinder tables) {
        UnionBinder binder = new UnionBinder(union, tables);
        input.ifPresent(plan -> binder.add(tableOf(plan), plan));
        boolean fuzzy = Boolean.parseBoolean(union.parameters().getOrDefault("isfuzzy", "false"));
        for (Expression table : union.tables()) {
            binder.addTable(table, fuzzy);
        }
        binder.settleTypes();
        return binder.plan();
    }

    private void add(Optional<String> source, Plan plan) {
        branches.add(new Branch(source.orElse("union_arg" + branches.size()), plan, false));
    }

    /** The name of the table whose rows a plan has as they are, or of a time range. */
    static Optional<String> tableOf(Plan plan) {
        if (plan instanceof Plan.Scan scan) {
            return Optional.of(scan.table().name());
        }
        return plan instanceof Plan.Filter filter && filter.input() instanceof Plan.Scan scan
                ? Optional.of(scan.table().name())
                : Optional.empty();
    }

    /** A table's or view's own name, or the one that {@code as} gives; anything else is numbered. */
    private Optional<String> sourceOf(Expression expression, Plan plan) {
        if (expression instanceof Expression.NameReference reference) {
            return tables.isFunction(reference.name())
                    ? Optional.of(reference.name().text())
                    : tableOf(plan);
        }
        if (OtherPlaces.begins(expression)) {
            return tableOf(plan);
        }
        if (expression instanceof Expression.Pipe pipe
                && pipe.operators().get(pipe.operators().size() - 1) instanceof Operator.As as) {
            return Optional.of(as.name().text());
        }
        return Optional.empty();
    }

    private void addTable(Expression table, boolean fuzzy) {
        if (table instanceof Expression.NamePattern pattern) {
            addMatching(tables, pattern, fuzzy);
            return;
        }
        if (table instanceof Expression.QualifiedPattern qualified) {
            addMatching(new OtherPlaces(tables).tables(qualified.target()), qualified.pattern(), fuzzy);
            return;
        }
        try {
            Plan plan = tables.bind(table);
            add(sourceOf(table, plan), plan);
        } catch (KqlException e) {
            if (!fuzzy || e.diagnostic().code() != Code.UNKNOWN_TABLE) {
                throw e;
            }
        }
    }

    private void addMatching(TabularBinder database, Expression.NamePattern pattern, boolean fuzzy) {
        Map<String, Plan> matching = database.matching(pattern.pattern());
        if (matching.isEmpty() && !fuzzy) {
            throw new KqlException(
                    Code.UNKNOWN_TABLE, "no table's name is like '" + pattern.pattern() + "'", pattern.span());
        }
        matching.forEach((name, plan) -> branches.add(new Branch(name, plan, database.isEmpty(plan))));
    }

    /**
     * Of a table without rows that a wildcard found, takes those columns away that another table has with another type. A
     * workspace in Azure has but some of the tables that are known here, and a name with one type there must not become
     * two columns for a table that it lacks.
     */
    private void settleTypes() {
        Map<String, Set<KqlType>> types = new LinkedHashMap<>();
        branches.stream()
                .filter(branch -> !branch.empty())
                .flatMap(branch -> branch.plan().columns().stream())
                .forEach(c -> types.computeIfAbsent(c.name(), name -> new LinkedHashSet<>())
                        .add(c.type()));
        branches.stream()
                .filter(Branch::empty)
                .flatMap(branch -> branch.plan().columns().stream())
                .forEach(c -> types.computeIfAbsent(c.name(), name -> Set.of(c.type())));
        branches.replaceAll(branch -> {
            List<Column> kept = branch.plan().columns().stream()
                    .filter(c -> types.get(c.name()).contains(c.type()))
                    .toList();
            return kept.size() == branch.plan().columns().size()
                    ? branch
                    : new Branch(branch.source(), PlanParts.keep(branch.plan(), kept), true);
        });
        branches.removeIf(branch -> branch.empty() && branch.plan().columns().isEmpty());
    }

    /** The tables of {@code search} or {@code find}, each with its name: all that there are when none is named. */
    static Map<Plan, String> tables(List<Expression> listed, Span span, TabularBinder tables) {
        List<Expression> all = listed.isEmpty() ? List.of(new Expression.NamePattern("*", span)) : listed;
        UnionBinder binder = new UnionBinder(new Operator.Union(Map.of(), all, span), tables);
        all.forEach(table -> binder.addTable(table, listed.isEmpty()));
        binder.settleTypes();
        if (binder.branches.isEmpty()) {
            throw new KqlException(
                    Code.UNKNOWN_TABLE,
                    "there is no table to go through: ask a workspace or files that have some, or name tables in"
                            + " 'in (…)'",
                    span);
        }
        Map<Plan, String> named = new LinkedHashMap<>();
        binder.branches.forEach(branch -> named.put(branch.plan(), branch.source()));
        return named;
    }

    /** One table of some, with a column before theirs that says which row is whose. */
    static Plan union(String source, Map<Plan, String> named, Span span, TabularBinder tables) {
        UnionBinder binder = new UnionBinder(new Operator.Union(Map.of("withsource", source), List.of(), span), tables);
        named.forEach((plan, name) -> binder.add(Optional.of(name), plan));
        return binder.plan();
    }

    static String nameOf(Plan plan) {
        return tableOf(plan).orElse("union_arg0");
    }

    private Plan plan() {
        if (branches.isEmpty()) {
            throw new KqlException(Code.UNKNOWN_TABLE, "none of the union's tables exists", union.span());
        }
        Map<Column, String> names = columns();
        List<Column> columns = new ArrayList<>();
        Optional<Column> source =
                Optional.ofNullable(union.parameters().get("withsource")).map(name -> new Column(name, KqlType.STRING));
        source.ifPresent(columns::add);
        names.forEach((column, name) -> columns.add(new Column(name, column.type())));
        List<Plan> inputs = new ArrayList<>();
        for (Branch branch : branches) {
            List<Plan.Assignment> assignments = new ArrayList<>();
            source.ifPresent(column ->
                    assignments.add(new Plan.Assignment(column, new Scalar.Constant(KqlType.STRING, branch.source()))));
            for (Column column : branch.plan().columns()) {
                if (names.containsKey(column)) {
                    assignments.add(new Plan.Assignment(
                            new Column(names.get(column), column.type()), new Scalar.ColumnReference(column)));
                }
            }
            inputs.add(new Plan.Project(branch.plan(), assignments));
        }
        return new Plan.Union(inputs, columns);
    }

    /**
     * The columns and what they are called: in the order in which their names come up first. A name that has two types
     * gives two columns, {@code n_long} and {@code n_real}.
     */
    private Map<Column, String> columns() {
        Map<String, Set<KqlType>> types = new LinkedHashMap<>();
        for (Branch branch : branches) {
            for (Column column : branch.plan().columns()) {
                types.computeIfAbsent(column.name(), name -> new LinkedHashSet<>())
                        .add(column.type());
            }
        }
        ColumnNames names = new ColumnNames();
        types.forEach((name, all) -> {
            if (all.size() == 1) {
                names.take(name);
            }
        });
        boolean inner = union.parameters().getOrDefault("kind", "outer").equals("inner");
        Map<Column, String> columns = new LinkedHashMap<>();
        types.forEach((name, all) -> {
            for (KqlType type : all) {
                Column column = new Column(name, type);
                if (!inner || branches.stream().allMatch(b -> b.plan().columns().contains(column))) {
                    columns.put(column, all.size() == 1 ? name : names.unique(name + "_" + type.kustoName()));
                }
            }
        });
        return columns;
    }
}
