package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.EntityMapping;
import io.azdetect.catalog.Severity;
import io.azdetect.catalog.Trigger;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import io.azdetect.telemetry.schema.TableSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A detection as a log search alert rule of Azure Monitor: {@code Microsoft.Insights/scheduledQueryRules} of API version
 * 2023-12-01. Its frequencies and windows are those of <a
 * href="https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule">the documentation</a>.
 */
final class MonitorRule {
    static final String TYPE = "Microsoft.Insights/scheduledQueryRules";
    static final String API_VERSION = "2023-12-01";

    private static final List<Duration> FREQUENCIES = Stream.of(5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440)
            .map(Duration::ofMinutes)
            .toList();

    private static final List<Duration> WINDOWS =
            Stream.concat(FREQUENCIES.stream(), Stream.of(Duration.ofDays(2))).toList();

    private static final int MOST_DIMENSIONS = 6;

    private MonitorRule() {}

    /** Why Azure Monitor cannot run a detection; empty when it can. */
    static Optional<String> refusal(Detection detection) {
        Duration frequency = detection.schedule().frequency();
        Duration period = detection.schedule().period();
        if (window(period).isEmpty()) {
            return Optional.of("it looks back " + period.toHours()
                    + " hours, and an alert rule of Azure Monitor 48 at most;" + " export it for Sentinel");
        }
        if (!FREQUENCIES.contains(frequency)) {
            return Optional.of("an alert rule of Azure Monitor cannot run every " + frequency);
        }
        if (detection.trigger().comparison() == Trigger.Comparison.NOT_EQUAL) {
            return Optional.of("Azure Monitor has no condition 'not equal'; export it for Sentinel");
        }
        return Optional.empty();
    }

    /** How often a rule may run, as the API writes it. */
    static List<String> frequencies() {
        return FREQUENCIES.stream().map(MonitorRule::iso).toList();
    }

    /** How far back a rule may look, as the API writes it. */
    static List<String> windows() {
        return WINDOWS.stream().map(MonitorRule::iso).toList();
    }

    /** The API writes days as days. */
    static String iso(Duration length) {
        return length.toHours() >= 24 && length.toMinutes() % (24 * 60) == 0
                ? "P" + length.toDays() + "D"
                : length.toString();
    }

    /** The shortest window that shows all of a period. */
    static Optional<Duration> window(Duration period) {
        return WINDOWS.stream().filter(w -> w.compareTo(period) >= 0).findFirst();
    }

    /** Adds the parameters that all rules of a template share. */
    static void declareShared(ArmTemplate template) {
        template.parameter(
                "workspace", "string", null, "The resource id of the Log Analytics workspace that the rules query.");
        template.parameter(
                "location",
                "string",
                TextNode.valueOf(""),
                "The region of the workspace; that of the resource group when empty.");
        template.parameter(
                "actionGroups",
                "array",
                ArmTemplate.object().arrayNode(),
                "Resource ids of the action groups that are told of an alert.");
        template.parameter("enabled", "bool", BooleanNode.TRUE, "Whether the rules run as soon as they are deployed.");
        template.parameter(
                "skipQueryValidation",
                "bool",
                BooleanNode.TRUE,
                "Whether rules are deployed even while tables that they query are not in the workspace yet.");
    }

    /**
     * The rule.
     *
     * @param query a text, or an expression in brackets
     * @param severity the same for a severity
     */
    static ObjectNode resource(Detection detection, String query, Object severity) {
        ObjectNode rule = ArmTemplate.object();
        rule.put("type", TYPE)
                .put("apiVersion", API_VERSION)
                .put("name", "azdetect-" + detection.slug())
                .put(
                        "location",
                        "[if(empty(parameters('location')), resourceGroup().location, parameters('location'))]")
                .put("kind", "LogAlert");
        rule.putObject("tags").put("azdetect-id", detection.id()).put("azdetect-version", detection.version());
        ObjectNode properties = rule.putObject("properties");
        properties
                .put("displayName", ArmTemplate.literal(detection.name()))
                .put("description", ArmTemplate.literal(detection.description().strip()));
        if (severity instanceof Integer level) {
            properties.put("severity", level);
        } else {
            properties.put("severity", (String) severity);
        }
        Duration frequency = detection.schedule().frequency();
        Duration period = detection.schedule().period();
        properties.put("enabled", "[parameters('enabled')]");
        properties.putArray("scopes").add("[parameters('workspace')]");
        properties
                .put("evaluationFrequency", iso(frequency))
                .put("windowSize", iso(window(period).orElseThrow()));
        properties.set("criteria", criteria(detection, query));
        // Windows that overlap show a record twice: an alert that stays fired until it is over tells of it once.
        properties
                .put("autoMitigate", period.compareTo(frequency) > 0)
                .put("skipQueryValidation", "[parameters('skipQueryValidation')]");
        properties.putObject("actions").put("actionGroups", "[parameters('actionGroups')]");
        return rule;
    }

    private static ObjectNode criteria(Detection detection, String query) {
        ObjectNode criteria = ArmTemplate.object();
        ObjectNode condition = criteria.putArray("allOf").addObject();
        condition
                .put("query", query)
                .put("timeAggregation", "Count")
                .put(
                        "operator",
                        switch (detection.trigger().comparison()) {
                            case GREATER_THAN -> "GreaterThan";
                            case LESS_THAN -> "LessThan";
                            case EQUAL -> "Equals";
                            case NOT_EQUAL -> throw new IllegalArgumentException(detection + " cannot run here");
                        })
                .put("threshold", detection.trigger().threshold());
        ArrayNode dimensions = condition.putArray("dimensions");
        for (String column : dimensions(detection)) {
            dimensions
                    .addObject()
                    .put("name", column)
                    .put("operator", "Include")
                    .putArray("values")
                    .add("*");
        }
        condition
                .putObject("failingPeriods")
                .put("numberOfEvaluationPeriods", 1)
                .put("minFailingPeriodsToAlert", 1);
        return criteria;
    }

    /** The result's text columns that name entities: an alert for each combination, and it says whom it is about. */
    private static Set<String> dimensions(Detection detection) {
        Set<String> texts = new LinkedHashSet<>();
        KqlCompiler.compile(detection.query(), TableSchemas.builtIn(), CompileOptions.at(Instant.EPOCH))
                .columns()
                .stream()
                .filter(c -> c.type() == KqlType.STRING)
                .map(Column::name)
                .forEach(texts::add);
        Set<String> dimensions = new LinkedHashSet<>();
        for (EntityMapping mapping : detection.entityMappings()) {
            for (EntityMapping.FieldMapping field : mapping.fields()) {
                if (texts.contains(field.column()) && dimensions.size() < MOST_DIMENSIONS) {
                    dimensions.add(field.column());
                }
            }
        }
        return dimensions;
    }

    /** Azure Monitor's severity: 0 is the worst, which no detection claims. */
    static int severity(Severity severity) {
        return switch (severity) {
            case HIGH -> 1;
            case MEDIUM -> 2;
            case LOW -> 3;
            case INFORMATIONAL -> 4;
        };
    }
}
