package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.arm.ArmException;
import java.util.List;
import java.util.Optional;

/**
 * Definitions of Azure Policy in a subscription, or their assignments to it. The mark is in their metadata, which is anybody's
 * to add to.
 *
 * @param type the last part of the resource type
 * @param rank a policy is defined before it is assigned
 */
record Policies(String subscription, String type, String apiVersion, String noun, int rank) implements ResourceKind {
    private static final String ID = "azdetect-id";
    private static final String VERSION = "azdetect-version";
    private static final String HASH = "azdetect-hash";

    /** What Azure writes into metadata. */
    private static final List<String> ADDED_METADATA =
            List.of("assignedBy", "createdBy", "createdOn", "parameterScopes", "updatedBy", "updatedOn");

    /** What Azure adds beside metadata. */
    private static final List<String> ADDED = List.of(
            "definitionVersion",
            "effectiveDefinitionVersion",
            "instanceId",
            "latestDefinitionVersion",
            "notScopes",
            "scope",
            "version",
            "versions");

    Policies {
        requireNonNull(subscription, "subscription");
        requireNonNull(type, "type");
        requireNonNull(apiVersion, "apiVersion");
        requireNonNull(noun, "noun");
    }

    /** @param subscription the resource id of the subscription */
    static Policies definitions(String subscription) {
        return new Policies(subscription, "policyDefinitions", "2021-06-01", "policy definition", 1);
    }

    /** @param subscription the resource id of the subscription */
    static Policies assignments(String subscription) {
        return new Policies(subscription, "policyAssignments", "2022-06-01", "policy assignment", 2);
    }

    @Override
    public int parallel() {
        return 3;
    }

    @Override
    public String collection() {
        return subscription + "/providers/Microsoft.Authorization/" + type;
    }

    @Override
    public String title(ObjectNode resource) {
        return noun;
    }

    @Override
    public Optional<Mark> mark(ObjectNode resource) {
        var metadata = resource.at("/properties/metadata");
        return metadata.hasNonNull(ID)
                ? Optional.of(new Mark(
                        metadata.get(ID).asText(),
                        metadata.path(VERSION).asText(""),
                        metadata.path(HASH).asText("")))
                : Optional.empty();
    }

    @Override
    public ObjectNode unmarked(ObjectNode resource) {
        ObjectNode copy = resource.deepCopy();
        if (copy.get("properties") instanceof ObjectNode properties) {
            properties.remove(ADDED);
            if (properties.path("enforcementMode").asText("").equals("Default")) {
                properties.remove("enforcementMode");
            }
            if (properties.get("metadata") instanceof ObjectNode metadata) {
                metadata.remove(ADDED_METADATA);
                metadata.remove(List.of(ID, VERSION, HASH));
            }
        }
        return copy;
    }

    @Override
    public boolean isTooSoon(ArmException refusal) {
        return refusal.code().equals("PolicyDefinitionNotFound");
    }

    @Override
    public ObjectNode body(ObjectNode wanted, Mark mark, Optional<ObjectNode> existing) {
        ObjectNode body = wanted.deepCopy();
        body.withObject("/properties/metadata")
                .put(ID, mark.id())
                .put(VERSION, mark.version())
                .put(HASH, mark.hash());
        return body;
    }
}
