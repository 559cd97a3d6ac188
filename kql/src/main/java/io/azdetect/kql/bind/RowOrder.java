package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;

/**
 * Whether the order of a plan's rows is settled, so that window functions and {@code scan} may run over them: Kusto calls
 * such rows serialized (https://learn.microsoft.com/kusto/query/serialize-operator).
 *
 * <p>The page on {@code serialize} says that {@code mv-expand} loses the order, the page on window functions that it keeps
 * it; it keeps it here. Of {@code union} they say nothing: it mixes rows, and loses the order here.
 */
final class RowOrder {
    private RowOrder() {}

    static boolean isSettled(Plan plan) {
        if (plan instanceof Plan.Sort || plan instanceof Plan.Serialize || plan instanceof Plan.Range) {
            return true;
        }
        boolean keeps = plan instanceof Plan.Filter
                || plan instanceof Plan.Project
                || plan instanceof Plan.Limit
                || plan instanceof Plan.LimitPerKey
                || plan instanceof Plan.Numbered
                || plan instanceof Plan.Parse
                || plan instanceof Plan.MvExpand
                || plan instanceof Plan.Window
                || plan instanceof Plan.Stage
                || plan instanceof Plan.Shared;
        return keeps && isSettled(plan.inputs().get(0));
    }
}
