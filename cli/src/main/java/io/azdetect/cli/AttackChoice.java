package io.azdetect.cli;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Technique;
import io.azdetect.kql.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which attacks go into a simulated tenant. */
final class AttackChoice {
    @Option(
            names = "--attacks",
            paramLabel = "none|all|ID",
            split = ",",
            defaultValue = "none",
            description = "What is injected: the first firing test of every detection (all), or of detections,"
                    + " techniques of ATRM or of Stratus Red Team by id. ${DEFAULT-VALUE} unless given.")
    private List<String> ids;

    boolean isNone() {
        return ids.equals(List.of("none"));
    }

    /** The detections whose attacks are injected, of these. */
    List<Detection> of(List<Detection> detections) {
        if (isNone()) {
            return List.of();
        }
        if (ids.equals(List.of("all"))) {
            return detections;
        }
        Set<Detection> chosen = new LinkedHashSet<>();
        for (String id : ids) {
            List<Detection> fitting =
                    detections.stream().filter(d -> isFor(d, id)).toList();
            if (fitting.isEmpty()) {
                List<String> names = new ArrayList<>();
                detections.forEach(d -> names.addAll(names(d)));
                throw new UsageException(
                        "there is no attack '" + id + "'" + Suggestion.didYouMean(id, names)
                                + "; --attacks takes none, all, or ids of detections, of ATRM's techniques or of Stratus Red Team's");
            }
            chosen.addAll(fitting);
        }
        return List.copyOf(chosen);
    }

    private static boolean isFor(Detection detection, String id) {
        return names(detection).stream().anyMatch(id::equalsIgnoreCase);
    }

    private static List<String> names(Detection detection) {
        List<String> names = new ArrayList<>(detection.stratusTechniques());
        names.add(detection.slug());
        detection.technique().map(Technique::id).ifPresent(names::add);
        return names;
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return String.join(",", ids);
    }
}
