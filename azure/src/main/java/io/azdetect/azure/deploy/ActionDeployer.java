package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.arm.Arm;
import java.util.List;

/** The action groups of a parameter file in one resource group: what would have to be done. */
public final class ActionDeployer {
    private final Arm arm;
    private final ResourceKind kind;

    /** @param resourceGroup the resource group's resource id */
    public ActionDeployer(Arm arm, String resourceGroup) {
        this.arm = requireNonNull(arm, "arm");
        this.kind = new ActionGroups(resourceGroup);
    }

    /** What would have to be done so that the file's groups are there. */
    public Plan plan(ActionFile file, PlanOptions options) {
        return new Planner(kind, options).plan(file.wanted(), existing());
    }

    /** What would have to be done so that no group of ours is left. */
    public Plan planToRemoveAll(boolean overwrite) {
        return new Planner(kind, new PlanOptions(true, overwrite, false)).plan(List.of(), existing());
    }

    private List<ObjectNode> existing() {
        return arm.list(kind.collection(), kind.apiVersion(), "list the action groups");
    }
}
