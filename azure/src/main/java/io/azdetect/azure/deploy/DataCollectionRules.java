package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Data collection rules: what the Azure Monitor Agent sends from machines. */
record DataCollectionRules(String resourceGroup) implements ResourceKind {
    /** What Azure adds to a rule. */
    private static final List<String> ADDED = List.of("immutableId", "provisioningState", "endpoints", "metadata");

    /** @param resourceGroup the resource id of the resource group that they are in */
    DataCollectionRules {
        requireNonNull(resourceGroup, "resourceGroup");
    }

    @Override
    public String noun() {
        return "data collection rule";
    }

    @Override
    public String apiVersion() {
        return "2022-06-01";
    }

    @Override
    public String collection() {
        return resourceGroup + "/providers/Microsoft.Insights/dataCollectionRules";
    }

    @Override
    public String title(ObjectNode resource) {
        return noun();
    }

    @Override
    public Optional<Mark> mark(ObjectNode resource) {
        return Tags.mark(resource);
    }

    @Override
    public ObjectNode unmarked(ObjectNode resource) {
        ObjectNode copy = resource.deepCopy();
        if (copy.get("properties") instanceof ObjectNode properties) {
            properties.remove(ADDED);
            // The workspace's other id, which follows from the first.
            properties
                    .at("/destinations/logAnalytics")
                    .forEach(destination -> ((ObjectNode) destination).remove("workspaceId"));
        }
        return copy;
    }

    @Override
    public ObjectNode body(ObjectNode wanted, Mark mark, Optional<ObjectNode> existing) {
        return Tags.marked(wanted, mark, existing);
    }
}
