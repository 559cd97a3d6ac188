package io.azdetect.cli.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What Azure makes of what it is sent: durations spelled anew, ids in another case, defaults and fields of its own. */
final class AzureSpelling {
    private static final Set<String> DURATIONS =
            Set.of("queryFrequency", "queryPeriod", "suppressionDuration", "evaluationFrequency", "windowSize");

    private AzureSpelling() {}

    static ObjectNode of(ObjectNode body) {
        ObjectNode resource = body.deepCopy();
        resource.put("type", "Microsoft.Insights/scheduledqueryrules");
        if (!(resource.get("properties") instanceof ObjectNode properties)) {
            return resource;
        }
        for (Map.Entry<String, JsonNode> field : properties.properties()) {
            if (DURATIONS.contains(field.getKey())) {
                properties.put(field.getKey(), respelled(field.getValue().asText()));
            }
        }
        if (properties.has("queryFrequency")) {
            properties.put("lastModifiedUtc", "2026-01-01T00:00:00.1234567Z");
            properties.putNull("alertRuleTemplateName");
            properties.putNull("alertDetailsOverride");
            properties.put("suppressionEnabled", false);
        } else if (properties.has("windowSize")) {
            properties.put("createdWithApiVersion", "2023-12-01");
            properties.put("isLegacyLogAnalyticsRule", false);
            properties.remove("skipQueryValidation");
            properties.putArray("targetResourceTypes").add("Microsoft.OperationalInsights/workspaces");
            properties
                    .withArray("/scopes")
                    .set(0, properties.at("/scopes/0").asText().toLowerCase(Locale.ROOT));
            JsonNode threshold = properties.at("/criteria/allOf/0/threshold");
            ((ObjectNode) properties.at("/criteria/allOf/0")).put("threshold", threshold.asDouble());
            ((ObjectNode) properties.at("/criteria/allOf/0")).putNull("metricMeasureColumn");
        } else if (properties.has("triggeringLogic")) {
            properties.put("lastModifiedTimeUtc", "2026-01-01T00:00:00Z").put("createdTimeUtc", "2026-01-01T00:00:00Z");
            properties.putObject("createdBy").put("email", "dev@contoso.com");
            ((ObjectNode) properties.at("/actions/0/actionConfiguration"))
                    .put("tenantId", "22222222-0000-0000-0000-000000000000");
        }
        return resource;
    }

    private static String respelled(String text) {
        Duration duration = Duration.parse(text);
        return duration.toHours() % 24 == 0 && duration.toDays() > 0
                ? "P" + duration.toDays() + "D"
                : duration.toString();
    }
}
