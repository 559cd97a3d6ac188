package io.azdetect.catalog.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.azdetect.catalog.Severity;
import io.azdetect.catalog.Tactic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A detection file in the making: what the rule says, and marks where it says nothing that a detection has to say. */
final class RuleDraft {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    /** Where it stands in its file. */
    final int line;

    String id = "";

    /** Of what an id is made for a rule that has none; empty for one that has. */
    String idSeed = "";

    String name = "";
    Optional<String> description = Optional.empty();
    Severity severity = Severity.MEDIUM;
    boolean severityKnown = true;
    String kind = "Scheduled";
    String frequency = "1h";
    String period = "1h";
    String triggerOperator = "gt";
    int triggerThreshold;
    String query = "";
    Optional<String> version = Optional.empty();
    Optional<String> grouping = Optional.empty();
    Optional<String> technique = Optional.empty();
    Optional<String> legitimate = Optional.empty();
    final Set<Tactic> tactics = new LinkedHashSet<>();
    final Set<String> relevantTechniques = new LinkedHashSet<>();
    final List<Object> connectors = new ArrayList<>();
    final List<Object> entityMappings = new ArrayList<>();
    final Map<String, String> customDetails = new LinkedHashMap<>();
    final List<String> references = new ArrayList<>();

    /** What Sentinel's files may have besides, and nothing here looks at. */
    final Map<String, Object> besides = new LinkedHashMap<>();

    RuleDraft(int line) {
        this.line = line;
    }

    /** Maps an entity to a column of the result. */
    void entity(String type, String identifier, String column) {
        entityMappings.add(fields(
                "entityType", type, "fieldMappings", List.of(fields("identifier", identifier, "columnName", column))));
    }

    static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    /**
     * The file's text.
     *
     * @param tables those that the query reads
     */
    String text(Collection<String> tables) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("id", id);
        file.put("name", name);
        file.put("description", block(description.orElse("TODO: what happens, in one sentence, and why it matters.")));
        file.put("severity", severity.displayName());
        put(file, "requiredDataConnectors", connectors);
        if (!kind.equals("NRT")) {
            file.put("queryFrequency", frequency);
            file.put("queryPeriod", period);
            file.put("triggerOperator", triggerOperator);
            file.put("triggerThreshold", triggerThreshold);
        }
        put(file, "tactics", tactics.stream().map(Tactic::sentinelName).toList());
        put(file, "relevantTechniques", List.copyOf(relevantTechniques));
        file.put("query", block(query));
        put(file, "entityMappings", entityMappings);
        if (!customDetails.isEmpty()) {
            file.put("customDetails", customDetails);
        }
        grouping.ifPresent(kindOfGroup -> file.put("eventGroupingSettings", Map.of("aggregationKind", kindOfGroup)));
        file.putAll(besides);
        file.put("version", version.orElse("1.0.0"));
        file.put("kind", kind);
        file.put("azdetect", ours(tables));
        try {
            return YAML.writeValueAsString(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and texts are YAML", e);
        }
    }

    private Map<String, Object> ours(Collection<String> tables) {
        Map<String, Object> ours = new LinkedHashMap<>();
        technique.ifPresent(t -> ours.put("technique", t));
        ours.put(
                "severityReason",
                severityKnown
                        ? "TODO: why it is as severe as that, and not more or less."
                        : "TODO: the rule has no severity; set one, and say why.");
        ours.put(
                "telemetry",
                fields(
                        "tables",
                        List.copyOf(tables),
                        "diagnosticSettings",
                        List.of("TODO: which setting sends these tables, and from where.")));
        ours.put(
                "design",
                fields(
                        "scope",
                        "TODO: which resources and identities it watches, and which not.",
                        "alertsOn",
                        "TODO: what exactly raises an alert.",
                        "legitimate",
                        legitimate.orElse("TODO: who does this for good reasons, and how to tell."),
                        "response",
                        "TODO: what to do first when it fires."));
        ours.put("blindSpots", List.of("TODO: what it cannot see, and how an attacker would avoid it."));
        ours.put("response", List.of("TODO: the first step."));
        put(ours, "references", references);
        return ours;
    }

    private static void put(Map<String, Object> file, String name, Collection<?> values) {
        if (!values.isEmpty()) {
            file.put(name, values);
        }
    }

    /** YAML shows a text over several lines as it is only when no line ends in blanks and there are no tabs. */
    private static String block(String text) {
        StringBuilder block = new StringBuilder();
        for (String line : text.strip().lines().toList()) {
            int indent = line.length() - line.stripLeading().length();
            block.append(line.substring(0, indent).replace("\t", "    "))
                    .append(line.substring(indent).stripTrailing())
                    .append('\n');
        }
        // A text of one line stands behind its name.
        String lines = block.toString();
        return lines.indexOf('\n') == lines.length() - 1 ? lines.strip() : lines;
    }
}
