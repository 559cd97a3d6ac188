package io.azdetect.azure.doctor;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.arm.ArmException;
import io.azdetect.azure.arm.AzureException;
import io.azdetect.azure.deploy.Target;
import io.azdetect.azure.deploy.WorkspaceScope;
import io.azdetect.azure.remote.RemoteResult;
import io.azdetect.azure.remote.RemoteWorkspace;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.TelemetryNeeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Examines what a deployment needs, from the login to the tables, and says how to mend what is missing. It only reads. What
 * cannot be looked at because of an earlier finding is left out.
 */
public final class Doctor {
    private static final String SUBSCRIPTIONS_API = "2022-12-01";
    private static final String PROVIDERS_API = "2021-04-01";
    private static final String SENTINEL_API = "2024-09-01";
    private static final Duration QUERY_TIME = Duration.ofMinutes(2);

    /** Where data came in lately; {@code Usage} has a row an hour for each table that any did. */
    private static final String ARRIVED =
            "Usage | where TimeGenerated > ago(14d) | where Quantity > 0 | distinct DataType";

    private final Arm arm;
    private final Function<String, RemoteWorkspace> workspaces;
    private final List<Finding> findings = new ArrayList<>();

    /** @param workspaces gives the workspace of an id, to query it */
    public Doctor(Arm arm, Function<String, RemoteWorkspace> workspaces) {
        this.arm = requireNonNull(arm, "arm");
        this.workspaces = requireNonNull(workspaces, "workspaces");
    }

    /**
     * What it looks at.
     *
     * @param detections those whose tables have to be there
     */
    public record Patient(
            String subscription, String resourceGroup, String workspace, Target target, List<Detection> detections) {
        public Patient {
            requireNonNull(subscription, "subscription");
            requireNonNull(resourceGroup, "resourceGroup");
            requireNonNull(workspace, "workspace");
            requireNonNull(target, "target");
            detections = List.copyOf(detections);
        }
    }

    /** The findings, in the order in which one thing needs the other. */
    public List<Finding> examine(Patient patient) {
        findings.clear();
        if (login(patient.subscription())) {
            workspace(patient).ifPresent(scope -> {
                provider(patient);
                permissions(patient, scope);
                tables(patient, scope);
            });
        }
        return List.copyOf(findings);
    }

    private boolean login(String subscription) {
        try {
            ObjectNode found = arm.get(
                    "/subscriptions/" + subscription, SUBSCRIPTIONS_API, "read the subscription " + subscription);
            findings.add(Finding.good(
                    "login and subscription",
                    found.path("displayName").asText(subscription) + " in the tenant "
                            + found.path("tenantId").asText("?") + ", cloud "
                            + arm.cloud().name()));
            String state = found.path("state").asText("Enabled");
            if (!state.equals("Enabled")) {
                findings.add(Finding.bad(
                        "subscription",
                        "it is " + state,
                        "nothing can be written to it until it is enabled again; see its page in the portal"));
            }
            return true;
        } catch (AzureException e) {
            findings.add(failure("login and subscription", e));
            return false;
        }
    }

    private Optional<WorkspaceScope> workspace(Patient patient) {
        try {
            WorkspaceScope scope =
                    WorkspaceScope.find(arm, patient.subscription(), patient.resourceGroup(), patient.workspace());
            findings.add(Finding.good("workspace", scope.name() + " in " + scope.location()));
            return Optional.of(scope);
        } catch (AzureException e) {
            findings.add(failure("workspace", e));
            return Optional.empty();
        }
    }

    /** An error's first line is what is the case, the rest what to do. */
    private static Finding failure(String subject, AzureException e) {
        String message = String.valueOf(e.getMessage());
        int line = message.indexOf('\n');
        return line < 0
                ? Finding.bad(subject, message, "")
                : Finding.bad(subject, message.substring(0, line), message.substring(line + 1));
    }

    private void provider(Patient patient) {
        if (patient.target() == Target.SENTINEL) {
            sentinel(patient);
            return;
        }
        try {
            ObjectNode provider = arm.get(
                    "/subscriptions/" + patient.subscription() + "/providers/Microsoft.Insights",
                    PROVIDERS_API,
                    "read which services the subscription uses");
            String state = provider.path("registrationState").asText("");
            findings.add(
                    state.equals("Registered")
                            ? Finding.good("Azure Monitor", "the subscription uses it")
                            : Finding.bad(
                                    "Azure Monitor",
                                    "the subscription does not use it yet (Microsoft.Insights is " + state + ")",
                                    "az provider register --namespace Microsoft.Insights"));
        } catch (AzureException e) {
            findings.add(failure("Azure Monitor", e));
        }
    }

    private void sentinel(Patient patient) {
        String path = "/subscriptions/" + patient.subscription() + "/resourceGroups/" + patient.resourceGroup()
                + "/providers/Microsoft.OperationalInsights/workspaces/" + patient.workspace()
                + "/providers/Microsoft.SecurityInsights/onboardingStates/default";
        try {
            arm.get(path, SENTINEL_API, "see whether Microsoft Sentinel is on the workspace");
            findings.add(Finding.good("Microsoft Sentinel", "it is on this workspace"));
        } catch (ArmException e) {
            findings.add(
                    e.isNotFound()
                            ? Finding.bad(
                                    "Microsoft Sentinel",
                                    "it is not on this workspace",
                                    "add it: portal, Microsoft Sentinel, Create, " + patient.workspace()
                                            + "; or deploy with --target monitor, which needs no Sentinel")
                            : failure("Microsoft Sentinel", e));
        } catch (AzureException e) {
            findings.add(failure("Microsoft Sentinel", e));
        }
    }

    private void permissions(Patient patient, WorkspaceScope scope) {
        boolean sentinel = patient.target() == Target.SENTINEL;
        String where = sentinel ? scope.workspace() : scope.resourceGroupPath();
        List<String> needed = new ArrayList<>();
        if (sentinel) {
            needed.add("Microsoft.SecurityInsights/alertRules/read");
            needed.add("Microsoft.SecurityInsights/alertRules/write");
            needed.add("Microsoft.SecurityInsights/alertRules/delete");
        } else {
            needed.add("Microsoft.Insights/scheduledQueryRules/read");
            needed.add("Microsoft.Insights/scheduledQueryRules/write");
            needed.add("Microsoft.Insights/scheduledQueryRules/delete");
            needed.add("Microsoft.Insights/actionGroups/read");
            needed.add("Microsoft.Insights/actionGroups/write");
        }
        needed.add("Microsoft.OperationalInsights/workspaces/query/read");
        try {
            Permissions permissions = new Permissions(arm.list(
                    where + "/providers/Microsoft.Authorization/permissions",
                    Permissions.API_VERSION,
                    "read the permissions of the login"));
            List<String> missing =
                    needed.stream().filter(action -> !permissions.allow(action)).toList();
            findings.add(
                    missing.isEmpty()
                            ? Finding.good("permissions", "all " + needed.size() + " that are needed")
                            : Finding.bad(
                                    "permissions",
                                    "missing: " + String.join(", ", missing),
                                    "ask for the role '"
                                            + (sentinel ? "Microsoft Sentinel Contributor" : "Monitoring Contributor")
                                            + "': az role assignment create --assignee WHO --role '"
                                            + (sentinel ? "Microsoft Sentinel Contributor" : "Monitoring Contributor")
                                            + "' --scope " + where));
        } catch (AzureException e) {
            findings.add(failure("permissions", e));
        }
    }

    private void tables(Patient patient, WorkspaceScope scope) {
        Map<String, List<Detection>> needed = new TreeMap<>();
        for (Detection detection : patient.detections()) {
            detection
                    .telemetry()
                    .tables()
                    .forEach(table -> needed.computeIfAbsent(table, t -> new ArrayList<>())
                            .add(detection));
        }
        Set<String> arrived = new LinkedHashSet<>();
        try {
            RemoteResult result = workspaces.apply(scope.customerId()).query(ARRIVED, Optional.of("P14D"), QUERY_TIME);
            result.rows().forEach(row -> arrived.add(String.valueOf(row.get(0))));
        } catch (AzureException | IllegalArgumentException e) {
            findings.add(Finding.bad("tables", String.valueOf(e.getMessage()), ""));
            return;
        }
        needed.forEach((table, detections) -> findings.add(
                arrived.contains(table)
                        ? Finding.good("table " + table, "has records of the last 14 days")
                        : Finding.poor(
                                "table " + table,
                                "no record in 14 days, so " + detections.size()
                                        + (detections.size() == 1 ? " detection sees" : " detections see")
                                        + " nothing, such as "
                                        + detections.get(0).slug(),
                                settings(detections))));
    }

    /** What has to be collected, in the words of the first detection that needs it. */
    private static String settings(List<Detection> detections) {
        TelemetryNeeds needs = detections.get(0).telemetry();
        Set<String> settings = new LinkedHashSet<>(needs.diagnosticSettings());
        if (needs.azureMonitorAgent()) {
            settings.add("The Azure Monitor Agent on the machines, with a data collection rule");
        }
        return "what " + detections.get(0).slug() + " needs: " + String.join("; ", settings);
    }
}
