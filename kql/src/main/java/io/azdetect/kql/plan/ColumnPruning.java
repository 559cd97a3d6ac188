package io.azdetect.kql.plan;

import io.azdetect.kql.schema.Column;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
        return PlanScalars.map(plan.accept(new Reading(needed)), this::scalar);
    }

    /** A plan of which only the columns with these names are read. */
    private final class Reading implements PlanVisitor<Plan> {
        private final Set<String> needed;

        Reading(Set<String> needed) {
            this.needed = needed;
        }

        /** An operator that hands its input's columns on. */
        private Plan handedOn(Plan plan) {
            Set<String> reads = with(needed, PlanScalars.of(plan));
            return plan.withInputs(
                    plan.inputs().stream().map(input -> prune(input, reads)).toList());
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
            return handedOn(filter);
        }

        @Override
        public Plan visit(Plan.Project project) {
            List<Plan.Assignment> kept = project.assignments().stream()
                    .filter(a -> needed.contains(a.column().name()))
                    .toList();
            Set<String> reads = with(Set.of(), kept.stream().map(Plan.Assignment::value));
            return new Plan.Project(prune(project.input(), reads), kept);
        }

        @Override
        public Plan visit(Plan.Aggregate aggregate) {
            List<Plan.Aggregation> kept = aggregate.aggregations().stream()
                    .filter(a -> needed.contains(a.column().name()))
                    .toList();
            if (kept.isEmpty() && aggregate.keys().isEmpty()) {
                kept = aggregate.aggregations();
            }
            Plan.Aggregate narrow = new Plan.Aggregate(aggregate.input(), aggregate.keys(), kept);
            return narrow.withInputs(List.of(prune(narrow.input(), with(Set.of(), PlanScalars.of(narrow)))));
        }

        @Override
        public Plan visit(Plan.Limit limit) {
            return handedOn(limit);
        }

        @Override
        public Plan visit(Plan.LimitPerKey limit) {
            return handedOn(limit);
        }

        @Override
        public Plan visit(Plan.Numbered numbered) {
            return handedOn(numbered);
        }

        @Override
        public Plan visit(Plan.Sort sort) {
            return handedOn(sort);
        }

        @Override
        public Plan visit(Plan.Join join) {
            List<Plan.Renamed> left = kept(join.leftColumns(), needed);
            List<Plan.Renamed> right = kept(join.rightColumns(), needed);
            Set<String> leftReads = with(Set.of(), join.keys().stream().map(Plan.JoinKey::left));
            Set<String> rightReads = with(Set.of(), join.keys().stream().map(Plan.JoinKey::right));
            left.forEach(r -> leftReads.add(r.from()));
            right.forEach(r -> rightReads.add(r.from()));
            return new Plan.Join(
                    prune(join.left(), leftReads),
                    prune(join.right(), rightReads),
                    join.kind(),
                    join.keys(),
                    left,
                    right);
        }

        @Override
        public Plan visit(Plan.Union union) {
            return new Plan.Union(
                    union.inputs().stream()
                            .map(input -> narrowed(input, needed))
                            .toList(),
                    only(union.columns(), needed));
        }

        @Override
        public Plan visit(Plan.MvExpand expand) {
            return handedOn(expand);
        }

        @Override
        public Plan visit(Plan.Parse parse) {
            return handedOn(parse);
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
            return handedOn(serialize);
        }

        @Override
        public Plan visit(Plan.Window window) {
            List<Plan.WindowColumn> kept = window.windows().stream()
                    .filter(w -> needed.contains(w.column().name()))
                    .toList();
            return kept.isEmpty()
                    ? prune(window.input(), needed)
                    : handedOn(new Plan.Window(window.input(), kept, window.partition()));
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
            return values;
        }

        @Override
        public Plan visit(Plan.Range range) {
            return range;
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

    private static List<Plan.Renamed> kept(List<Plan.Renamed> columns, Set<String> needed) {
        return columns.stream().filter(r -> needed.contains(r.column().name())).toList();
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

    private static Set<String> with(Set<String> needed, Stream<Scalar> scalars) {
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
