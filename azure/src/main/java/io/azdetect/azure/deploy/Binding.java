package io.azdetect.azure.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Severity;
import io.azdetect.catalog.Tactic;
import io.azdetect.kql.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told of which detections' alerts. What is empty narrows nothing; what is not has to hold together.
 *
 * @param groups the names of action groups in the file
 * @param detections names or ids
 */
record Binding(List<String> groups, Set<Severity> severities, Set<Tactic> tactics, Set<String> detections) {
    private static final Set<String> FIELDS = Set.of("actionGroups", "severities", "tactics", "detections");

    boolean isFor(Detection detection) {
        return (severities.isEmpty() || severities.contains(detection.severity()))
                && (tactics.isEmpty()
                        || detection.tactic().filter(tactics::contains).isPresent())
                && (detections.isEmpty()
                        || detections.contains(detection.slug())
                        || detections.contains(detection.id()));
    }

    /** Reads the list {@code notify}; what is wrong goes to {@code problems}. */
    static List<Binding> read(
            JsonNode list, Set<String> groupNames, Collection<Detection> known, List<String> problems) {
        List<Binding> bindings = new ArrayList<>();
        if (!list.isMissingNode() && !list.isArray()) {
            problems.add("'notify' must be a list");
        }
        for (int i = 0; i < list.size(); i++) {
            bindings.add(binding("notify[" + i + "]", list.get(i), groupNames, known, problems));
        }
        return bindings;
    }

    private static Binding binding(
            String path, JsonNode node, Set<String> groupNames, Collection<Detection> known, List<String> problems) {
        node.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                problems.add("'" + path + "." + name + "' is no field here" + Suggestion.didYouMean(name, FIELDS));
            }
        });
        List<String> groups = texts(path + ".actionGroups", node.path("actionGroups"), problems);
        if (groups.isEmpty()) {
            problems.add("'" + path + ".actionGroups' must name who is told");
        }
        groups.stream()
                .filter(g -> !groupNames.contains(g))
                .forEach(g -> problems.add("'" + path + ".actionGroups' names '" + g
                        + "', and 'actionGroups' has no such group" + Suggestion.didYouMean(g, groupNames)));
        List<String> slugs = known.stream().map(Detection::slug).toList();
        List<String> detections = texts(path + ".detections", node.path("detections"), problems);
        detections.stream()
                .filter(d -> known.stream().noneMatch(k -> k.slug().equals(d) || k.id().equals(d)))
                .forEach(d -> problems.add("'" + path + ".detections' names '" + d + "', which is no detection"
                        + Suggestion.didYouMean(d, slugs)));
        return new Binding(
                groups,
                parsed(path + ".severities", node.path("severities"), problems, Severity::of),
                parsed(path + ".tactics", node.path("tactics"), problems, Tactic::of),
                Set.copyOf(detections));
    }

    private interface Parser<T> {
        Optional<T> parse(String text);
    }

    private static <T> Set<T> parsed(String path, JsonNode node, List<String> problems, Parser<T> parser) {
        List<T> values = new ArrayList<>();
        for (String text : texts(path, node, problems)) {
            parser.parse(text)
                    .ifPresentOrElse(
                            values::add, () -> problems.add("'" + path + "' has '" + text + "', which is none"));
        }
        return Set.copyOf(values);
    }

    private static List<String> texts(String path, JsonNode node, List<String> problems) {
        List<String> texts = new ArrayList<>();
        if (!node.isMissingNode() && !node.isArray()) {
            problems.add("'" + path + "' must be a list");
        }
        node.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
