package io.azdetect.cli.azure;

import static java.util.Objects.requireNonNull;

import io.azdetect.azure.deploy.Plan;
import io.azdetect.azure.deploy.Prediction;
import io.azdetect.azure.telemetry.LogVolume;
import java.util.List;

/**
 * A plan, and what else is said of it.
 *
 * @param volumes how much the logs would be that it switches on; empty where nobody asked
 * @param predictions what Azure itself says that it would do; empty where nobody asked
 */
public record PlanReport(Plan plan, List<LogVolume> volumes, List<Prediction> predictions) {
    public PlanReport {
        requireNonNull(plan, "plan");
        volumes = List.copyOf(volumes);
        predictions = List.copyOf(predictions);
    }

    /** A plan of which nothing else is said. */
    public static PlanReport of(Plan plan) {
        return new PlanReport(plan, List.of(), List.of());
    }
}
