package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.arm.AzureException;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.ParameterFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Detections as rules in one workspace: what would have to be done. {@link Applying} does it. */
public final class Deployer {
    private static final String WORKFLOWS_API_VERSION = "2019-05-01";

    private final Arm arm;
    private final WorkspaceScope scope;
    private final Target target;
    private final ResourceKind kind;
    private final ResourceKind groups;

    public Deployer(Arm arm, WorkspaceScope scope, Target target) {
        this.arm = requireNonNull(arm, "arm");
        this.scope = requireNonNull(scope, "scope");
        this.target = requireNonNull(target, "target");
        this.kind = target.kinds(scope).get(0);
        this.groups = new ActionGroups(scope.resourceGroupPath());
    }

    /** What would have to be done so that these detections are rules; it refuses those that the target cannot run. */
    public Plan plan(List<Detection> detections, ParameterFile parameters, ActionFile actions, PlanOptions options) {
        List<Refusal> refused = new ArrayList<>();
        List<Wanted> wanted = new ArrayList<>();
        for (Detection each : detections) {
            Detection detection = parameters.of(each).applyTo(each);
            Optional<String> refusal = target.refusal(detection);
            if (refusal.isPresent()) {
                refused.add(new Refusal(detection.slug(), refusal.get()));
            } else {
                wanted.add(target.wanted(detection, parameters.enables(each), groups(detection, actions), scope));
            }
        }
        requireGroups(wanted);
        Plan rules = new Planner(kind, options).plan(wanted, existing(kind));
        List<Plan> plans = new ArrayList<>(List.of(rules));
        if (target == Target.SENTINEL && (actions.runsPlaybooks() || options.prune())) {
            AutomationRules automation = new AutomationRules(scope.workspace());
            List<Wanted> playbooks = actions.wanted(automation);
            requirePlaybooks(playbooks);
            plans.add(new Planner(automation, options).plan(playbooks, existing(automation)));
        }
        List<String> notes = target == Target.SENTINEL
                ? SentinelLimits.note(rules).map(List::of).orElse(List.of())
                : List.of();
        return Plan.of(plans).refusing(refused).noting(notes);
    }

    /** Whether rules tell action groups; those of Sentinel tell nobody by themselves. */
    public boolean tellsGroups() {
        return target == Target.MONITOR;
    }

    private List<String> groups(Detection detection, ActionFile actions) {
        return tellsGroups() ? actions.of(detection, groups) : List.of();
    }

    /** A rule whose group is not there would be refused one by one, and after half of the others. */
    private void requireGroups(List<Wanted> wanted) {
        Set<String> ids = new LinkedHashSet<>();
        wanted.forEach(w -> w.body().at("/properties/actions/actionGroups").forEach(id -> ids.add(id.asText())));
        for (String id : ids) {
            if (arm.find(id, groups.apiVersion(), "find the action group " + id).isEmpty()) {
                throw new AzureException("there is no action group " + id
                        + "\n"
                        + "'azdetect actions apply' makes those of a parameter file; one that has an 'id' there has to"
                        + " exist already.");
            }
        }
    }

    /** A rule whose playbook is not there would be refused after all others. */
    private void requirePlaybooks(List<Wanted> rules) {
        for (Wanted rule : rules) {
            String id = rule.body()
                    .at("/properties/actions/0/actionConfiguration/logicAppResourceId")
                    .asText();
            if (id.matches("(?i).*/providers/Microsoft\\.Logic/workflows/[^/]+")
                    && arm.find(id, WORKFLOWS_API_VERSION, "find the playbook " + id)
                            .isEmpty()) {
                throw new AzureException(
                        "there is no playbook " + id + "\nMake it first, or correct its id in 'playbooks'.");
            }
        }
    }

    /** What would have to be done so that nothing of ours is left. */
    public Plan planToRemoveAll(boolean overwrite) {
        PlanOptions options = new PlanOptions(true, overwrite, false);
        return Plan.of(target.kinds(scope).stream()
                .map(each -> new Planner(each, options).plan(List.of(), existing(each)))
                .toList());
    }

    private List<ObjectNode> existing(ResourceKind of) {
        return arm.list(of.collection(), of.apiVersion(), "list the " + of.noun() + "s of " + scope.name());
    }
}
