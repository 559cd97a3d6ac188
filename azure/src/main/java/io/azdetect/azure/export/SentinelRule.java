package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.EntityMapping;
import io.azdetect.catalog.Grouping;
import java.util.TreeMap;

/**
 * A detection as a scheduled analytics rule of Microsoft Sentinel: {@code Microsoft.SecurityInsights/alertRules} of API
 * version 2024-09-01, on a Log Analytics workspace.
 */
final class SentinelRule {
    static final String TYPE = "Microsoft.OperationalInsights/workspaces/providers/alertRules";
    static final String API_VERSION = "2024-09-01";

    private static final String INCIDENT_LOOKBACK = "PT5H";

    private SentinelRule() {}

    /** Adds the parameters that all rules of a template share. */
    static void declareShared(ArmTemplate template) {
        template.parameter(
                "workspace",
                "string",
                null,
                "The name of the Log Analytics workspace in this resource group that Microsoft Sentinel is on.");
        template.parameter("enabled", "bool", BooleanNode.TRUE, "Whether the rules run as soon as they are deployed.");
    }

    /**
     * The rule.
     *
     * @param query a text, or an expression in brackets
     * @param severity the same for a severity
     */
    static ObjectNode resource(Detection detection, String query, String severity) {
        ObjectNode rule = ArmTemplate.object();
        rule.put("type", TYPE)
                .put("apiVersion", API_VERSION)
                .put("name", "[concat(parameters('workspace'), '/Microsoft.SecurityInsights/" + detection.id() + "')]")
                .put("kind", "Scheduled");
        ObjectNode properties = rule.putObject("properties");
        properties
                .put("displayName", ArmTemplate.literal(detection.name()))
                .put("description", ArmTemplate.literal(detection.description().strip()))
                .put("severity", severity)
                .put("enabled", "[parameters('enabled')]")
                .put("query", query)
                .put("queryFrequency", detection.schedule().frequency().toString())
                .put("queryPeriod", detection.schedule().period().toString())
                .put("triggerOperator", detection.trigger().comparison().sentinelName())
                .put("triggerThreshold", detection.trigger().threshold())
                .put("suppressionEnabled", false)
                .put("suppressionDuration", "PT5H");
        ArrayNode tactics = properties.putArray("tactics");
        detection.tactics().forEach(tactic -> tactics.add(tactic.sentinelName()));
        ArrayNode techniques = properties.putArray("techniques");
        // This API version takes techniques only; a sub-technique counts for the technique that it is of.
        detection.relevantTechniques().stream()
                .map(technique -> technique.replaceFirst("\\..*", ""))
                .distinct()
                .forEach(techniques::add);
        ArrayNode entities = properties.putArray("entityMappings");
        for (EntityMapping mapping : detection.entityMappings()) {
            ObjectNode entity = entities.addObject().put("entityType", mapping.entityType());
            ArrayNode fields = entity.putArray("fieldMappings");
            mapping.fields()
                    .forEach(field -> fields.addObject()
                            .put("identifier", field.identifier())
                            .put("columnName", field.column()));
        }
        if (!detection.customDetails().isEmpty()) {
            ObjectNode details = properties.putObject("customDetails");
            new TreeMap<>(detection.customDetails()).forEach(details::put);
        }
        properties
                .putObject("eventGroupingSettings")
                .put(
                        "aggregationKind",
                        detection.grouping() == Grouping.ALERT_PER_RESULT ? "AlertPerResult" : "SingleAlert");
        // Windows that overlap show a record twice: the second alert joins the incident of the first.
        ObjectNode incident = properties.putObject("incidentConfiguration").put("createIncident", true);
        incident.putObject("groupingConfiguration")
                .put("enabled", true)
                .put("reopenClosedIncident", false)
                .put("lookbackDuration", INCIDENT_LOOKBACK)
                .put("matchingMethod", "AllEntities");
        return rule;
    }
}
