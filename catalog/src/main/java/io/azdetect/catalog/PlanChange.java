package io.azdetect.catalog;

import io.azdetect.kql.plan.Plan;

/** What is done to the plan of an evaluation before it runs. */
@FunctionalInterface
interface PlanChange {
    /** Leaves every plan as it is. */
    PlanChange NONE = (plan, window) -> plan;

    /**
     * The plan that runs in its place.
     *
     * @param window what the evaluation sees; it ends where the query's {@code now()} is
     */
    Plan apply(Plan plan, TimeBounds window);
}
