package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.export.RuleBodies;
import io.azdetect.catalog.Severity;
import io.azdetect.catalog.Tactic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Automation rules of Microsoft Sentinel (<a
 * href="https://learn.microsoft.com/azure/templates/microsoft.securityinsights/automationrules">automationRules</a>): each runs
 * a playbook for new incidents. They have neither tags nor a description, so the mark is the end of the name.
 *
 * @param workspace the resource id of the workspace
 */
record AutomationRules(String workspace) implements ResourceKind {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "1";

    /** Among a workspace's own rules, which come in this order, ours are late. */
    private static final int ORDER = 900;

    AutomationRules {
        requireNonNull(workspace, "workspace");
    }

    @Override
    public String noun() {
        return "automation rule";
    }

    @Override
    public String apiVersion() {
        return RuleBodies.SENTINEL_API_VERSION;
    }

    /** A rule may name analytics rules, which have to be there. */
    @Override
    public int rank() {
        return 1;
    }

    @Override
    public String collection() {
        return workspace + "/providers/Microsoft.SecurityInsights/automationRules";
    }

    @Override
    public String title(ObjectNode resource) {
        return MarkText.without(displayName(resource));
    }

    private static String displayName(ObjectNode resource) {
        return resource.at("/properties/displayName").asText("");
    }

    @Override
    public Optional<Mark> mark(ObjectNode resource) {
        return MarkText.in(displayName(resource));
    }

    @Override
    public ObjectNode unmarked(ObjectNode resource) {
        ObjectNode copy = resource.deepCopy();
        if (copy.get("properties") instanceof ObjectNode properties && properties.has("displayName")) {
            properties.put("displayName", MarkText.without(displayName(resource)));
            // Azure fills in the tenant that it found the playbook in.
            properties.path("actions").findParents("tenantId").forEach(p -> ((ObjectNode) p).remove("tenantId"));
        }
        return copy;
    }

    @Override
    public ObjectNode body(ObjectNode wanted, Mark mark, Optional<ObjectNode> existing) {
        ObjectNode body = wanted.deepCopy();
        body.withObject("/properties").put("displayName", MarkText.with(displayName(wanted), " ", mark));
        existing.map(e -> e.path("etag").asText("")).filter(e -> !e.isEmpty()).ifPresent(e -> body.put("etag", e));
        return body;
    }

    /**
     * The rule that runs a playbook.
     *
     * @param logicApp its resource id
     * @param bindings those that name it, at least one
     */
    Wanted wanted(String playbook, String logicApp, List<Binding> bindings) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode properties = body.putObject("properties")
                .put("displayName", "Run the playbook " + playbook)
                .put("order", ORDER);
        ObjectNode logic = properties
                .putObject("triggeringLogic")
                .put("isEnabled", true)
                .put("triggersOn", "Incidents")
                .put("triggersWhen", "Created");
        logic.set("conditions", anyOf(bindings));
        properties
                .putArray("actions")
                .addObject()
                .put("order", 1)
                .put("actionType", "RunPlaybook")
                .putObject("actionConfiguration")
                .put("logicAppResourceId", logicApp);
        String seed = workspace.toLowerCase(Locale.ROOT) + "/azdetect/" + playbook;
        String name =
                UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
        return new Wanted(name, playbook, "Run the playbook " + playbook, playbook, VERSION, body);
    }

    /** What stands in a list has to hold together, so alternatives are one condition. */
    private ArrayNode anyOf(List<Binding> bindings) {
        List<List<ObjectNode>> alternatives = bindings.stream().map(this::allOf).toList();
        ArrayNode conditions = JSON.createArrayNode();
        if (alternatives.stream().anyMatch(List::isEmpty)) {
            return conditions;
        }
        if (alternatives.size() == 1) {
            return conditions.addAll(alternatives.get(0));
        }
        return conditions.add(joined(
                "Or",
                alternatives.stream()
                        .map(all -> all.size() == 1 ? all.get(0) : joined("And", all))
                        .toList()));
    }

    private List<ObjectNode> allOf(Binding binding) {
        List<ObjectNode> conditions = new ArrayList<>();
        add(
                conditions,
                "IncidentSeverity",
                "Equals",
                binding.severities().stream()
                        .sorted()
                        .map(Severity::displayName)
                        .toList());
        add(
                conditions,
                "IncidentTactics",
                "Contains",
                binding.tactics().stream().sorted().map(Tactic::sentinelName).toList());
        SentinelRules rules = new SentinelRules(workspace);
        add(
                conditions,
                "IncidentRelatedAnalyticRuleIds",
                "Contains",
                binding.detections().stream().sorted().map(rules::path).toList());
        return conditions;
    }

    private static void add(List<ObjectNode> conditions, String property, String operator, Collection<String> values) {
        if (values.isEmpty()) {
            return;
        }
        ObjectNode condition = JSON.createObjectNode().put("conditionType", "Property");
        ArrayNode list = condition
                .putObject("conditionProperties")
                .put("propertyName", property)
                .put("operator", operator)
                .putArray("propertyValues");
        values.forEach(list::add);
        conditions.add(condition);
    }

    private static ObjectNode joined(String operator, List<? extends JsonNode> inner) {
        ObjectNode condition = JSON.createObjectNode().put("conditionType", "Boolean");
        condition
                .putObject("conditionProperties")
                .put("operator", operator)
                .putArray("innerConditions")
                .addAll(inner);
        return condition;
    }
}
