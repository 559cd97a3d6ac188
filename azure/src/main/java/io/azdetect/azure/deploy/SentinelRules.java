package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.export.RuleBodies;
import java.util.Optional;

/**
 * Analytics rules of Microsoft Sentinel. They have no tags, so the mark is the last line of the description, where people see
 * it too: one request writes rule and mark together, and whoever takes the line away takes the rule away from us.
 */
record SentinelRules(String workspace) implements ResourceKind {
    /** @param workspace the resource id of the workspace */
    SentinelRules {
        requireNonNull(workspace, "workspace");
    }

    @Override
    public String noun() {
        return "rule";
    }

    @Override
    public String apiVersion() {
        return RuleBodies.SENTINEL_API_VERSION;
    }

    @Override
    public String collection() {
        return workspace + "/providers/Microsoft.SecurityInsights/alertRules";
    }

    @Override
    public String title(ObjectNode resource) {
        return resource.at("/properties/displayName")
                .asText(resource.path("name").asText(""));
    }

    @Override
    public Optional<Mark> mark(ObjectNode resource) {
        return MarkText.in(description(resource));
    }

    private static String description(ObjectNode resource) {
        return resource.at("/properties/description").asText("").replace("\r\n", "\n");
    }

    @Override
    public ObjectNode unmarked(ObjectNode resource) {
        ObjectNode copy = resource.deepCopy();
        if (copy.get("properties") instanceof ObjectNode properties && properties.has("description")) {
            properties.put("description", MarkText.without(description(resource)));
        }
        return copy;
    }

    @Override
    public ObjectNode body(ObjectNode wanted, Mark mark, Optional<ObjectNode> existing) {
        ObjectNode body = wanted.deepCopy();
        ObjectNode properties = (ObjectNode) body.get("properties");
        properties.put(
                "description", MarkText.with(properties.path("description").asText(""), "\n\n", mark));
        // Sentinel compares the version in the body and refuses one that is not the latest.
        existing.map(e -> e.path("etag").asText("")).filter(e -> !e.isEmpty()).ifPresent(e -> body.put("etag", e));
        return body;
    }
}
