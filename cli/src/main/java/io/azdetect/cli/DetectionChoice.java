package io.azdetect.cli;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.InvalidDetectionsException;
import io.azdetect.catalog.Tactic;
import io.azdetect.kql.diagnostic.Suggestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** Which detections a command is about: all, unless options narrow them down. */
final class DetectionChoice {
    @Option(
            names = "--tactic",
            paramLabel = "TACTIC",
            description = "Only detections of this tactic, such as \"Credential Access\".")
    private String tactic;

    @Option(
            names = "--technique",
            paramLabel = "ID",
            description = "Only detections of this technique or its sub-techniques, such as AZT301 or AZT301.1.")
    private String technique;

    @Option(
            names = "--detection",
            paramLabel = "ID",
            description = "Only the detection of this name or id; may be repeated.")
    private List<String> ids = List.of();

    @Option(
            names = "--detections",
            paramLabel = "PATH",
            description = "Detections of your own beside the built-in ones: files or folders of them."
                    + " One with the id of a built-in one stands in its place.")
    private List<Path> paths = List.of();

    @Option(names = "--without-built-in", description = "Only the detections that --detections names.")
    private boolean withoutBuiltIn;

    DetectionCatalog catalog() {
        if (withoutBuiltIn && paths.isEmpty()) {
            throw new UsageException("--without-built-in leaves nothing; name detections with --detections");
        }
        DetectionCatalog own = read(paths);
        return withoutBuiltIn ? own : DetectionCatalog.builtIn().with(own);
    }

    /** The detections in files and folders. */
    static DetectionCatalog read(List<Path> paths) {
        requireExisting(paths);
        try {
            return DetectionCatalog.read(paths.toArray(Path[]::new));
        } catch (InvalidDetectionsException e) {
            throw new InvalidInputException("these detection files cannot be used:\n" + e.getMessage(), e);
        }
    }

    /** The detection files among these and in these folders. */
    static List<Path> files(List<Path> paths) {
        requireExisting(paths);
        return DetectionCatalog.files(paths);
    }

    private static void requireExisting(List<Path> paths) {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new UsageException("there is no file or folder " + path);
            }
        }
    }

    /** Whether something was said that leaves fewer than all. */
    boolean isNarrowed() {
        return tactic != null || technique != null || !ids.isEmpty() || !paths.isEmpty();
    }

    List<Detection> detections() {
        return detections(catalog());
    }

    /** Those of a catalogue that the options are about. */
    List<Detection> detections(DetectionCatalog catalog) {
        DetectionCatalog chosen = catalog;
        if (tactic != null) {
            chosen = chosen.ofTactic(Tactic.of(tactic).orElseThrow(() -> new UsageException(unknownTactic())));
        }
        if (technique != null) {
            chosen = chosen.ofTechnique(technique);
        }
        if (chosen.detections().isEmpty()) {
            throw new UsageException(
                    technique == null && tactic == null
                            ? "there is no detection in " + paths
                            : "no detection of the catalogue is for " + (technique != null ? technique : tactic)
                                    + "; 'azdetect list' shows them all");
        }
        return ids.isEmpty() ? chosen.detections() : named(chosen, catalog);
    }

    private List<Detection> named(DetectionCatalog chosen, DetectionCatalog catalog) {
        return ids.stream()
                .distinct()
                .map(id -> chosen.find(id).orElseThrow(() -> new UsageException(notChosen(id, catalog))))
                .toList();
    }

    private static String notChosen(String id, DetectionCatalog catalog) {
        return catalog.find(id).isPresent()
                ? "the detection '" + id + "' is not among those of this tactic or technique"
                : "there is no detection '" + id + "'" + catalog.suggestionFor(id);
    }

    private String unknownTactic() {
        List<String> names =
                Arrays.stream(Tactic.values()).map(Tactic::displayName).toList();
        return "there is no tactic '" + tactic + "'" + Suggestion.didYouMean(tactic, names);
    }
}
