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
 * @param groups the names of action groups in the file
 * @param detections their ids
 */
record Binding(List<String> groups, Set<Severity> severities, Set<Tactic> tactics, Set<String> detections) {
    boolean isFor(Detection detection) {
        return (severities.isEmpty() || severities.contains(detection.severity()))
                && (tactics.isEmpty()
                        || detection.tactic().filter(tactics::contains).isPresent())
                && (detections.isEmpty() || detections.contains(detection.id()));
    }

    /** Reads one item of the list {@code notify}; what is wrong goes to {@code problems}. */
    static Binding read(Fields fields, Set<String> groupNames, Collection<Detection> known, Problems problems) {
        List<String> groups = new ArrayList<>();
        for (Located name : fields.texts("actionGroups")) {
            groups.add(name.text());
            if (!groupNames.contains(name.text())) {
                problems.add(
                        name.line(),
                        "'" + name.text() + "' is none of the 'actionGroups' of this file"
                                + Suggestion.didYouMean(name.text(), groupNames));
            }
        }
        if (groups.isEmpty()) {
            fields.wrong("actionGroups", "must name who is told");
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
        return new Binding(List.copyOf(groups), severities, tactics, detections);
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
