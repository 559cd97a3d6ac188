package io.azdetect.catalog;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.PlanScalars;
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
        return PlanScalars.map(inputs.isEmpty() ? plan : plan.withInputs(inputs), this::rewrite);
    }

    final Scalar descend(Scalar scalar) {
        if (scalar instanceof Scalar.Call call) {
            return new Scalar.Call(
                    call.function(),
                    call.arguments().stream().map(this::rewrite).toList(),
                    call.type(),
                    call.span());
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
}
