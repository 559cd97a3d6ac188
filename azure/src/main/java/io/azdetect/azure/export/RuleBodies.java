package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Severity;
import java.util.List;
import java.util.Optional;

/** Rules as Azure's API takes them: those of the templates, with values where a template has parameters. */
public final class RuleBodies {
    /** The version of the API that Microsoft Sentinel's rules are of. */
    public static final String SENTINEL_API_VERSION = SentinelRule.API_VERSION;

    /** The version of the API that Azure Monitor's rules are of. */
    public static final String MONITOR_API_VERSION = MonitorRule.API_VERSION;

    private RuleBodies() {}

    /** Why Azure Monitor cannot run a detection; empty when it can. */
    public static Optional<String> monitorRefusal(Detection detection) {
        return MonitorRule.refusal(detection);
    }

    /**
     * A log search alert rule of Azure Monitor.
     *
     * @param query the detection's, perhaps with other values of its parameters
     * @param workspace the resource id of the workspace that it queries
     * @param actionGroups the resource ids of those who are told
     */
    public static ObjectNode monitor(
            Detection detection,
            String query,
            Severity severity,
            boolean enabled,
            String workspace,
            String location,
            List<String> actionGroups) {
        ObjectNode rule = MonitorRule.resource(detection, ArmTemplate.literal(query), MonitorRule.severity(severity));
        rule.put("location", location);
        ObjectNode properties = (ObjectNode) rule.get("properties");
        properties.put("enabled", enabled);
        properties.putArray("scopes").add(workspace);
        // A table that no record has reached yet is not in the workspace, and the rule is wanted all the same.
        properties.put("skipQueryValidation", true);
        ArrayNode groups = properties.putObject("actions").putArray("actionGroups");
        actionGroups.forEach(groups::add);
        return plain(rule);
    }

    /** A scheduled analytics rule of Microsoft Sentinel. */
    public static ObjectNode sentinel(Detection detection, String query, Severity severity, boolean enabled) {
        ObjectNode rule = SentinelRule.resource(detection, ArmTemplate.literal(query), severity.displayName());
        ((ObjectNode) rule.get("properties")).put("enabled", enabled);
        return plain(rule);
    }

    /** Without what only a template has, and with texts as they are. */
    private static ObjectNode plain(ObjectNode rule) {
        rule.remove(List.of("type", "apiVersion", "name"));
        TemplateValues.NONE.replace(rule);
        return rule;
    }
}
