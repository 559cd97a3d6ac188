package io.azdetect.catalog;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Plan.AggregateCall;
import io.azdetect.kql.plan.Plan.Aggregation;
import io.azdetect.kql.plan.Plan.Assignment;
import io.azdetect.kql.plan.Plan.Expansion;
import io.azdetect.kql.plan.Plan.JoinKey;
import io.azdetect.kql.plan.Plan.SortKey;
import io.azdetect.kql.plan.Plan.WindowColumn;
import io.azdetect.kql.plan.Scalar;
import java.util.ArrayList;
import java.util.List;

/** Walks a whole plan, the plans inside its scalars included, and lets a subclass put others in place of its parts. */
abstract class PlanRewriter {
    /** What stands for this plan; {@link #descend} gives the same operator over rewritten parts. */
    Plan rewrite(Plan plan) {
        return descend(plan);
    }

    /** What stands for this scalar; {@link #descend} gives the same call over rewritten arguments. */
    Scalar rewrite(Scalar scalar) {
        return descend(scalar);
    }

    final Plan descend(Plan plan) {
        List<Plan> inputs = new ArrayList<>();
        plan.inputs().forEach(input -> inputs.add(rewrite(input)));
        return scalars(inputs.isEmpty() ? plan : plan.withInputs(inputs));
    }

    final Scalar descend(Scalar scalar) {
        if (scalar instanceof Scalar.Call call) {
            return new Scalar.Call(call.function(), scalars(call.arguments()), call.type(), call.span());
        }
        if (scalar instanceof Scalar.Subquery subquery) {
            return new Scalar.Subquery(rewrite(subquery.plan()), subquery.type());
        }
        if (scalar instanceof Scalar.MemberOf member) {
            return new Scalar.MemberOf(
                    member.operator(), rewrite(member.value()), rewrite(member.plan()), member.span());
        }
        return scalar;
    }

    private Plan scalars(Plan plan) {
        if (plan instanceof Plan.Filter p) {
            return new Plan.Filter(p.input(), rewrite(p.predicate()));
        }
        if (plan instanceof Plan.Project p) {
            return new Plan.Project(p.input(), assignments(p.assignments()));
        }
        if (plan instanceof Plan.Aggregate p) {
            return new Plan.Aggregate(p.input(), assignments(p.keys()), aggregations(p.aggregations()));
        }
        if (plan instanceof Plan.Limit p) {
            return new Plan.Limit(p.input(), rewrite(p.count()));
        }
        if (plan instanceof Plan.LimitPerKey p) {
            return new Plan.LimitPerKey(p.input(), scalars(p.keys()), rewrite(p.count()));
        }
        if (plan instanceof Plan.Sort p) {
            return new Plan.Sort(
                    p.input(),
                    p.keys().stream()
                            .map(k -> new SortKey(rewrite(k.value()), k.ascending(), k.nullsFirst()))
                            .toList());
        }
        if (plan instanceof Plan.Join p) {
            List<JoinKey> keys = p.keys().stream()
                    .map(k -> new JoinKey(rewrite(k.left()), rewrite(k.right())))
                    .toList();
            return new Plan.Join(p.left(), p.right(), p.kind(), keys, p.leftColumns(), p.rightColumns());
        }
        if (plan instanceof Plan.MvExpand p) {
            List<Expansion> expansions = p.expansions().stream()
                    .map(e -> new Expansion(e.column(), rewrite(e.source())))
                    .toList();
            return new Plan.MvExpand(p.input(), expansions, p.itemIndex(), p.bagsAsArrays(), p.limit());
        }
        if (plan instanceof Plan.Parse p) {
            return new Plan.Parse(p.input(), rewrite(p.source()), p.regex(), p.captures(), p.filter());
        }
        if (plan instanceof Plan.Window p) {
            List<WindowColumn> windows = p.windows().stream()
                    .map(w -> new WindowColumn(w.column(), w.call().map(this::rewrite)))
                    .toList();
            return new Plan.Window(p.input(), windows, scalars(p.partition()));
        }
        if (plan instanceof Plan.Range p) {
            return new Plan.Range(p.column(), rewrite(p.from()), rewrite(p.to()), rewrite(p.step()));
        }
        if (plan instanceof Plan.Values p) {
            return new Plan.Values(
                    p.columns(), p.rows().stream().map(this::scalars).toList());
        }
        return plan;
    }

    private List<Scalar> scalars(List<Scalar> all) {
        List<Scalar> rewritten = new ArrayList<>();
        all.forEach(s -> rewritten.add(rewrite(s)));
        return rewritten;
    }

    private List<Assignment> assignments(List<Assignment> all) {
        return all.stream()
                .map(a -> new Assignment(a.column(), rewrite(a.value())))
                .toList();
    }

    private List<Aggregation> aggregations(List<Aggregation> all) {
        return all.stream()
                .map(a -> new Aggregation(
                        a.column(),
                        new AggregateCall(
                                a.call().function(),
                                scalars(a.call().arguments()),
                                a.call().type())))
                .toList();
    }
}
