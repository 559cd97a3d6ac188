package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.export.RuleBodies;
import java.util.Optional;

/** Log search alert rules of Azure Monitor. */
record MonitorRules(String resourceGroup) implements ResourceKind {
    /** @param resourceGroup the resource id of the resource group that they are in */
    MonitorRules {
        requireNonNull(resourceGroup, "resourceGroup");
    }

    @Override
    public String noun() {
        return "rule";
    }

    @Override
    public String apiVersion() {
        return RuleBodies.MONITOR_API_VERSION;
    }

    @Override
    public String collection() {
        return resourceGroup + "/providers/Microsoft.Insights/scheduledQueryRules";
    }

    @Override
    public String title(ObjectNode resource) {
        return resource.at("/properties/displayName")
                .asText(resource.path("name").asText(""));
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
