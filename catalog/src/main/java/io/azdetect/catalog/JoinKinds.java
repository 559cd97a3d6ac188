package io.azdetect.catalog;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Plan.JoinKind;
import io.azdetect.kql.plan.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Kinds of join that are easily mistaken for one another and give the same columns. */
final class JoinKinds {
    private static final Map<JoinKind, List<JoinKind>> INSTEAD = Map.of(
            JoinKind.INNER, List.of(JoinKind.INNER_UNIQUE, JoinKind.LEFT_OUTER),
            JoinKind.INNER_UNIQUE, List.of(JoinKind.INNER),
            JoinKind.LEFT_OUTER, List.of(JoinKind.INNER),
            JoinKind.RIGHT_OUTER, List.of(JoinKind.INNER),
            JoinKind.FULL_OUTER, List.of(JoinKind.INNER),
            JoinKind.LEFT_SEMI, List.of(JoinKind.LEFT_ANTI),
            JoinKind.LEFT_ANTI, List.of(JoinKind.LEFT_SEMI),
            JoinKind.RIGHT_SEMI, List.of(JoinKind.RIGHT_ANTI),
            JoinKind.RIGHT_ANTI, List.of(JoinKind.RIGHT_SEMI));

    private JoinKinds() {}

    /** What may stand in the place of a join's kind and can make a difference. */
    static List<JoinKind> instead(Plan.Join join) {
        boolean unique = isUnique(
                join.left(), join.keys().stream().map(Plan.JoinKey::left).collect(Collectors.toSet()));
        return INSTEAD.get(join.kind()).stream()
                .filter(other -> !(unique && (other == JoinKind.INNER_UNIQUE || join.kind() == JoinKind.INNER_UNIQUE)))
                .toList();
    }

    /** As queries write it. */
    static String name(JoinKind kind) {
        return kind.name().replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** Whether no two rows of a plan agree in these scalars, as far as its operators show. */
    private static boolean isUnique(Plan plan, Set<Scalar> keys) {
        if (plan instanceof Plan.Aggregate aggregate) {
            return aggregate.keys().stream()
                    .map(key -> new Scalar.ColumnReference(key.column()))
                    .allMatch(keys::contains);
        }
        if (plan instanceof Plan.Project project) {
            Set<Scalar> below = project.assignments().stream()
                    .filter(a -> keys.contains(new Scalar.ColumnReference(a.column())))
                    .map(Plan.Assignment::value)
                    .collect(Collectors.toSet());
            return isUnique(project.input(), below);
        }
        boolean sameOrFewerRows =
                plan instanceof Plan.Filter || plan instanceof Plan.Sort || plan instanceof Plan.Shared;
        return sameOrFewerRows && isUnique(plan.inputs().get(0), keys);
    }
}
