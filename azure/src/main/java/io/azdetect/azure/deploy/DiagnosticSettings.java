package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Diagnostic settings of one place: a subscription's Activity Log, or a tenant's Entra ID. They have neither tags nor a
 * description, so ours is the one of our name that sends to our workspace; what else somebody has it send stays.
 *
 * @param collection the path under which they are
 * @param workspace the resource id of the workspace that ours sends to
 */
record DiagnosticSettings(String collection, String apiVersion, String workspace) implements ResourceKind {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "1";

    /** The group of all categories. */
    private static final String ALL = "allLogs";

    private static final List<String> DESTINATIONS = List.of(
            "eventHubAuthorizationRuleId",
            "eventHubName",
            "logAnalyticsDestinationType",
            "marketplacePartnerId",
            "serviceBusRuleId",
            "storageAccountId",
            "workspaceId");

    DiagnosticSettings {
        requireNonNull(collection, "collection");
        requireNonNull(apiVersion, "apiVersion");
        requireNonNull(workspace, "workspace");
    }

    /** Those of a subscription's Activity Log. */
    static DiagnosticSettings ofSubscription(String subscription, String workspace) {
        return new DiagnosticSettings(
                subscription + "/providers/Microsoft.Insights/diagnosticSettings", "2021-05-01-preview", workspace);
    }

    /** Those of Microsoft Entra ID, in the tenant of the login. */
    static DiagnosticSettings ofTenant(String workspace) {
        return new DiagnosticSettings("/providers/microsoft.aadiam/diagnosticSettings", "2017-04-01", workspace);
    }

    @Override
    public String noun() {
        return "diagnostic setting";
    }

    @Override
    public String title(ObjectNode resource) {
        return "diagnostic setting";
    }

    @Override
    public Optional<Mark> mark(ObjectNode resource) {
        String name = resource.path("name").asText("");
        return name.equalsIgnoreCase(TelemetryDeployer.NAME) && sendsHere(resource)
                ? Optional.of(
                        new Mark(TelemetryDeployer.NAME, VERSION, Canonical.hash(Canonical.of(unmarked(resource)))))
                : Optional.empty();
    }

    private boolean sendsHere(ObjectNode setting) {
        return setting.at("/properties/workspaceId").asText("").equalsIgnoreCase(workspace);
    }

    /** Azure lists also the categories that are off, and retentions that mean nothing any more. */
    @Override
    public ObjectNode unmarked(ObjectNode resource) {
        ObjectNode setting = JSON.createObjectNode();
        ObjectNode properties = setting.putObject("properties");
        for (String destination : DESTINATIONS) {
            if (resource.path("properties").hasNonNull(destination)) {
                properties.set(destination, resource.path("properties").get(destination));
            }
        }
        for (String kind : List.of("logs", "metrics")) {
            ArrayNode enabled = properties.putArray(kind);
            enabled(resource, kind).forEach((name, entry) -> enabled.add(entry));
        }
        return setting;
    }

    /** What is sent, by the name of the category or of the group of categories. */
    private static Map<String, ObjectNode> enabled(ObjectNode setting, String kind) {
        Map<String, ObjectNode> enabled = new TreeMap<>();
        for (JsonNode entry : setting.path("properties").path(kind)) {
            String field = entry.hasNonNull("categoryGroup") ? "categoryGroup" : "category";
            if (entry.path("enabled").asBoolean()) {
                String name = entry.path(field).asText();
                enabled.put(name, enabled(field, name));
            }
        }
        return enabled;
    }

    private static ObjectNode enabled(String field, String name) {
        return JSON.createObjectNode().put(field, name).put("enabled", true);
    }

    @Override
    public ObjectNode body(ObjectNode wanted, Mark mark, Optional<ObjectNode> existing) {
        return wanted;
    }

    /**
     * The setting as it is to be. Azure lets no two settings send one category to one workspace, so what another sends there
     * already is left to that one; nothing when that is all.
     *
     * @param needed with the categories that detections need
     * @param existing all settings of the place
     */
    Optional<Wanted> wanted(String label, ObjectNode needed, List<ObjectNode> existing) {
        Optional<ObjectNode> ours =
                existing.stream().filter(s -> mark(s).isPresent()).findFirst();
        Set<String> missing = new TreeSet<>(enabled(needed, "logs").keySet());
        missing.removeIf(
                category -> existing.stream().anyMatch(s -> mark(s).isEmpty() && sendsHere(s) && sends(s, category)));
        if (ours.isEmpty() && missing.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode body = ours.map(this::unmarked).orElseGet(this::empty);
        Map<String, ObjectNode> logs = enabled(body, "logs");
        missing.stream()
                .filter(category -> !sends(body, category))
                .forEach(category -> logs.put(category, enabled("category", category)));
        ArrayNode sent = ((ObjectNode) body.get("properties")).putArray("logs");
        logs.values().forEach(sent::add);
        return Optional.of(new Wanted(
                TelemetryDeployer.NAME,
                label,
                String.join(", ", logs.keySet()),
                TelemetryDeployer.NAME,
                VERSION,
                body));
    }

    private ObjectNode empty() {
        ObjectNode setting = JSON.createObjectNode();
        setting.putObject("properties").put("workspaceId", workspace);
        return setting;
    }

    private static boolean sends(ObjectNode setting, String category) {
        Map<String, ObjectNode> enabled = enabled(setting, "logs");
        return enabled.containsKey(category) || enabled.containsKey(ALL);
    }
}
