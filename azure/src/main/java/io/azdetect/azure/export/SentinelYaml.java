package io.azdetect.azure.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.azdetect.catalog.Detection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rule files as the repository Azure-Sentinel has them, with nothing in them that only we know. */
final class SentinelYaml implements ExportFiles {
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    @Override
    public Map<String, String> of(Map<String, List<Detection>> byTactic) {
        Map<String, String> files = new TreeMap<>();
        byTactic.forEach(
                (tactic, detections) -> detections.forEach(d -> files.put(tactic + "/" + d.slug() + ".yaml", text(d))));
        return files;
    }

    private static String text(Detection detection) {
        ObjectNode properties = RuleTarget.properties(RuleTarget.SENTINEL.rule(detection, ""));
        ObjectNode file = YAML.createObjectNode();
        file.put("id", detection.id())
                .put("name", detection.name())
                .put("description", detection.description())
                .put("severity", detection.severity().displayName())
                .put("status", "Available");
        ArrayNode connectors = file.putArray("requiredDataConnectors");
        detection.telemetry().connectors().forEach(connector -> {
            ArrayNode types =
                    connectors.addObject().put("connectorId", connector.id()).putArray("dataTypes");
            connector.dataTypes().forEach(types::add);
        });
        file.put("queryFrequency", words(detection.schedule().frequency().toMinutes()))
                .put("queryPeriod", words(detection.schedule().period().toMinutes()))
                .put("triggerOperator", detection.trigger().comparison().shortName())
                .put("triggerThreshold", detection.trigger().threshold());
        file.set("tactics", properties.get("tactics"));
        ArrayNode techniques = file.putArray("relevantTechniques");
        detection.relevantTechniques().forEach(techniques::add);
        file.put("query", detection.query());
        file.set("entityMappings", properties.get("entityMappings"));
        if (properties.has("customDetails")) {
            file.set("customDetails", properties.get("customDetails"));
        }
        file.set("eventGroupingSettings", properties.get("eventGroupingSettings"));
        file.set("incidentConfiguration", properties.get("incidentConfiguration"));
        file.put("version", detection.version()).put("kind", "Scheduled");
        try {
            return YAML.writeValueAsString(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(detection + " cannot be written as YAML", e);
        }
    }

    /** Days, hours or minutes as these files write them. */
    private static String words(long minutes) {
        return minutes % (24 * 60) == 0
                ? minutes / 24 / 60 + "d"
                : minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
    }
}
