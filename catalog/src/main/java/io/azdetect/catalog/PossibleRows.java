package io.azdetect.catalog;

import io.azdetect.kql.plan.Plan;
import java.util.Optional;
import java.util.function.Function;

/** Whether a plan can have rows at all, judging by which of its parts can. */
final class PossibleRows {
    private PossibleRows() {}

    /** @param known what is known of a part; nothing where its operator and inputs are to say */
    static boolean in(Plan plan, Function<Plan, Optional<Boolean>> known) {
        return known.apply(plan).orElseGet(() -> byOperator(plan, known));
    }

    private static boolean byOperator(Plan plan, Function<Plan, Optional<Boolean>> known) {
        if (plan instanceof Plan.Join join) {
            boolean left = in(join.left(), known);
            boolean right = in(join.right(), known);
            return switch (join.kind()) {
                case INNER, INNER_UNIQUE, LEFT_SEMI, RIGHT_SEMI -> left && right;
                case LEFT_OUTER, LEFT_ANTI -> left;
                case RIGHT_OUTER, RIGHT_ANTI -> right;
                case FULL_OUTER -> left || right;
            };
        }
        if (plan instanceof Plan.Union) {
            return plan.inputs().stream().anyMatch(input -> in(input, known));
        }
        if (plan instanceof Plan.Values values) {
            return !values.rows().isEmpty();
        }
        boolean rowFromNothing =
                plan instanceof Plan.Aggregate aggregate && aggregate.keys().isEmpty();
        return rowFromNothing || plan.inputs().isEmpty() || in(plan.inputs().get(0), known);
    }
}
