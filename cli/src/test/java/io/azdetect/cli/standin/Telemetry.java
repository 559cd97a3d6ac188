package io.azdetect.cli.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What Azure makes and demands of diagnostic settings, policies, their roles, and data collection rules. */
final class Telemetry {
    private Telemetry() {}

    /** Why such a resource is not written; nothing when it is. */
    static Optional<ArmState.Answer> refusal(String path, ObjectNode body, Map<String, ObjectNode> resources) {
        String key = path.toLowerCase(Locale.ROOT);
        String collection = key.substring(0, key.lastIndexOf('/') + 1);
        for (Map.Entry<String, ObjectNode> other : resources.entrySet()) {
            boolean beside =
                    other.getKey().startsWith(collection) && !other.getKey().equals(key);
            if (beside && collection.endsWith("/diagnosticsettings/")) {
                Optional<String> twice = sentTwice(body, other.getValue());
                if (twice.isPresent()) {
                    return Optional.of(ArmState.error(
                            409,
                            "Conflict",
                            "Data sink is already used in diagnostic setting '"
                                    + other.getValue().path("name").asText() + "' for category '" + twice.get()
                                    + "'."));
                }
            }
            if (beside && collection.endsWith("/roleassignments/") && sameRole(body, other.getValue())) {
                return Optional.of(ArmState.error(409, "RoleAssignmentExists", "The role assignment already exists."));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> sentTwice(ObjectNode one, ObjectNode other) {
        boolean sameSink = one.at("/properties/workspaceId")
                .asText()
                .equalsIgnoreCase(other.at("/properties/workspaceId").asText());
        for (JsonNode log : one.at("/properties/logs")) {
            for (JsonNode there : other.at("/properties/logs")) {
                if (sameSink
                        && log.path("enabled").asBoolean()
                        && there.path("enabled").asBoolean()
                        && log.path("category").equals(there.path("category"))) {
                    return Optional.of(log.path("category").asText());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean sameRole(ObjectNode one, ObjectNode other) {
        return one.at("/properties/principalId").equals(other.at("/properties/principalId"))
                && one.at("/properties/roleDefinitionId").equals(other.at("/properties/roleDefinitionId"));
    }

    /** Adds what Azure adds to a resource that is written. */
    static void complete(String path, ObjectNode resource) {
        String key = path.toLowerCase(Locale.ROOT);
        if (!(resource.get("properties") instanceof ObjectNode properties)) {
            return;
        }
        if (key.contains("/diagnosticsettings/")) {
            ArrayNode logs = properties.withArray("/logs");
            logs.forEach(log -> ((ObjectNode) log)
                    .putObject("retentionPolicy")
                    .put("enabled", false)
                    .put("days", 0));
            logs.addObject().put("category", "NobodyWants").put("enabled", false);
            properties.putArray("metrics");
            properties.putNull("logAnalyticsDestinationType");
        } else if (key.contains("/policydefinitions/") || key.contains("/policyassignments/")) {
            properties
                    .withObject("/metadata")
                    .put("createdBy", "11111111-0000-0000-0000-000000000000")
                    .put("createdOn", "2026-01-01T00:00:00.1234567Z")
                    .putNull("updatedBy");
            if (key.contains("/policyassignments/")) {
                properties.put("scope", path.replaceFirst("/providers/.*", "")).put("enforcementMode", "Default");
                resource.putObject("identity")
                        .put("type", "SystemAssigned")
                        .put(
                                "principalId",
                                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                                        .toString());
            }
        } else if (key.contains("/roleassignments/")) {
            properties.put("scope", path.replaceFirst("/providers/.*", ""));
        } else if (key.contains("/datacollectionrules/")) {
            properties.put("immutableId", "dcr-0123456789").put("provisioningState", "Succeeded");
            properties
                    .at("/destinations/logAnalytics")
                    .forEach(d -> ((ObjectNode) d).put("workspaceId", "aaaaaaaa-0000-0000-0000-000000000000"));
        }
    }
}
