package io.azdetect.azure.site;

import static java.util.Objects.requireNonNull;

import io.azdetect.azure.export.Export;
import io.azdetect.catalog.CatalogCoverage;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Tactic;
import io.azdetect.catalog.Technique;
import io.azdetect.catalog.ThreatMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The matrix as the site shows it: a column a tactic, in it the techniques, and behind them what goes beyond the matrix. */
record Matrix(CatalogCoverage coverage) {
    Matrix {
        requireNonNull(coverage, "coverage");
    }

    /**
     * A tactic.
     *
     * @param techniques all of them with their sub-techniques, in the order of their ids
     * @param beyond the detections that are for no technique of the matrix
     */
    record Column(Tactic tactic, List<Technique> techniques, List<Detection> beyond) {
        Column {
            requireNonNull(tactic, "tactic");
            techniques = List.copyOf(techniques);
            beyond = List.copyOf(beyond);
        }

        String folder() {
            return Export.folder(tactic);
        }

        String path() {
            return "tactics/" + folder() + ".html";
        }

        String beyondPath() {
            return "techniques/beyond-" + folder() + ".html";
        }
    }

    /** The tactics in the order of the matrix, and then those that only detections name. */
    List<Column> columns() {
        Map<Tactic, List<Technique>> byTactic = new LinkedHashMap<>();
        ThreatMatrix.atrm().techniques().stream()
                .sorted(Comparator.comparing(Technique::id))
                .forEach(t -> byTactic.computeIfAbsent(t.tactic(), k -> new ArrayList<>())
                        .add(t));
        Set<Tactic> tactics = new LinkedHashSet<>(byTactic.keySet());
        Arrays.stream(Tactic.values())
                .filter(t -> coverage.tactics().containsKey(t))
                .forEach(tactics::add);
        return tactics.stream()
                .map(t -> new Column(t, byTactic.getOrDefault(t, List.of()), beyond(t)))
                .toList();
    }

    private List<Detection> beyond(Tactic tactic) {
        return coverage.detections().stream()
                .filter(d -> d.technique().isEmpty()
                        && d.tactic().filter(tactic::equals).isPresent())
                .toList();
    }

    List<Detection> of(Tactic tactic) {
        return coverage.tactics().getOrDefault(tactic, List.of());
    }

    /** The detections of a technique itself. */
    List<Detection> of(Technique technique) {
        return coverage.detections().stream()
                .filter(d -> d.technique().filter(technique::equals).isPresent())
                .toList();
    }

    /** The techniques directly below one. */
    static List<Technique> below(Technique technique) {
        return ThreatMatrix.atrm().techniques().stream()
                .filter(t -> t.id().startsWith(technique.id() + "."))
                .sorted(Comparator.comparing(Technique::id))
                .toList();
    }

    /** The technique that one is a sub-technique of; the matrix leaves some of them out. */
    static Optional<Technique> parent(Technique technique) {
        String id = technique.id();
        return id.contains(".")
                ? ThreatMatrix.atrm().technique(id.substring(0, id.lastIndexOf('.')))
                : Optional.empty();
    }

    static boolean isTop(Technique technique) {
        return parent(technique).isEmpty();
    }

    static String path(Technique technique) {
        return "techniques/" + technique.id() + ".html";
    }

    /** The page and place of a detection. */
    static String path(Detection detection) {
        return detection
                        .technique()
                        .map(Matrix::path)
                        .orElseGet(() -> "techniques/beyond-" + Export.folder(detection) + ".html")
                + "#" + detection.slug();
    }
}
