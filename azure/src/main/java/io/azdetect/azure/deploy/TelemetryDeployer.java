package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.export.ArmTemplate;
import io.azdetect.azure.export.TemplateValues;
import io.azdetect.azure.telemetry.LogPart;
import io.azdetect.azure.telemetry.LogSetup;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The logs that detections need, switched on: what would have to be done so that they go to a workspace. It is what the
 * exported templates do, resource by resource. {@link Applying} does it.
 */
public final class TelemetryDeployer {
    /** As all settings of ours are named. */
    static final String NAME = "azdetect";

    /** <a href="https://learn.microsoft.com/azure/azure-monitor/essentials/diagnostic-settings">Of one resource</a>. */
    private static final int MOST_SETTINGS = 5;

    private static final String VERSION = "1";
    private static final Map<String, String> ROLES = Map.of(
            "749f88d5-cbae-40b8-bcfc-e573ddc772fa", "Monitoring Contributor",
            "92aaf0da-9dab-42b6-94a3-d43ce8d16293", "Log Analytics Contributor");

    private final Arm arm;
    private final WorkspaceScope scope;
    private final Set<LogPart> parts;
    private final String subscription;
    private final LogSetup everything = new LogSetup(DetectionCatalog.builtIn().detections());
    private final List<Plan> plans = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();

    /**
     * @param scope the workspace that the logs go to; the Activity Log and the policies are its subscription's, and data
     *     collection rules go into its resource group
     * @param parts which parts, at least one
     */
    public TelemetryDeployer(Arm arm, WorkspaceScope scope, Set<LogPart> parts) {
        this.arm = requireNonNull(arm, "arm");
        this.scope = requireNonNull(scope, "scope");
        this.parts = EnumSet.copyOf(parts);
        this.subscription = "/subscriptions/" + scope.subscription();
    }

    /** What would have to be done so that these detections' logs are there. */
    public Plan plan(List<Detection> detections, PlanOptions options) {
        return plan(new LogSetup(detections), options);
    }

    /** What would have to be done so that nothing of ours is left. */
    public Plan planToRemoveAll(boolean overwrite) {
        return plan(new LogSetup(List.of()), new PlanOptions(true, overwrite, false));
    }

    private Plan plan(LogSetup setup, PlanOptions options) {
        plans.clear();
        notes.clear();
        refused.clear();
        for (LogPart part : parts) {
            switch (part) {
                case ACTIVITY_LOG ->
                    setting(part, setup, DiagnosticSettings.ofSubscription(subscription, scope.workspace()), options);
                case ENTRA_ID -> setting(part, setup, DiagnosticSettings.ofTenant(scope.workspace()), options);
                case RESOURCE_LOGS -> policies(setup, options);
                case DATA_COLLECTION -> collection(setup, options);
            }
        }
        return Plan.of(plans).refusing(refused).noting(notes);
    }

    private List<ObjectNode> resources(LogSetup setup, LogPart part, String type) {
        Optional<ArmTemplate> template = setup.template(part);
        TemplateValues values =
                new TemplateValues(Map.of("workspace", scope.workspace(), "location", scope.location()), subscription);
        return template.map(t -> values.resources(t, type::equalsIgnoreCase)).orElse(List.of());
    }

    private void setting(LogPart part, LogSetup setup, DiagnosticSettings kind, PlanOptions options) {
        List<ObjectNode> existing = arm.list(kind.collection(), kind.apiVersion(), "list the diagnostic settings");
        String type = part == LogPart.ENTRA_ID
                ? "microsoft.aadiam/diagnosticSettings"
                : "Microsoft.Insights/diagnosticSettings";
        List<Wanted> wanted = new ArrayList<>();
        for (ObjectNode needed : resources(setup, part, type)) {
            Optional<Wanted> setting = kind.wanted(part.toString(), needed, existing);
            boolean isNew =
                    existing.stream().noneMatch(s -> s.path("name").asText().equalsIgnoreCase(NAME));
            if (setting.isEmpty()) {
                notes.add(part + ": other settings send all of it to this workspace already.");
            } else if (isNew && existing.size() >= MOST_SETTINGS) {
                refused.add(new Refusal(
                        part.toString(),
                        "there are " + existing.size() + " diagnostic settings, and Azure takes no more; add to one of"
                                + " them: " + setting.get().title()));
            } else {
                wanted.add(setting.get());
            }
        }
        plans.add(new Planner(kind, options).plan(wanted, existing));
    }

    private void policies(LogSetup setup, PlanOptions options) {
        String prefix = "Microsoft.Authorization/";
        for (Policies kind : List.of(Policies.definitions(subscription), Policies.assignments(subscription))) {
            List<Wanted> wanted = resources(setup, LogPart.RESOURCE_LOGS, prefix + kind.type()).stream()
                    .map(r -> wanted(r, kind.noun()))
                    .toList();
            List<String> possible = named(LogPart.RESOURCE_LOGS, prefix + kind.type());
            plans.add(new Planner(kind, options).plan(wanted, found(kind, possible)));
        }
        List<String> needed = resources(setup, LogPart.RESOURCE_LOGS, prefix + "policyAssignments").stream()
                .map(r -> r.get("name").asText())
                .toList();
        for (String policy : named(LogPart.RESOURCE_LOGS, prefix + "policyAssignments")) {
            PolicyRoles kind = new PolicyRoles(arm, subscription, policy);
            List<Wanted> wanted = needed.contains(policy)
                    ? ROLES.entrySet().stream()
                            .map(role -> kind.wanted(role.getKey(), role.getValue()))
                            .toList()
                    : List.of();
            plans.add(new Planner(kind, options).plan(wanted, kind.existing()));
        }
        if (!needed.isEmpty()) {
            notes.add("resource-logs: policies give the setting to new resources by themselves. For those that are"
                    + " there, run for each assignment: az policy remediation create --name azdetect"
                    + " --policy-assignment NAME");
        }
    }

    private void collection(LogSetup setup, PlanOptions options) {
        DataCollectionRules kind = new DataCollectionRules(scope.resourceGroupPath());
        String type = "Microsoft.Insights/dataCollectionRules";
        List<Wanted> wanted = resources(setup, LogPart.DATA_COLLECTION, type).stream()
                .map(r -> wanted(r, kind.noun()))
                .toList();
        plans.add(new Planner(kind, options).plan(wanted, found(kind, named(LogPart.DATA_COLLECTION, type))));
        if (!wanted.isEmpty()) {
            notes.add("data-collection: associate machines with a rule: az monitor data-collection rule association"
                    + " create --name azdetect --rule-id RULE --resource MACHINE");
        }
    }

    private static Wanted wanted(ObjectNode resource, String noun) {
        String name = resource.get("name").asText();
        ObjectNode body = resource.deepCopy();
        body.remove(List.of("type", "apiVersion", "name", "dependsOn"));
        return new Wanted(name, name, noun, name, VERSION, body);
    }

    /** The names that resources of ours can have: those for all detections of the catalogue. */
    private List<String> named(LogPart part, String type) {
        return resources(everything, part, type).stream()
                .map(r -> r.get("name").asText())
                .toList();
    }

    /** Those that are there. There may be hundreds of others, which are not looked at. */
    private List<ObjectNode> found(ResourceKind kind, List<String> names) {
        List<ObjectNode> found = new ArrayList<>();
        for (String name : names) {
            arm.find(kind.path(name), kind.apiVersion(), "read the " + kind.noun() + " " + name)
                    .ifPresent(found::add);
        }
        return found;
    }
}
