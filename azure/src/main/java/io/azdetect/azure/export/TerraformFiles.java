package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.catalog.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Terraform: for Azure Monitor and for Microsoft Sentinel each a module of its own, with a file for each detection, which
 * has one variable for all of its values (<a
 * href="https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/monitor_scheduled_query_rules_alert_v2">
 * azurerm_monitor_scheduled_query_rules_alert_v2</a>, <a
 * href="https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/sentinel_alert_rule_scheduled">
 * azurerm_sentinel_alert_rule_scheduled</a>).
 */
final class TerraformFiles implements ExportFiles {
    /** Parameters of templates that the modules have as variables of their own, or not at all. */
    private static final Set<String> SHARED =
            Set.of("workspace", "location", "actionGroups", "enabled", "skipQueryValidation");

    @Override
    public Map<String, String> of(Map<String, List<Detection>> byTactic) {
        Map<String, String> files = new TreeMap<>();
        for (RuleTarget target : List.of(RuleTarget.MONITOR, RuleTarget.SENTINEL)) {
            files.put(target.folder() + "/main.tf", TerraformShared.text(target));
            byTactic.values()
                    .forEach(detections -> detections.stream()
                            .filter(d -> target.refusal(d).isEmpty())
                            .forEach(d -> files.put(target.folder() + "/" + d.slug() + ".tf", file(target, d))));
        }
        return files;
    }

    private static String file(RuleTarget target, Detection detection) {
        ArmTemplate template = target.template(detection);
        ObjectNode rule = target.rule(detection, "");
        String symbol = BicepFiles.symbol(detection);
        Hcl hcl = new Hcl();
        hcl.raw("# " + detection.name() + " (" + detection.techniqueId() + ", " + detection.version() + ")")
                .blank();
        variable(hcl, template, symbol, detection);
        hcl.blank();
        String query = query(template, "var." + symbol);
        if (target == RuleTarget.MONITOR) {
            hcl.block(
                    "resource \"azurerm_monitor_scheduled_query_rules_alert_v2\" " + Hcl.quoted(symbol),
                    body -> monitor(body, rule, symbol, query));
        } else {
            hcl.block(
                    "resource \"azurerm_sentinel_alert_rule_scheduled\" " + Hcl.quoted(symbol),
                    body -> sentinel(body, rule, symbol, query, detection.id()));
        }
        return hcl.text();
    }

    /** All of a detection's values, each with its default, so that one may be set without the others. */
    private static void variable(Hcl hcl, ArmTemplate template, String symbol, Detection detection) {
        hcl.block("variable " + Hcl.quoted(symbol), body -> {
            body.set("description", Hcl.quoted("Values of the detection " + detection.slug() + "."))
                    .blank();
            body.raw("type = object({");
            Hcl inner = new Hcl();
            inner.set("enabled", "optional(bool)");
            for (Map.Entry<String, JsonNode> parameter : template.parameters().properties()) {
                if (!SHARED.contains(parameter.getKey())) {
                    JsonNode initial = parameter.getValue().get("defaultValue");
                    inner.set(
                            parameter.getKey(), "optional(" + type(parameter.getValue()) + ", " + value(initial) + ")");
                }
            }
            inner.text().lines().forEach(line -> body.raw("  " + line));
            body.raw("})").blank();
            body.set("default", "{}").set("nullable", "false");
            for (Map.Entry<String, JsonNode> parameter : template.parameters().properties()) {
                JsonNode allowed = parameter.getValue().get("allowedValues");
                if (allowed != null) {
                    body.blank()
                            .block(
                                    "validation",
                                    rule -> rule.set(
                                                    "condition",
                                                    "contains(" + value(allowed) + ", var." + symbol + "."
                                                            + parameter.getKey() + ")")
                                            .set(
                                                    "error_message",
                                                    Hcl.quoted("The " + parameter.getKey() + " is one of "
                                                            + allowed.toString().replace("\"", "") + ".")));
                }
            }
        });
    }

    private static String type(JsonNode parameter) {
        return switch (parameter.path("type").asText()) {
            case "int" -> "number";
            case "bool" -> "bool";
            case "array" -> {
                List<JsonNode> items = new ArrayList<>();
                parameter.path("defaultValue").forEach(items::add);
                yield items.stream().allMatch(JsonNode::isTextual)
                        ? "list(string)"
                        : items.stream().allMatch(JsonNode::isNumber) ? "list(number)" : "any";
            }
            case "object" -> "any";
            default -> "string";
        };
    }

    private static String value(JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue();
            return Hcl.quoted(text.startsWith("[[") ? text.substring(1) : text);
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(v -> items.add(value(v)));
            return "[" + String.join(", ", items) + "]";
        }
        return value.toString();
    }

    /** The query, with the variable's values where the template has marks. */
    private static String query(ArmTemplate template, String variable) {
        String query = Hcl.escaped(template.variable("query").strip());
        for (Map.Entry<String, JsonNode> parameter : template.parameters().properties()) {
            String name = parameter.getKey();
            String mark = "##" + name + "##";
            String value = variable + "." + name;
            String type = parameter.getValue().path("type").asText();
            String words = type.equals("array") || type.equals("object")
                    ? "${jsonencode(" + value + ")}"
                    : query.contains("\"" + mark + "\"")
                            ? "${replace(replace(" + value + ", \"\\\\\", \"\\\\\\\\\"), \"\\\"\", \"\\\\\\\"\")}"
                            : "${" + value + "}";
            query = query.replace(mark, words);
        }
        StringBuilder lines = new StringBuilder("<<-KQL\n");
        query.lines()
                .forEach(line ->
                        lines.append(line.isBlank() ? "" : "    " + line).append('\n'));
        return lines.append("  KQL").toString();
    }

    private static void monitor(Hcl body, ObjectNode rule, String symbol, String query) {
        JsonNode properties = rule.get("properties");
        String variable = "var." + symbol;
        body.set("name", value(rule.get("name")))
                .set("display_name", value(properties.get("displayName")))
                .set("description", value(properties.get("description")))
                .set("resource_group_name", "var.resource_group_name")
                .set("location", "local.location")
                .set("scopes", "[var.workspace_id]")
                .set("enabled", "coalesce(" + variable + ".enabled, var.enabled)")
                .set("severity", variable + ".severity")
                .set("evaluation_frequency", variable + ".evaluationFrequency")
                .set("window_duration", variable + ".windowSize")
                .set("auto_mitigation_enabled", properties.get("autoMitigate").asText())
                .set("skip_query_validation", "var.skip_query_validation")
                .blank();
        JsonNode condition = properties.at("/criteria/allOf/0");
        body.block("criteria", criteria -> {
            criteria.set("time_aggregation_method", value(condition.get("timeAggregation")))
                    .set("operator", value(condition.get("operator")).replace("Equals", "Equal"))
                    .set("threshold", condition.get("threshold").asText())
                    .blank();
            criteria.setLines("query", indented(query));
            for (JsonNode dimension : condition.get("dimensions")) {
                criteria.block(
                                "dimension",
                                d -> d.set("name", value(dimension.get("name")))
                                        .set("operator", value(dimension.get("operator")))
                                        .set("values", value(dimension.get("values"))))
                        .blank();
            }
            criteria.block(
                    "failing_periods",
                    periods -> periods.set("minimum_failing_periods_to_trigger_alert", "1")
                            .set("number_of_evaluation_periods", "1"));
        });
        body.blank().block("action", action -> action.set("action_groups", "var.action_groups"));
        body.blank()
                .block(
                        "tags =",
                        tags -> rule.get("tags").properties().forEach(t -> tags.set(t.getKey(), value(t.getValue()))));
    }

    /** Two more spaces in front of each line but the first. */
    private static String indented(String lines) {
        return lines.replaceAll("\\n(?=[^\\n])", "\n  ");
    }

    private static void sentinel(Hcl body, ObjectNode rule, String symbol, String query, String id) {
        JsonNode properties = rule.get("properties");
        String variable = "var." + symbol;
        body.set("name", Hcl.quoted(id))
                .set("display_name", value(properties.get("displayName")))
                .set("description", value(properties.get("description")))
                .set("log_analytics_workspace_id", "var.workspace_id")
                .set("enabled", "coalesce(" + variable + ".enabled, var.enabled)")
                .set("severity", variable + ".severity")
                .set("query_frequency", variable + ".queryFrequency")
                .set("query_period", variable + ".queryPeriod")
                .set("trigger_operator", value(properties.get("triggerOperator")))
                .set("trigger_threshold", properties.get("triggerThreshold").asText())
                .set("tactics", value(properties.get("tactics")))
                .set("techniques", value(properties.get("techniques")))
                .blank();
        body.setLines("query", query);
        if (properties.has("customDetails")) {
            body.block(
                            "custom_details =",
                            details -> properties
                                    .get("customDetails")
                                    .properties()
                                    .forEach(d -> details.set(d.getKey(), value(d.getValue()))))
                    .blank();
        }
        for (JsonNode entity : properties.get("entityMappings")) {
            body.block("entity_mapping", mapping -> {
                        mapping.set("entity_type", value(entity.get("entityType")));
                        for (JsonNode field : entity.get("fieldMappings")) {
                            mapping.blank()
                                    .block(
                                            "field_mapping",
                                            f -> f.set("identifier", value(field.get("identifier")))
                                                    .set("column_name", value(field.get("columnName"))));
                        }
                    })
                    .blank();
        }
        body.block(
                        "event_grouping",
                        grouping -> grouping.set(
                                "aggregation_method", value(properties.at("/eventGroupingSettings/aggregationKind"))))
                .blank();
        JsonNode incidents = properties.at("/incidentConfiguration/groupingConfiguration");
        body.block(
                "incident",
                incident -> incident.set("create_incident_enabled", "true")
                        .blank()
                        .block(
                                "grouping",
                                grouping -> grouping.set(
                                                "enabled",
                                                incidents.get("enabled").asText())
                                        .set(
                                                "reopen_closed_incidents",
                                                incidents
                                                        .get("reopenClosedIncident")
                                                        .asText())
                                        .set("lookback_duration", value(incidents.get("lookbackDuration")))
                                        .set("entity_matching_method", value(incidents.get("matchingMethod")))));
    }
}
