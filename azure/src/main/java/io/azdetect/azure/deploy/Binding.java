package io.azdetect.azure.deploy;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Fields;
import io.azdetect.catalog.Fields.Located;
import io.azdetect.catalog.Problems;
import io.azdetect.catalog.Severity;
import io.azdetect.catalog.Tactic;
import io.azdetect.kql.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who is told of which detections' alerts. What is empty narrows nothing; what is not has to hold together.
 *
 * @param groups the names of action groups in the file, which rules of Azure Monitor tell
 * @param playbooks the names of playbooks in the file, which Microsoft Sentinel runs
 * @param detections their ids
 */
record Binding(
        List<String> groups,
        List<String> playbooks,
        Set<Severity> severities,
        Set<Tactic> tactics,
        Set<String> detections) {
    boolean isFor(Detection detection) {
        return (severities.isEmpty() || severities.contains(detection.severity()))
                && (tactics.isEmpty()
                        || detection.tactic().filter(tactics::contains).isPresent())
                && (detections.isEmpty() || detections.contains(detection.id()));
    }

    /** Reads one item of the list {@code notify}; what is wrong goes to {@code problems}. */
    static Binding read(
            Fields fields,
            Set<String> groupNames,
            Set<String> playbookNames,
            Collection<Detection> known,
            Problems problems) {
        List<String> groups = names(fields, "actionGroups", groupNames, problems);
        List<String> playbooks = names(fields, "playbooks", playbookNames, problems);
        if (groups.isEmpty() && playbooks.isEmpty()) {
            fields.wrong("actionGroups", "must name who is told, or 'playbooks' what is run");
        }
        Set<Severity> severities =
                parsed(fields, "severities", "severity", Severity::of, names(Severity.values()), problems);
        Set<Tactic> tactics = parsed(fields, "tactics", "tactic", Tactic::of, names(Tactic.values()), problems);
        Set<String> detections = parsed(
                fields,
                "detections",
                "detection",
                text -> known.stream()
                        .filter(d -> d.slug().equals(text) || d.id().equals(text))
                        .map(Detection::id)
                        .findFirst(),
                known.stream().map(Detection::slug).toList(),
                problems);
        fields.rejectUnknown(Set.of());
        return new Binding(groups, playbooks, severities, tactics, detections);
    }

    /** The names in a list, each of which the file has to explain under the list's own name. */
    private static List<String> names(Fields fields, String list, Set<String> explained, Problems problems) {
        List<String> names = new ArrayList<>();
        for (Located name : fields.texts(list)) {
            names.add(name.text());
            if (!explained.contains(name.text())) {
                problems.add(
                        name.line(),
                        "'" + name.text() + "' is none of the '" + list + "' of this file"
                                + Suggestion.didYouMean(name.text(), explained));
            }
        }
        return List.copyOf(names);
    }

    private static List<String> names(Severity[] severities) {
        return Arrays.stream(severities).map(Severity::displayName).toList();
    }

    private static List<String> names(Tactic[] tactics) {
        return Arrays.stream(tactics).map(Tactic::displayName).toList();
    }

    private static <T> Set<T> parsed(
            Fields fields,
            String field,
            String noun,
            Function<String, Optional<T>> parse,
            Collection<String> all,
            Problems problems) {
        Set<T> values = new LinkedHashSet<>();
        for (Located item : fields.texts(field)) {
            Optional<T> value = parse.apply(item.text());
            value.ifPresent(values::add);
            if (value.isEmpty()) {
                problems.add(
                        item.line(), "'" + item.text() + "' is no " + noun + Suggestion.didYouMean(item.text(), all));
            }
        }
        return Set.copyOf(values);
    }
}
