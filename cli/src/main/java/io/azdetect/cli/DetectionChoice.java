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
            names = "--detections",
            paramLabel = "PATH",
            description = "Detection files to use instead of the built-in ones: files or folders of them.")
    private List<Path> paths = List.of();

    DetectionCatalog catalog() {
        if (paths.isEmpty()) {
            return DetectionCatalog.builtIn();
        }
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new FailureException("there is no file or folder " + path);
            }
        }
        try {
            return DetectionCatalog.read(paths.toArray(Path[]::new));
        } catch (InvalidDetectionsException e) {
            throw new FailureException("these detection files cannot be used:\n" + e.getMessage(), e);
        }
    }

    List<Detection> detections() {
        DetectionCatalog chosen = catalog();
        if (tactic != null) {
            chosen = chosen.ofTactic(Tactic.of(tactic).orElseThrow(() -> new UsageException(unknownTactic())));
        }
        if (technique != null) {
            chosen = chosen.ofTechnique(technique);
        }
        if (chosen.detections().isEmpty()) {
            throw new UsageException("no detection of the catalogue is for " + (technique != null ? technique : tactic)
                    + "; 'azdetect list' shows them all");
        }
        return chosen.detections();
    }

    private String unknownTactic() {
        List<String> names =
                Arrays.stream(Tactic.values()).map(Tactic::displayName).toList();
        return "there is no tactic '" + tactic + "'" + Suggestion.didYouMean(tactic, names);
    }
}
