package io.azdetect.cli.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.catalog.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Noise and recall as they were measured, from what {@code azdetect noise --format json} wrote. */
final class MeasuredNoise {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode noise;
    private final JsonNode recall;

    private MeasuredNoise(JsonNode noise, JsonNode recall) {
        this.noise = noise;
        this.recall = recall;
    }

    /** Of {@code noise.json} and {@code recall.json} in a folder; what is not there was not measured. */
    static MeasuredNoise in(Path folder) throws IOException {
        return new MeasuredNoise(read(folder.resolve("noise.json")), read(folder.resolve("recall.json")));
    }

    private static JsonNode read(Path file) throws IOException {
        return Files.exists(file) ? JSON.readTree(Files.readString(file)) : JSON.createObjectNode();
    }

    /** How many rows of the table the everyday work of the measured tenant makes in a day. */
    Optional<String> rowsADay(String table) {
        JsonNode rows = noise.path("tables").path(table);
        return rows.isMissingNode()
                ? Optional.empty()
                : Optional.of(String.format(
                        java.util.Locale.ENGLISH,
                        "%,d",
                        Math.max(
                                1,
                                rows.asLong() / Math.max(1, noise.path("days").asLong()))));
    }

    void write(StringBuilder page, List<Detection> detections, Function<Detection, String> link) {
        if (!noise.has("noise")) {
            return;
        }
        Map<String, Detection> bySlug = new LinkedHashMap<>();
        detections.forEach(d -> bySlug.put(d.slug(), d));
        noise(page, bySlug, link);
        if (recall.has("injections")) {
            recall(page, bySlug, link);
        }
    }

    private void noise(StringBuilder page, Map<String, Detection> bySlug, Function<Detection, String> link) {
        List<JsonNode> measured = new ArrayList<>();
        noise.path("noise").forEach(d -> {
            if (bySlug.containsKey(d.path("detection").asText())) {
                measured.add(d);
            }
        });
        long within =
                measured.stream().filter(d -> d.path("within").asBoolean()).count();
        long silent =
                measured.stream().filter(d -> d.path("alerts").asInt() == 0).count();
        page.append("\n## Noise\n\n    ").append(noise.path("command").asText()).append("\n\n");
        page.append(
                        "Everyday work of a made-up tenant, with detections as they are shipped: no allow-list"
                                + " is filled in. Budgets for 30 days: high 1 alert, medium 5, low 30, informational any number. ")
                .append(within)
                .append(" of ")
                .append(measured.size())
                .append(" measured detections are within theirs, and ")
                .append(silent)
                .append(" raised nothing. The others:\n\n");
        page.append("| detection | severity | alerts | budget | |\n| --- | --- | ---:| ---:| --- |\n");
        measured.stream()
                .filter(d -> d.path("alerts").asInt() > 0 || !d.path("within").asBoolean())
                .sorted(Comparator.comparing((JsonNode d) -> d.path("within").asBoolean())
                        .thenComparing(d -> -d.path("alerts").asInt()))
                .forEach(d -> page.append("| ")
                        .append(link.apply(bySlug.get(d.path("detection").asText())))
                        .append(" | ")
                        .append(d.path("severity").asText())
                        .append(" | ")
                        .append(d.path("alerts").asInt())
                        .append(" | ")
                        .append(
                                d.path("budget").isNull()
                                        ? "any"
                                        : d.path("budget").asText())
                        .append(d.path("within").asBoolean() ? " | |\n" : " | over |\n"));
    }

    private void recall(StringBuilder page, Map<String, Detection> bySlug, Function<Detection, String> link) {
        List<JsonNode> injections = new ArrayList<>();
        recall.path("injections").forEach(injections::add);
        long found =
                injections.stream().filter(i -> !i.path("alerts").isEmpty()).count();
        page.append("\n## Recall\n\n    ")
                .append(recall.path("command").asText())
                .append("\n\n");
        page.append(
                        "The same work with an attack for every detection in it: what its first firing test tells, done by a"
                                + " random person of the tenant at a random time. ")
                .append(found)
                .append(" of ")
                .append(injections.size())
                .append(" attacks were alerted on by the detection that is meant for them.\n\n");
        page.append(
                "| attack | techniques | began | alerts | seen by others as well |\n| --- | --- | --- | ---:| --- |\n");
        for (JsonNode injection : injections) {
            String id = injection.path("id").asText();
            TreeSet<String> techniques = new TreeSet<>();
            injection.path("techniques").forEach(t -> techniques.add(t.asText()));
            injection.path("stratus").forEach(t -> techniques.add(t.asText()));
            TreeSet<String> others = new TreeSet<>();
            injection
                    .path("alertsOfOthers")
                    .forEach(a -> others.add(a.path("detection").asText()));
            int alerts = injection.path("alerts").size();
            page.append("| ")
                    .append(bySlug.containsKey(id) ? link.apply(bySlug.get(id)) : id)
                    .append(" | ")
                    .append(String.join(", ", techniques))
                    .append(" | ")
                    .append(injection.path("begin").asText().replaceFirst("T(\\d\\d:\\d\\d).*", " $1"))
                    .append(" | ")
                    .append(alerts == 0 ? "missed" : Integer.toString(alerts))
                    .append(" | ")
                    .append(String.join(", ", others))
                    .append(" |\n");
        }
    }
}
