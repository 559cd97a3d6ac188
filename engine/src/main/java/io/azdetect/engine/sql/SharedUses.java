package io.azdetect.engine.sql;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.PlanScalars;
import io.azdetect.kql.plan.Scalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How often a plan uses each {@link Plan.Shared}. */
final class SharedUses {
    private final Map<String, Integer> uses = new HashMap<>();

    private SharedUses() {}

    static Map<String, Integer> count(Plan plan) {
        SharedUses counter = new SharedUses();
        counter.visit(plan);
        return counter.uses;
    }

    /** The shared plans that some stage reads: each stage is SQL of its own, so no common table expression serves them. */
    static Set<String> inStages(Plan plan) {
        Set<String> ids = new HashSet<>();
        new SharedUses().collect(plan, false, ids);
        return ids;
    }

    private void collect(Plan plan, boolean inStage, Set<String> ids) {
        if (plan instanceof Plan.Shared shared) {
            boolean known = inStage ? !ids.add(shared.id()) : uses.put(shared.id(), 1) != null;
            if (known) {
                return;
            }
        }
        boolean below = inStage || plan instanceof Plan.Stage;
        plan.inputs().forEach(input -> collect(input, below, ids));
        PlanScalars.of(plan).flatMap(SharedUses::plans).forEach(inner -> collect(inner, below, ids));
    }

    private static Stream<Plan> plans(Scalar scalar) {
        if (scalar instanceof Scalar.Subquery subquery) {
            return Stream.of(subquery.plan());
        } else if (scalar instanceof Scalar.MemberOf memberOf) {
            return Stream.concat(plans(memberOf.value()), Stream.of(memberOf.plan()));
        } else if (scalar instanceof Scalar.Call call) {
            return call.arguments().stream().flatMap(SharedUses::plans);
        }
        return Stream.empty();
    }

    private void visit(Plan plan) {
        if (plan instanceof Plan.Shared shared && uses.merge(shared.id(), 1, Integer::sum) > 1) {
            return; // What is inside is computed once, however often the whole is used.
        }
        plan.inputs().forEach(this::visit);
        PlanScalars.of(plan).forEach(this::visit);
    }

    private void visit(Scalar scalar) {
        if (scalar instanceof Scalar.Subquery subquery) {
            visit(subquery.plan());
        } else if (scalar instanceof Scalar.MemberOf memberOf) {
            visit(memberOf.value());
            visit(memberOf.plan());
        } else if (scalar instanceof Scalar.Call call) {
            call.arguments().forEach(this::visit);
        }
    }

    /** Whether the plan is a stored table, at most with columns left out or renamed: nothing that is worth keeping. */
    static boolean isFree(Plan plan) {
        if (plan instanceof Plan.Project project) {
            return project.assignments().stream().allMatch(a -> a.value() instanceof Scalar.ColumnReference)
                    && isFree(project.input());
        }
        if (plan instanceof Plan.Shared shared) {
            return isFree(shared.input());
        }
        return plan instanceof Plan.Scan || List.of().equals(plan.columns());
    }
}
