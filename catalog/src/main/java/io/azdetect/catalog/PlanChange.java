package io.azdetect.catalog;

import io.azdetect.kql.plan.Plan;

/** What is done to the plan of an evaluation before it runs. */
@FunctionalInterface
interface PlanChange {
    /** Leaves every plan as it is. */
    PlanChange NONE = new PlanChange() {
        @Override
        public Plan apply(Plan plan, TimeBounds window) {
            return plan;
        }

        @Override
        public boolean fits(Plan open, TimeBounds window) {
            return true;
        }
    };

    /**
     * The plan that runs in its place.
     *
     * @param window what the evaluation sees; it ends where the query's {@code now()} is
     */
    Plan apply(Plan plan, TimeBounds window);

    /**
     * Whether a plan with an open clock ({@link OpenClock}) can be changed in place of the plans of all evaluations, so that
     * each gets the same change.
     *
     * @param window what one of the evaluations sees
     */
    default boolean fits(Plan open, TimeBounds window) {
        return false;
    }
}
