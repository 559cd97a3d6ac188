package io.azdetect.azure.export;

import io.azdetect.catalog.Detection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The queries alone, each with a head that says what it is. */
final class QueryFiles implements ExportFiles {
    @Override
    public Map<String, String> of(Map<String, List<Detection>> byTactic) {
        Map<String, String> files = new TreeMap<>();
        byTactic.forEach(
                (tactic, detections) -> detections.forEach(d -> files.put(tactic + "/" + d.slug() + ".kql", query(d))));
        return files;
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
