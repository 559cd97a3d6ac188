package io.azdetect.kql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What an operator of a plan computes with: the one place that knows where each operator has its scalars. */
public final class PlanScalars {
    private PlanScalars() {}

    /** The scalars that stand in this operator itself; not those of its inputs, nor those inside other scalars. */
    public static Stream<Scalar> of(Plan plan) {
        List<Scalar> found = new ArrayList<>();
        map(plan, scalar -> {
            found.add(scalar);
            return scalar;
        });
        return found.stream();
    }

    /** The same operator over the same inputs with other scalars of the same types. */
    public static Plan map(Plan plan, UnaryOperator<Scalar> change) {
        return plan.accept(new Change(change));
    }

    private record Change(UnaryOperator<Scalar> change) implements PlanVisitor<Plan> {
        private Scalar of(Scalar scalar) {
            return change.apply(scalar);
        }

        private List<Scalar> all(List<Scalar> scalars) {
            return scalars.stream().map(change).toList();
        }

        private List<Plan.Assignment> assignments(List<Plan.Assignment> assignments) {
            return assignments.stream()
                    .map(a -> new Plan.Assignment(a.column(), of(a.value())))
                    .toList();
        }

        private Plan.Aggregation aggregation(Plan.Aggregation aggregation) {
            Plan.AggregateCall call = aggregation.call();
            return new Plan.Aggregation(
                    aggregation.column(), new Plan.AggregateCall(call.function(), all(call.arguments()), call.type()));
        }

        @Override
        public Plan visit(Plan.Scan scan) {
            return scan;
        }

        @Override
        public Plan visit(Plan.Values values) {
            return new Plan.Values(
                    values.columns(), values.rows().stream().map(this::all).toList());
        }

        @Override
        public Plan visit(Plan.Range range) {
            return new Plan.Range(range.column(), of(range.from()), of(range.to()), of(range.step()));
        }

        @Override
        public Plan visit(Plan.Filter filter) {
            return new Plan.Filter(filter.input(), of(filter.predicate()));
        }

        @Override
        public Plan visit(Plan.Project project) {
            return new Plan.Project(project.input(), assignments(project.assignments()));
        }

        @Override
        public Plan visit(Plan.Aggregate aggregate) {
            return new Plan.Aggregate(
                    aggregate.input(),
                    assignments(aggregate.keys()),
                    aggregate.aggregations().stream().map(this::aggregation).toList());
        }

        @Override
        public Plan visit(Plan.Limit limit) {
            return new Plan.Limit(limit.input(), of(limit.count()));
        }

        @Override
        public Plan visit(Plan.LimitPerKey limit) {
            return new Plan.LimitPerKey(limit.input(), all(limit.keys()), of(limit.count()));
        }

        @Override
        public Plan visit(Plan.Numbered numbered) {
            return numbered;
        }

        @Override
        public Plan visit(Plan.Sort sort) {
            return new Plan.Sort(
                    sort.input(),
                    sort.keys().stream()
                            .map(k -> new Plan.SortKey(of(k.value()), k.ascending(), k.nullsFirst()))
                            .toList());
        }

        @Override
        public Plan visit(Plan.Join join) {
            List<Plan.JoinKey> keys = join.keys().stream()
                    .map(k -> new Plan.JoinKey(of(k.left()), of(k.right())))
                    .toList();
            return new Plan.Join(join.left(), join.right(), join.kind(), keys, join.leftColumns(), join.rightColumns());
        }

        @Override
        public Plan visit(Plan.Union union) {
            return union;
        }

        @Override
        public Plan visit(Plan.MvExpand expand) {
            return new Plan.MvExpand(
                    expand.input(),
                    expand.expansions().stream()
                            .map(e -> new Plan.Expansion(e.column(), of(e.source())))
                            .toList(),
                    expand.itemIndex(),
                    expand.bagsAsArrays(),
                    expand.limit());
        }

        @Override
        public Plan visit(Plan.Parse parse) {
            return new Plan.Parse(parse.input(), of(parse.source()), parse.regex(), parse.captures(), parse.filter());
        }

        @Override
        public Plan visit(Plan.Shared shared) {
            return shared;
        }

        @Override
        public Plan visit(Plan.ExternalData externalData) {
            return externalData;
        }

        @Override
        public Plan visit(Plan.Serialize serialize) {
            return serialize;
        }

        @Override
        public Plan visit(Plan.Window window) {
            return new Plan.Window(
                    window.input(),
                    window.windows().stream()
                            .map(w -> new Plan.WindowColumn(w.column(), w.call().map(change)))
                            .toList(),
                    all(window.partition()));
        }

        @Override
        public Plan visit(Plan.Stage stage) {
            return new Plan.Stage(stage.inputs(), stage.program().map(change), stage.columns());
        }
    }
}
