package io.azdetect.azure.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.export.RuleBodies;
import io.azdetect.catalog.Detection;
import java.util.List;
import java.util.Optional;

/** What runs the rules. */
public enum Target {
    /** Log search alert rules of Azure Monitor, on any Log Analytics workspace. */
    MONITOR {
        @Override
        Optional<String> refusal(Detection detection) {
            return RuleBodies.monitorRefusal(detection);
        }

        @Override
        Wanted wanted(Detection detection, boolean enabled, List<String> groups, WorkspaceScope scope) {
            ObjectNode body = RuleBodies.monitor(
                    detection,
                    detection.query(),
                    detection.severity(),
                    enabled,
                    scope.workspace(),
                    scope.location(),
                    groups);
            return named(detection, "azdetect-" + detection.slug(), body);
        }

        @Override
        List<ResourceKind> kinds(WorkspaceScope scope) {
            return List.of(new MonitorRules(scope.resourceGroupPath()));
        }
    },
    /** Scheduled analytics rules of Microsoft Sentinel, on a workspace that it is on. */
    SENTINEL {
        @Override
        Optional<String> refusal(Detection detection) {
            int length = detection.query().length();
            return length > MOST_QUERY_CHARACTERS
                    ? Optional.of(
                            "its query has " + length + " characters, and Sentinel takes " + MOST_QUERY_CHARACTERS)
                    : Optional.empty();
        }

        @Override
        Wanted wanted(Detection detection, boolean enabled, List<String> groups, WorkspaceScope scope) {
            ObjectNode body = RuleBodies.sentinel(detection, detection.query(), detection.severity(), enabled);
            return named(detection, detection.id(), body);
        }

        @Override
        List<ResourceKind> kinds(WorkspaceScope scope) {
            return List.of(new SentinelRules(scope.workspace()), new AutomationRules(scope.workspace()));
        }
    };

    /** <a href="https://learn.microsoft.com/azure/sentinel/create-analytics-rules">Of a scheduled rule</a>. */
    private static final int MOST_QUERY_CHARACTERS = 10_000;

    /** Why a detection cannot run there; empty when it can. */
    abstract Optional<String> refusal(Detection detection);

    /**
     * The rule of a detection.
     *
     * @param detection with the values of its parameters in its query
     * @param groups the resource ids of the action groups that are told
     */
    abstract Wanted wanted(Detection detection, boolean enabled, List<String> groups, WorkspaceScope scope);

    /** The kinds of resources that it has in a workspace: the rules first. */
    abstract List<ResourceKind> kinds(WorkspaceScope scope);

    private static Wanted named(Detection detection, String name, ObjectNode body) {
        return new Wanted(name, detection.slug(), detection.name(), detection.id(), detection.version(), body);
    }
}
