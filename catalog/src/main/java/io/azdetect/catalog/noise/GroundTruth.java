package io.azdetect.catalog.noise;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.azdetect.catalog.noise.Injection.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is hidden in simulated logs, written beside them for those who want to check what was found. */
public final class GroundTruth {
    static final String JSON_FILE = "GROUND_TRUTH.json";
    static final String PAGE = "GROUND_TRUTH.md";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private GroundTruth() {}

    /** Writes {@value #JSON_FILE} and {@value #PAGE} into the folder of the logs. */
    public static void write(Path folder, List<Injection> injections) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(PAGE), page(injections), StandardCharsets.UTF_8);
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Injection injection : injections) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", injection.id());
            entry.put("title", injection.title());
            entry.put("techniques", injection.techniques());
            entry.put("stratus", injection.stratus());
            entry.put("detections", injection.expected());
            entry.put("begin", injection.begin().toString());
            entry.put("end", injection.end().toString());
            entry.put("who", injection.who().stream().sorted().toList());
            entry.put("from", injection.from().stream().sorted().toList());
            entry.put("on", injection.on().stream().sorted().toList());
            entry.put("records", injection.events().size());
            entry.put(
                    "steps", injection.steps().stream().map(GroundTruth::entry).toList());
            entries.add(entry);
        }
        Files.writeString(
                folder.resolve(JSON_FILE),
                JSON.writeValueAsString(Map.of("injections", entries)) + "\n",
                StandardCharsets.UTF_8);
    }

    private static Map<String, Object> entry(Step step) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", step.name());
        entry.put("techniques", step.techniques());
        entry.put("detections", step.expected());
        entry.put("begin", step.begin().toString());
        entry.put("end", step.end().toString());
        return entry;
    }

    private static String page(List<Injection> injections) {
        StringBuilder page = new StringBuilder("# What is hidden in these logs\n\n");
        if (injections.isEmpty()) {
            return page.append("Nothing: all of it is everyday work.\n").toString();
        }
        page.append(injections.size())
                .append(" attacks; everything else is everyday work. Times are UTC.\n\n")
                .append("| when | what | technique | who | from | on what | should alert |\n")
                .append("| --- | --- | --- | --- | --- | --- | --- |\n");
        injections.stream()
                .sorted(java.util.Comparator.comparing(Injection::begin))
                .forEach(injection -> page.append("| ")
                        .append(TIME.format(injection.begin()))
                        .append(" | ")
                        .append(cell(List.of(injection.title())))
                        .append(" | ")
                        .append(cell(injection.techniques()))
                        .append(" | ")
                        .append(cell(injection.who()))
                        .append(" | ")
                        .append(cell(injection.from()))
                        .append(" | ")
                        .append(cell(injection.on()))
                        .append(" | ")
                        .append(cell(injection.expected()))
                        .append(" |\n"));
        injections.stream().filter(Injection::isChain).forEach(chain -> steps(page, chain));
        return page.toString();
    }

    private static void steps(StringBuilder page, Injection chain) {
        page.append("\n## ")
                .append(chain.title())
                .append("\n\n| when | step | technique | should alert |\n| --- | --- | --- | --- |\n");
        for (Step step : chain.steps()) {
            page.append("| ")
                    .append(TIME.format(step.begin()))
                    .append(" | ")
                    .append(cell(List.of(step.name())))
                    .append(" | ")
                    .append(cell(step.techniques()))
                    .append(" | ")
                    .append(cell(step.expected()))
                    .append(" |\n");
        }
    }

    private static String cell(Collection<String> values) {
        return values.stream().sorted().map(value -> value.replace("|", "\\|")).collect(Collectors.joining(", "));
    }
}
