package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.arm.ArmException;
import io.azdetect.azure.arm.AzureException;
import io.azdetect.kql.diagnostic.Suggestion;
import java.util.List;

/**
 * The workspace that rules query, and the resource group that they are in.
 *
 * @param workspace the workspace's resource id
 * @param customerId the workspace's own id, by which it is queried
 * @param location its region
 */
public record WorkspaceScope(
        String subscription, String resourceGroup, String name, String workspace, String customerId, String location) {
    static final String API_VERSION = "2023-09-01";

    public WorkspaceScope {
        requireNonNull(subscription, "subscription");
        requireNonNull(resourceGroup, "resourceGroup");
        requireNonNull(name, "name");
        requireNonNull(workspace, "workspace");
        requireNonNull(customerId, "customerId");
        requireNonNull(location, "location");
    }

    /** The resource group's resource id. */
    public String resourceGroupPath() {
        return "/subscriptions/" + subscription + "/resourceGroups/" + resourceGroup;
    }

    /**
     * Looks a workspace up.
     *
     * @throws AzureException when it is not there or may not be read
     */
    public static WorkspaceScope find(Arm arm, String subscription, String resourceGroup, String name) {
        String group = "/subscriptions/" + subscription + "/resourceGroups/" + resourceGroup;
        String path = group + "/providers/Microsoft.OperationalInsights/workspaces/" + name;
        try {
            ObjectNode workspace = arm.get(path, API_VERSION, "find the workspace " + name);
            return new WorkspaceScope(
                    subscription,
                    resourceGroup,
                    name,
                    path,
                    workspace.at("/properties/customerId").asText(""),
                    workspace.path("location").asText(""));
        } catch (ArmException e) {
            if (!e.isNotFound() || !e.code().equals("ResourceNotFound")) {
                throw e;
            }
            List<String> names = arm
                    .list(
                            "/subscriptions/" + subscription + "/providers/Microsoft.OperationalInsights/workspaces",
                            API_VERSION,
                            "list the workspaces of the subscription")
                    .stream()
                    .map(w -> w.path("name").asText(""))
                    .toList();
            throw new AzureException(
                    "there is no workspace '" + name + "' in the resource group " + resourceGroup
                            + Suggestion.didYouMean(name, names)
                            + (names.isEmpty()
                                    ? "; the subscription has none"
                                    : "\nThose of the subscription: " + String.join(", ", names)),
                    e);
        }
    }
}
