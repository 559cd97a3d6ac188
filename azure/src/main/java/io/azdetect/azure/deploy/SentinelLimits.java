package io.azdetect.azure.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.deploy.Change.Action;
import java.util.Optional;

/**
 * How many rules Microsoft Sentinel runs in a workspace (<a
 * href="https://learn.microsoft.com/azure/sentinel/sentinel-service-limits#analytics-rule-limits">service limits</a>). Rules
 * that are off do not count.
 */
final class SentinelLimits {
    private static final int MOST_SCHEDULED = 512;

    private SentinelLimits() {}

    /** What to know of a plan for a workspace's analytics rules; nothing when all that would be there may run. */
    static Optional<String> note(Plan plan) {
        long scheduled = plan.changes().stream()
                .filter(change -> after(change).filter(SentinelLimits::runs).isPresent())
                .count();
        return scheduled <= MOST_SCHEDULED
                ? Optional.empty()
                : Optional.of("the workspace would have " + scheduled
                        + " scheduled rules that are on, and Sentinel runs "
                        + MOST_SCHEDULED + " (with a dedicated cluster, support raises that to 1,024): choose fewer"
                        + " detections, or turn some off in the parameter file.");
    }

    /** What is there when a change is over. */
    private static Optional<ObjectNode> after(Change change) {
        if (change.action() == Action.REMOVE) {
            return Optional.empty();
        }
        return change.action().acts() ? change.wanted().map(Wanted::body) : change.existing();
    }

    private static boolean runs(ObjectNode rule) {
        return rule.path("kind").asText().equals("Scheduled")
                && rule.at("/properties/enabled").asBoolean();
    }
}
