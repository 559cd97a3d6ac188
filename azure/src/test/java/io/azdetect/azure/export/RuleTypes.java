package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.azdetect.catalog.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What Azure's API takes as a rule: the types of {@code Microsoft.Insights/scheduledQueryRules} 2023-12-01 and {@code
 * Microsoft.SecurityInsights/alertRules} 2024-09-01 in Azure's REST specifications, with the bounds that the documentation
 * adds (<a href="https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule">log search alert
 * rules</a>, <a href="https://learn.microsoft.com/azure/sentinel/create-analytics-rules">analytics rules</a>).
 */
final class RuleTypes {
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Set<String> FREQUENCIES = Set.of(
            "PT1M", "PT5M", "PT10M", "PT15M", "PT30M", "PT45M", "PT1H", "PT2H", "PT3H", "PT4H", "PT5H", "PT6H", "P1D");

    private static final Set<String> WINDOWS = Set.of(
            "PT1M", "PT5M", "PT10M", "PT15M", "PT30M", "PT45M", "PT1H", "PT2H", "PT3H", "PT4H", "PT5H", "PT6H", "P1D",
            "P2D");

    private static final Set<String> TACTICS = Set.of(
            "Collection",
            "CommandAndControl",
            "CredentialAccess",
            "DefenseEvasion",
            "Discovery",
            "Execution",
            "Exfiltration",
            "Impact",
            "ImpairProcessControl",
            "InhibitResponseFunction",
            "InitialAccess",
            "LateralMovement",
            "Persistence",
            "PreAttack",
            "PrivilegeEscalation",
            "Reconnaissance",
            "ResourceDevelopment");

    private static final Set<String> ENTITIES = Set.of(
            "Account",
            "AzureResource",
            "CloudApplication",
            "DNS",
            "File",
            "FileHash",
            "Host",
            "IP",
            "MailCluster",
            "MailMessage",
            "Mailbox",
            "Malware",
            "Process",
            "RegistryKey",
            "RegistryValue",
            "SecurityGroup",
            "SubmissionMail",
            "URL");

    private final List<String> faults = new ArrayList<>();
    private final String name;

    private RuleTypes(String name) {
        this.name = name;
    }

    /** What is wrong with a rule whose expressions are computed; nothing when Azure takes it. */
    static List<String> faults(JsonNode rule) {
        RuleTypes types = new RuleTypes(rule.path("name").asText());
        switch (rule.path("type").asText()) {
            case "Microsoft.Insights/scheduledQueryRules" -> types.monitor(rule);
            case "Microsoft.OperationalInsights/workspaces/providers/alertRules" -> types.sentinel(rule);
            default -> types.fault("an unknown type " + rule.path("type"));
        }
        return types.faults;
    }

    private void fault(String words) {
        faults.add(name + ": " + words);
    }

    private void monitor(JsonNode rule) {
        fields(rule, Set.of("type", "apiVersion", "name", "location", "kind", "tags", "properties"), Set.of("tags"));
        value(rule, "/apiVersion", v -> v.asText().equals("2023-12-01"));
        value(
                rule,
                "/name",
                v -> v.asText().matches("[^*<>%&:\\\\?+/#]{1,260}")
                        && !v.asText().endsWith(" "));
        value(rule, "/location", v -> v.asText().matches("[a-z0-9]+"));
        value(rule, "/kind", v -> v.asText().equals("LogAlert"));
        rule.path("tags")
                .properties()
                .forEach(tag -> value(
                        rule,
                        "/tags/" + tag.getKey(),
                        v -> v.isTextual() && v.textValue().length() <= 256));
        JsonNode properties = rule.path("properties");
        fields(
                properties,
                Set.of(
                        "actions",
                        "autoMitigate",
                        "criteria",
                        "description",
                        "displayName",
                        "enabled",
                        "evaluationFrequency",
                        "scopes",
                        "severity",
                        "skipQueryValidation",
                        "windowSize"),
                Set.of());
        value(properties, "/severity", v -> v.isInt() && v.intValue() >= 0 && v.intValue() <= 4);
        for (String flag : List.of("/enabled", "/autoMitigate", "/skipQueryValidation")) {
            value(properties, flag, JsonNode::isBoolean);
        }
        value(properties, "/displayName", v -> v.isTextual() && !v.textValue().isBlank());
        // https://learn.microsoft.com/azure/azure-monitor/service-limits
        value(properties, "/description", v -> v.isTextual() && v.textValue().length() <= 4096);
        check(properties.toString().length() <= 64 * 1024, "more than 64 KB");
        value(properties, "/evaluationFrequency", v -> FREQUENCIES.contains(v.asText()));
        value(
                properties,
                "/windowSize",
                v -> WINDOWS.contains(v.asText())
                        && duration(v).compareTo(duration(properties.get("evaluationFrequency"))) >= 0);
        value(properties, "/scopes", v -> v.size() == 1 && v.get(0).asText().startsWith("/subscriptions/"));
        value(properties, "/actions/actionGroups", JsonNode::isArray);
        value(properties, "/criteria/allOf", v -> v.size() == 1);
        JsonNode condition = properties.at("/criteria/allOf/0");
        fields(
                condition,
                Set.of("query", "timeAggregation", "operator", "threshold", "dimensions", "failingPeriods"),
                Set.of());
        value(condition, "/query", v -> v.isTextual() && !v.textValue().contains("##"));
        value(condition, "/timeAggregation", v -> v.asText().equals("Count"));
        value(
                condition,
                "/operator",
                v -> Set.of("Equals", "GreaterThan", "LessThan").contains(v.asText()));
        value(condition, "/threshold", JsonNode::isNumber);
        value(condition, "/dimensions", v -> v.size() >= 1 && v.size() <= 6);
        for (JsonNode dimension : condition.path("dimensions")) {
            fields(dimension, Set.of("name", "operator", "values"), Set.of());
            value(dimension, "/operator", v -> Set.of("Include", "Exclude").contains(v.asText()));
            value(dimension, "/values", v -> v.size() >= 1);
        }
        // Without a time column in the result the number of periods has to be 1.
        value(condition, "/failingPeriods/numberOfEvaluationPeriods", v -> v.asInt() == 1);
        value(condition, "/failingPeriods/minFailingPeriodsToAlert", v -> v.asInt() == 1);
    }

    private void sentinel(JsonNode rule) {
        fields(rule, Set.of("type", "apiVersion", "name", "kind", "properties"), Set.of());
        value(rule, "/apiVersion", v -> v.asText().equals("2024-09-01"));
        String[] parts = name.split("/Microsoft.SecurityInsights/", 2);
        if (parts.length != 2 || !GUID.matcher(parts[1]).matches()) {
            fault("the name is not WORKSPACE/Microsoft.SecurityInsights/GUID");
        }
        boolean scheduled = rule.path("kind").asText().equals("Scheduled");
        value(rule, "/kind", v -> Set.of("Scheduled", "NRT").contains(v.asText()));
        JsonNode properties = rule.path("properties");
        Set<String> schedule = Set.of("queryFrequency", "queryPeriod", "triggerOperator", "triggerThreshold");
        Set<String> known = new TreeSet<>(Set.of(
                "customDetails",
                "description",
                "displayName",
                "enabled",
                "entityMappings",
                "eventGroupingSettings",
                "incidentConfiguration",
                "query",
                "severity",
                "suppressionDuration",
                "suppressionEnabled",
                "tactics",
                "techniques"));
        if (scheduled) {
            known.addAll(schedule);
        }
        fields(properties, known, Set.of("customDetails"));
        value(properties, "/displayName", v -> v.isTextual() && v.textValue().length() <= 256);
        value(properties, "/description", v -> v.isTextual() && v.textValue().length() <= 5000);
        value(
                properties,
                "/severity",
                v -> Set.of("High", "Medium", "Low", "Informational").contains(v.asText()));
        value(properties, "/enabled", JsonNode::isBoolean);
        value(properties, "/suppressionEnabled", JsonNode::isBoolean);
        value(
                properties,
                "/suppressionDuration",
                v -> Durations.parse(v.asText()).isPresent());
        value(
                properties,
                "/query",
                v -> v.isTextual()
                        && v.textValue().length() <= 10_000
                        && !v.textValue().contains("##"));
        if (scheduled) {
            Duration least = Duration.ofMinutes(5);
            Duration most = Duration.ofDays(14);
            value(properties, "/queryFrequency", v -> within(v, least, most));
            value(properties, "/queryPeriod", v -> within(v, duration(properties.get("queryFrequency")), most));
            value(
                    properties,
                    "/triggerOperator",
                    v -> Set.of("Equal", "GreaterThan", "LessThan", "NotEqual").contains(v.asText()));
            value(properties, "/triggerThreshold", v -> v.isInt() && v.intValue() >= 0 && v.intValue() <= 10_000);
        }
        properties.path("tactics").forEach(t -> check(TACTICS.contains(t.asText()), "the tactic " + t));
        properties.path("techniques").forEach(t -> check(t.asText().matches("T\\d{4}"), "the technique " + t));
        value(properties, "/entityMappings", v -> v.size() >= 1 && v.size() <= 10);
        for (JsonNode entity : properties.path("entityMappings")) {
            value(entity, "/entityType", v -> ENTITIES.contains(v.asText()));
            value(entity, "/fieldMappings", v -> v.size() >= 1 && v.size() <= 3);
            entity.path("fieldMappings").forEach(f -> fields(f, Set.of("identifier", "columnName"), Set.of()));
        }
        check(properties.path("customDetails").size() <= 20, "more than 20 custom details");
        value(
                properties,
                "/eventGroupingSettings/aggregationKind",
                v -> Set.of("SingleAlert", "AlertPerResult").contains(v.asText()));
        value(properties, "/incidentConfiguration/createIncident", JsonNode::isBoolean);
        JsonNode grouping = properties.at("/incidentConfiguration/groupingConfiguration");
        fields(grouping, Set.of("enabled", "reopenClosedIncident", "lookbackDuration", "matchingMethod"), Set.of());
        value(grouping, "/lookbackDuration", v -> Durations.parse(v.asText()).isPresent());
        value(
                grouping,
                "/matchingMethod",
                v -> Set.of("AllEntities", "AnyAlert", "Selected").contains(v.asText()));
    }

    private static boolean within(JsonNode value, Duration least, Duration most) {
        return duration(value).compareTo(least) >= 0 && duration(value).compareTo(most) <= 0;
    }

    private static Duration duration(JsonNode value) {
        return value.asText().startsWith("P") ? Durations.parse(value.asText()).orElse(Duration.ZERO) : Duration.ZERO;
    }

    private void check(boolean holds, String words) {
        if (!holds) {
            fault(words);
        }
    }

    private void value(JsonNode holder, String pointer, Predicate<JsonNode> rule) {
        JsonNode value = holder.at(pointer);
        if (value.isMissingNode() || !rule.test(value)) {
            fault(pointer + " is " + value);
        }
    }

    /** That an object has these fields and no others; the optional ones may be absent. */
    private void fields(JsonNode object, Set<String> known, Set<String> optional) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            check(known.contains(field.getKey()), "an unknown field " + field.getKey());
        }
        known.stream().filter(k -> !optional.contains(k)).forEach(k -> check(object.has(k), "no field " + k));
    }
}
