package io.azdetect.azure.telemetry;

import io.azdetect.catalog.Detection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a set of detections needs to be logged.
 *
 * @param categories by the source and the kind of resource that writes them
 * @param scriptBlocks whether PowerShell's script blocks (event 4104) of Windows machines are needed
 * @param syslog whether the Syslog of Linux machines is needed
 * @param byHand what no template here switches on, each with the detections that need it
 */
record TelemetryNeed(
        Map<LogSource, Map<String, Set<String>>> categories,
        boolean scriptBlocks,
        boolean syslog,
        Map<String, List<Detection>> byHand) {
    static TelemetryNeed of(List<Detection> detections) {
        Map<LogSource, Map<String, Set<String>>> categories = new TreeMap<>();
        Map<String, List<Detection>> byHand = new LinkedHashMap<>();
        for (Detection detection : detections) {
            for (String line : detection.telemetry().diagnosticSettings()) {
                boolean known = isScriptBlockRule(line);
                for (LogSource source : LogSource.values()) {
                    Map<String, List<String>> asked = LogSource.asked(source, line);
                    known |= !asked.isEmpty();
                    asked.forEach((kind, names) -> categories
                            .computeIfAbsent(source, s -> new TreeMap<>())
                            .computeIfAbsent(kind, k -> new TreeSet<>())
                            .addAll(names));
                }
                if (!known) {
                    byHand.computeIfAbsent(line.strip(), l -> new ArrayList<>()).add(detection);
                }
            }
        }
        return new TelemetryNeed(
                categories,
                detections.stream()
                        .anyMatch(d ->
                                d.telemetry().diagnosticSettings().stream().anyMatch(TelemetryNeed::isScriptBlockRule)),
                detections.stream().anyMatch(d -> d.telemetry().tables().contains("Syslog")),
                byHand);
    }

    private static boolean isScriptBlockRule(String line) {
        return line.contains("data collection rule") && line.contains("Microsoft-Windows-PowerShell/Operational");
    }

    /** The categories that resources write, by their kind. */
    Map<String, Set<String>> resourceCategories() {
        Map<String, Set<String>> resources = new TreeMap<>();
        categories
                .values()
                .forEach(kinds -> kinds.forEach((kind, names) -> {
                    if (!kind.isEmpty()) {
                        resources.put(kind, names);
                    }
                }));
        return resources;
    }

    /** The categories of a source that writes without resources. */
    Set<String> of(LogSource source) {
        return categories.getOrDefault(source, Map.of()).getOrDefault("", Set.of());
    }
}
