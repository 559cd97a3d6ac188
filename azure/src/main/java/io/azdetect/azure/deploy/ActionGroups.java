package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Action groups of Azure Monitor: who is told of an alert, and how. */
record ActionGroups(String resourceGroup) implements ResourceKind {
    static final String API_VERSION = "2023-01-01";

    /** @param resourceGroup the resource id of the resource group that they are in */
    ActionGroups {
        requireNonNull(resourceGroup, "resourceGroup");
    }

    @Override
    public String noun() {
        return "action group";
    }

    @Override
    public int parallel() {
        return 2;
    }

    @Override
    public String apiVersion() {
        return API_VERSION;
    }

    @Override
    public String collection() {
        return resourceGroup + "/providers/Microsoft.Insights/actionGroups";
    }

    @Override
    public String title(ObjectNode resource) {
        return resource.at("/properties/groupShortName").asText("");
    }

    @Override
    public Optional<Mark> mark(ObjectNode resource) {
        return Tags.mark(resource);
    }

    @Override
    public ObjectNode unmarked(ObjectNode resource) {
        return resource;
    }

    @Override
    public ObjectNode body(ObjectNode wanted, Mark mark, Optional<ObjectNode> existing) {
        return Tags.marked(wanted, mark, existing);
    }
}
