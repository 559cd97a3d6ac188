package io.azdetect.azure.export;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Severity;
import io.azdetect.catalog.Tactic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes detections into a folder: a file for each in a folder of its tactic, and for templates one more for each tactic and
 * one for all ({@value #BUNDLE}), which a single deployment takes.
 */
public final class Export {
    private static final String BUNDLE = "azuredeploy.json";

    private final ExportFormat format;

    public Export(ExportFormat format) {
        this.format = requireNonNull(format, "format");
    }

    /**
     * What came of an export.
     *
     * @param files those written, below the folder, in order
     * @param refused the detections that the target cannot run, and why
     */
    public record Report(List<Path> files, Map<Detection, String> refused) {
        public Report {
            files = List.copyOf(files);
            refused = new LinkedHashMap<>(refused);
        }
    }

    /**
     * Writes the files; those of the same names are replaced.
     *
     * @throws IOException when a file cannot be written
     */
    public Report write(List<Detection> detections, Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Map<Detection, String> refused = new LinkedHashMap<>();
        Map<String, List<Detection>> byTactic = new TreeMap<>();
        for (Detection detection : detections) {
            Optional<String> refusal = format == ExportFormat.ARM ? MonitorRule.refusal(detection) : Optional.empty();
            if (refusal.isPresent()) {
                refused.put(detection, refusal.get());
                continue;
            }
            String tactic = detection.tactic().map(Export::folderOf).orElse("other");
            byTactic.computeIfAbsent(tactic, t -> new ArrayList<>()).add(detection);
            String file = tactic + "/" + detection.slug();
            if (format == ExportFormat.KQL) {
                texts.put(file + ".kql", query(detection));
            } else {
                texts.put(file + ".json", template(detection));
            }
        }
        if (format != ExportFormat.KQL) {
            List<Detection> all = new ArrayList<>();
            byTactic.forEach((tactic, some) -> {
                texts.put(tactic + "/" + BUNDLE, bundle(some, "The detections of the tactic " + tactic + "."));
                all.addAll(some);
            });
            if (!all.isEmpty()) {
                texts.put(BUNDLE, bundle(all, "All detections."));
            }
        }
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = folder.resolve(text.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.getValue());
            files.add(folder.relativize(file));
        }
        return new Report(files, refused);
    }

    private static String folderOf(Tactic tactic) {
        return tactic.displayName().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** A template of one detection, whose severity and own parameters the deployer may set. */
    private String template(Detection detection) {
        ArmTemplate template = new ArmTemplate(detection.name());
        if (format == ExportFormat.ARM) {
            MonitorRule.declareShared(template);
            template.parameter(
                            "severity",
                            "int",
                            IntNode.valueOf(MonitorRule.severity(detection.severity())),
                            "From 0, critical, to 4, verbose.")
                    .set("allowedValues", values(List.of(0, 1, 2, 3, 4)));
            String query = QueryParameters.declare(detection, template);
            template.resource(MonitorRule.resource(detection, query, "[parameters('severity')]"));
        } else {
            SentinelRule.declareShared(template);
            template.parameter(
                            "severity",
                            "string",
                            TextNode.valueOf(detection.severity().displayName()),
                            "The severity of its alerts.")
                    .set("allowedValues", severities());
            String query = QueryParameters.declare(detection, template);
            template.resource(SentinelRule.resource(detection, query, "[parameters('severity')]"));
        }
        return template.text();
    }

    /** A template of several, each with its defaults. */
    private String bundle(List<Detection> detections, String description) {
        ArmTemplate template = new ArmTemplate(description);
        if (format == ExportFormat.ARM) {
            MonitorRule.declareShared(template);
            detections.forEach(d -> template.resource(
                    MonitorRule.resource(d, ArmTemplate.literal(d.query()), MonitorRule.severity(d.severity()))));
        } else {
            SentinelRule.declareShared(template);
            detections.forEach(d -> template.resource(SentinelRule.resource(
                    d, ArmTemplate.literal(d.query()), d.severity().displayName())));
        }
        String text = template.text();
        if (template.size() > ArmTemplate.MOST_RESOURCES
                || text.getBytes(StandardCharsets.UTF_8).length > ArmTemplate.MOST_BYTES) {
            throw new IllegalArgumentException(template.size()
                    + " rules do not fit into one template of Azure Resource Manager, which takes "
                    + ArmTemplate.MOST_RESOURCES + " resources and 4 MB; choose some with --tactic or --technique");
        }
        return text;
    }

    private static ArrayNode values(List<Integer> values) {
        ArrayNode array = ArmTemplate.object().arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static ArrayNode severities() {
        ArrayNode array = ArmTemplate.object().arrayNode();
        Arrays.stream(Severity.values()).forEach(s -> array.add(s.displayName()));
        return array;
    }

    private static String query(Detection detection) {
        StringBuilder text = new StringBuilder();
        text.append("// ").append(detection.name()).append('\n');
        text.append("// ")
                .append(detection.techniqueId())
                .append(", ")
                .append(detection.severity().displayName())
                .append(", every ")
                .append(detection.schedule().frequency())
                .append(" over ")
                .append(detection.schedule().period())
                .append('\n');
        detection
                .description()
                .strip()
                .lines()
                .forEach(line -> text.append("// ").append(line).append('\n'));
        return text.append(detection.query().strip()).append('\n').toString();
    }
}
