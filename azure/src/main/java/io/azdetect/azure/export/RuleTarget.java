package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What runs the rules: Azure Monitor or Microsoft Sentinel. Every other format is written from its templates. */
enum RuleTarget {
    MONITOR {
        @Override
        Optional<String> refusal(Detection detection) {
            return MonitorRule.refusal(detection);
        }

        @Override
        void declareShared(ArmTemplate template) {
            MonitorRule.declareShared(template);
        }

        @Override
        ObjectNode rule(Detection detection, String query) {
            return MonitorRule.resource(detection, query, MonitorRule.severity(detection.severity()));
        }

        @Override
        void declareOwn(ArmTemplate template, Detection detection) {
            ObjectNode properties = properties(rule(detection, ""));
            own(
                    template,
                    "severity",
                    "int",
                    properties.get("severity"),
                    "From 0, critical, to 4, verbose.",
                    List.of(0, 1, 2, 3, 4));
            own(
                    template,
                    "evaluationFrequency",
                    "string",
                    properties.get("evaluationFrequency"),
                    "How often the rule runs.",
                    MonitorRule.frequencies());
            own(
                    template,
                    "windowSize",
                    "string",
                    properties.get("windowSize"),
                    "How far back each run looks; no shorter than the query compares, and no shorter than from one run to"
                            + " the next.",
                    MonitorRule.windows());
        }

        @Override
        List<String> replaced(Detection detection) {
            return List.of("severity", "evaluationFrequency", "windowSize");
        }
    },

    SENTINEL {
        @Override
        Optional<String> refusal(Detection detection) {
            return Optional.empty();
        }

        @Override
        void declareShared(ArmTemplate template) {
            SentinelRule.declareShared(template);
        }

        @Override
        ObjectNode rule(Detection detection, String query) {
            return SentinelRule.resource(detection, query, detection.severity().displayName());
        }

        @Override
        void declareOwn(ArmTemplate template, Detection detection) {
            ObjectNode properties = properties(rule(detection, ""));
            declareSeverity(template, detection);
            own(
                    template,
                    "queryFrequency",
                    "string",
                    properties.get("queryFrequency"),
                    "How often the rule runs, from PT5M to P14D.",
                    List.of());
            own(
                    template,
                    "queryPeriod",
                    "string",
                    properties.get("queryPeriod"),
                    "How far back each run looks, up to P14D; no shorter than the query compares, and no shorter than from"
                            + " one run to the next.",
                    List.of());
        }

        @Override
        List<String> replaced(Detection detection) {
            return List.of("severity", "queryFrequency", "queryPeriod");
        }
    },

    /** Microsoft Sentinel's near-real-time rules where a detection can be one, and scheduled ones where not. */
    NEAR_REAL_TIME {
        @Override
        Optional<String> refusal(Detection detection) {
            return Optional.empty();
        }

        @Override
        void declareShared(ArmTemplate template) {
            SentinelRule.declareShared(template);
        }

        @Override
        ObjectNode rule(Detection detection, String query) {
            ObjectNode rule = SENTINEL.rule(detection, query);
            return NearRealTime.refusal(detection).isPresent() ? rule : NearRealTime.of(rule);
        }

        @Override
        void declareOwn(ArmTemplate template, Detection detection) {
            if (NearRealTime.refusal(detection).isPresent()) {
                SENTINEL.declareOwn(template, detection);
            } else {
                declareSeverity(template, detection);
            }
        }

        @Override
        List<String> replaced(Detection detection) {
            return NearRealTime.refusal(detection).isPresent() ? SENTINEL.replaced(detection) : List.of("severity");
        }
    };

    /** Why it cannot run a detection; empty when it can. */
    abstract Optional<String> refusal(Detection detection);

    /** Adds the parameters that all rules of a template share. */
    abstract void declareShared(ArmTemplate template);

    /** The rule as a resource of a template, with the detection's own severity and schedule. */
    abstract ObjectNode rule(Detection detection, String query);

    /** Adds the parameters that a template of one rule has beside the shared ones and the detection's. */
    abstract void declareOwn(ArmTemplate template, Detection detection);

    /** The properties of a rule that those parameters replace, by whose names. */
    abstract List<String> replaced(Detection detection);

    /** As folders are named. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A template of one detection, all of whose values the deployer may set. */
    ArmTemplate template(Detection detection) {
        ArmTemplate template = new ArmTemplate(detection.name());
        declareShared(template);
        declareOwn(template, detection);
        ObjectNode rule = rule(detection, QueryParameters.declare(detection, template));
        replaced(detection).forEach(name -> properties(rule).put(name, "[parameters('" + name + "')]"));
        template.resource(rule);
        return template;
    }

    /** A template of several detections, each with its defaults. */
    ArmTemplate bundle(List<Detection> detections, String description) {
        ArmTemplate template = new ArmTemplate(description);
        declareShared(template);
        detections.forEach(d -> template.resource(rule(d, ArmTemplate.literal(d.query()))));
        return template;
    }

    private static void declareSeverity(ArmTemplate template, Detection detection) {
        own(
                template,
                "severity",
                "string",
                TextNode.valueOf(detection.severity().displayName()),
                "The severity of its alerts.",
                Arrays.stream(Severity.values()).map(Severity::displayName).toList());
    }

    static ObjectNode properties(ObjectNode rule) {
        return (ObjectNode) rule.get("properties");
    }

    private static void own(
            ArmTemplate template, String name, String type, JsonNode value, String description, List<?> allowed) {
        ObjectNode parameter = template.parameter(name, type, value, description);
        if (!allowed.isEmpty()) {
            ArrayNode values = parameter.putArray("allowedValues");
            allowed.forEach(
                    v -> values.add(v instanceof Integer i ? IntNode.valueOf(i) : TextNode.valueOf((String) v)));
        }
    }
}
