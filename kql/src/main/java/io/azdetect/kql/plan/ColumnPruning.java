package io.azdetect.kql.plan;

import io.azdetect.kql.schema.Column;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes the columns out of a plan that nothing above them reads, so that scans read only what is used. */
public final class ColumnPruning {
    /** What is read of each shared plan, gathered over all its uses before any is rewritten. */
    private final Map<String, Set<String>> sharedNeeds = new HashMap<>();

    private boolean gathering = true;

    private ColumnPruning() {}

    /** The plan with the same result and narrower inputs. */
    public static Plan prune(Plan plan) {
        ColumnPruning pruning = new ColumnPruning();
        Set<String> all = names(plan.columns());
        pruning.gather(plan, all);
        pruning.gathering = false;
        return pruning.prune(plan, all);
    }

    /** Walks until the shared plans' needs no longer grow: a shared plan may contain another. */
    private void gather(Plan plan, Set<String> needed) {
        int before;
        do {
            before = size();
            prune(plan, needed);
        } while (size() != before);
    }

    private int size() {
        return sharedNeeds.values().stream().mapToInt(Set::size).sum() + sharedNeeds.size();
    }

    private Plan prune(Plan plan, Set<String> needed) {
        return plan.accept(new Reading(needed));
    }

    /** A plan of which only the columns with these names are read. */
    private final class Reading implements PlanVisitor<Plan> {
        private final Set<String> needed;

        Reading(Set<String> needed) {
            this.needed = needed;
        }

        @Override
        public Plan visit(Plan.ExternalData externalData) {
            return externalData;
        }

        @Override
        public Plan visit(Plan.Scan scan) {
            return new Plan.Scan(scan.table(), only(scan.columns(), needed));
        }

        @Override
        public Plan visit(Plan.Filter filter) {
            return new Plan.Filter(
                    prune(filter.input(), with(needed, List.of(filter.predicate()))), scalar(filter.predicate()));
        }

        @Override
        public Plan visit(Plan.Project project) {
            List<Plan.Assignment> kept = project.assignments().stream()
                    .filter(a -> needed.contains(a.column().name()))
                    .toList();
            Set<String> reads =
                    with(Set.of(), kept.stream().map(Plan.Assignment::value).toList());
            return new Plan.Project(prune(project.input(), reads), assignments(kept));
        }

        @Override
        public Plan visit(Plan.Aggregate aggregate) {
            return aggregate(aggregate, needed);
        }

        @Override
        public Plan visit(Plan.Limit limit) {
            return new Plan.Limit(prune(limit.input(), needed), scalar(limit.count()));
        }

        @Override
        public Plan visit(Plan.LimitPerKey limit) {
            return new Plan.LimitPerKey(
                    prune(limit.input(), with(needed, limit.keys())),
                    limit.keys().stream().map(ColumnPruning.this::scalar).toList(),
                    scalar(limit.count()));
        }

        @Override
        public Plan visit(Plan.Numbered numbered) {
            return new Plan.Numbered(prune(numbered.input(), needed), numbered.number());
        }

        @Override
        public Plan visit(Plan.Sort sort) {
            List<Scalar> keys = sort.keys().stream().map(Plan.SortKey::value).toList();
            return new Plan.Sort(
                    prune(sort.input(), with(needed, keys)),
                    sort.keys().stream()
                            .map(k -> new Plan.SortKey(scalar(k.value()), k.ascending(), k.nullsFirst()))
                            .toList());
        }

        @Override
        public Plan visit(Plan.Join join) {
            return join(join, needed);
        }

        @Override
        public Plan visit(Plan.Union union) {
            return new Plan.Union(union.inputs().stream()
                    .map(input -> narrowed(input, needed))
                    .toList());
        }

        @Override
        public Plan visit(Plan.MvExpand expand) {
            Set<String> reads = with(
                    needed,
                    expand.expansions().stream().map(Plan.Expansion::source).toList());
            return new Plan.MvExpand(
                    prune(expand.input(), reads),
                    expand.expansions().stream()
                            .map(e -> new Plan.Expansion(e.column(), scalar(e.source())))
                            .toList(),
                    expand.itemIndex(),
                    expand.bagsAsArrays(),
                    expand.limit());
        }

        @Override
        public Plan visit(Plan.Parse parse) {
            return new Plan.Parse(
                    prune(parse.input(), with(needed, List.of(parse.source()))),
                    scalar(parse.source()),
                    parse.regex(),
                    parse.captures(),
                    parse.filter());
        }

        @Override
        public Plan visit(Plan.Shared shared) {
            Set<String> needs = sharedNeeds.computeIfAbsent(shared.id(), id -> new HashSet<>());
            if (gathering) {
                needs.addAll(needed);
            }
            return new Plan.Shared(shared.id(), narrowed(shared.input(), needs));
        }

        @Override
        public Plan visit(Plan.Serialize serialize) {
            return new Plan.Serialize(prune(serialize.input(), needed));
        }

        @Override
        public Plan visit(Plan.Window window) {
            return window(window, needed);
        }

        @Override
        public Plan visit(Plan.Stage stage) {
            // A program reads columns by name, and its result has all of them; what it needs not, the binder leaves
            // out.
            return stage.withInputs(stage.inputs().stream()
                    .map(input -> narrowed(input, names(input.columns())))
                    .toList());
        }

        @Override
        public Plan visit(Plan.Values values) {
            return new Plan.Values(
                    values.columns(),
                    values.rows().stream()
                            .map(row ->
                                    row.stream().map(ColumnPruning.this::scalar).toList())
                            .toList());
        }

        @Override
        public Plan visit(Plan.Range range) {
            return new Plan.Range(range.column(), scalar(range.from()), scalar(range.to()), scalar(range.step()));
        }
    }

    /** Exactly the needed columns: branches of a union have to keep equal shapes. */
    private Plan narrowed(Plan input, Set<String> needed) {
        Plan pruned = prune(input, needed);
        List<Column> wanted = only(input.columns(), needed);
        if (pruned.columns().equals(wanted)) {
            return pruned;
        }
        return new Plan.Project(
                pruned, wanted.stream().map(Plan.Assignment::same).toList());
    }

    private Plan aggregate(Plan.Aggregate aggregate, Set<String> needed) {
        List<Plan.Aggregation> kept = aggregate.aggregations().stream()
                .filter(a -> needed.contains(a.column().name()))
                .toList();
        if (kept.isEmpty() && aggregate.keys().isEmpty()) {
            kept = aggregate.aggregations();
        }
        Set<String> reads = with(
                Set.of(), aggregate.keys().stream().map(Plan.Assignment::value).toList());
        for (Plan.Aggregation aggregation : kept) {
            reads.addAll(with(Set.of(), aggregation.call().arguments()));
        }
        return new Plan.Aggregate(
                prune(aggregate.input(), reads),
                assignments(aggregate.keys()),
                kept.stream()
                        .map(a -> new Plan.Aggregation(
                                a.column(),
                                new Plan.AggregateCall(
                                        a.call().function(),
                                        a.call().arguments().stream()
                                                .map(this::scalar)
                                                .toList(),
                                        a.call().type())))
                        .toList());
    }

    private Plan join(Plan.Join join, Set<String> needed) {
        List<Plan.Renamed> left = kept(join.leftColumns(), needed);
        List<Plan.Renamed> right = kept(join.rightColumns(), needed);
        Set<String> leftReads =
                with(Set.of(), join.keys().stream().map(Plan.JoinKey::left).toList());
        Set<String> rightReads =
                with(Set.of(), join.keys().stream().map(Plan.JoinKey::right).toList());
        left.forEach(r -> leftReads.add(r.from()));
        right.forEach(r -> rightReads.add(r.from()));
        return new Plan.Join(
                prune(join.left(), leftReads), prune(join.right(), rightReads), join.kind(), join.keys(), left, right);
    }

    private Plan window(Plan.Window window, Set<String> needed) {
        List<Plan.WindowColumn> kept = window.windows().stream()
                .filter(w -> needed.contains(w.column().name()))
                .map(w -> new Plan.WindowColumn(w.column(), w.call().map(this::scalar)))
                .toList();
        if (kept.isEmpty()) {
            return prune(window.input(), needed);
        }
        Set<String> reads = with(needed, window.partition());
        kept.forEach(w -> reads.addAll(with(Set.of(), w.call().arguments())));
        return new Plan.Window(
                prune(window.input(), reads),
                kept,
                window.partition().stream().map(this::scalar).toList());
    }

    private static List<Plan.Renamed> kept(List<Plan.Renamed> columns, Set<String> needed) {
        return columns.stream().filter(r -> needed.contains(r.column().name())).toList();
    }

    private List<Plan.Assignment> assignments(List<Plan.Assignment> assignments) {
        return assignments.stream()
                .map(a -> new Plan.Assignment(a.column(), scalar(a.value())))
                .toList();
    }

    /** The scalar with the plans inside it pruned; those are results of their own. */
    private Scalar scalar(Scalar scalar) {
        if (scalar instanceof Scalar.Subquery subquery) {
            return new Scalar.Subquery(first(subquery.plan()), subquery.type());
        }
        if (scalar instanceof Scalar.MemberOf member) {
            return new Scalar.MemberOf(member.operator(), scalar(member.value()), first(member.plan()), member.span());
        }
        if (scalar instanceof Scalar.Call call) {
            List<Scalar> arguments = call.arguments().stream().map(this::scalar).toList();
            return arguments.equals(call.arguments())
                    ? call
                    : new Scalar.Call(call.function(), arguments, call.type(), call.span());
        }
        return scalar;
    }

    /** A plan of which only the first column counts. */
    private Plan first(Plan plan) {
        return narrowed(plan, Set.of(plan.columns().get(0).name()));
    }

    private static Set<String> with(Set<String> needed, List<Scalar> scalars) {
        Set<String> names = new HashSet<>(needed);
        scalars.forEach(scalar -> addReferences(scalar, names));
        return names;
    }

    private static void addReferences(Scalar scalar, Set<String> names) {
        if (scalar instanceof Scalar.ColumnReference reference) {
            names.add(reference.name());
        } else if (scalar instanceof Scalar.Call call) {
            call.arguments().forEach(argument -> addReferences(argument, names));
        } else if (scalar instanceof Scalar.MemberOf member) {
            addReferences(member.value(), names);
        }
    }

    private static List<Column> only(List<Column> columns, Set<String> needed) {
        return columns.stream().filter(c -> needed.contains(c.name())).toList();
    }

    private static Set<String> names(List<Column> columns) {
        Set<String> names = new HashSet<>();
        columns.forEach(c -> names.add(c.name()));
        return names;
    }
}
