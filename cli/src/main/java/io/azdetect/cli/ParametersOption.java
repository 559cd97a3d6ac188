package io.azdetect.cli;

import io.azdetect.azure.deploy.ActionFile;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.DetectionError;
import io.azdetect.catalog.InvalidDetectionsException;
import io.azdetect.catalog.ParameterFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What an environment sets otherwise than the catalogue. */
final class ParametersOption {
    @Option(
            names = "--parameters",
            paramLabel = "FILE",
            description = "Values of parameters, severities, schedules and what is off, by detection, in YAML or JSON.")
    private Path file;

    /** The file, read for a catalogue; without one, a file that sets nothing. */
    ParameterFile read(DetectionCatalog catalog) throws IOException {
        if (file == null) {
            return ParameterFile.NONE;
        }
        try {
            return ParameterFile.read(file, catalog);
        } catch (InvalidDetectionsException e) {
            throw unusable(e.errors());
        }
    }

    /** What a file says to whoever deploys. */
    record Environment(ParameterFile parameters, ActionFile actions) {}

    /** All of the file: what it sets, and who is told of alerts; without one, nothing and nobody. */
    Environment environment(DetectionCatalog catalog) throws IOException {
        if (file == null) {
            return new Environment(ParameterFile.NONE, ActionFile.NONE);
        }
        ParameterFile parameters = ParameterFile.NONE;
        ActionFile actions = ActionFile.NONE;
        // Both readers reject fields that neither knows.
        Set<DetectionError> errors =
                new TreeSet<>(Comparator.<DetectionError>naturalOrder().thenComparing(DetectionError::message));
        try {
            parameters = ParameterFile.read(file, catalog);
        } catch (InvalidDetectionsException e) {
            errors.addAll(e.errors());
        }
        try {
            actions = ActionFile.read(file, System::getenv, catalog.detections());
        } catch (InvalidDetectionsException e) {
            errors.addAll(e.errors());
        }
        if (!errors.isEmpty()) {
            throw unusable(errors);
        }
        return new Environment(parameters, actions);
    }

    /** A parameter file that cannot be used, with what is wrong on which lines. */
    static InvalidInputException unusable(Collection<DetectionError> errors) {
        return new InvalidInputException("this parameter file cannot be used:\n"
                + errors.stream().map(DetectionError::toString).collect(Collectors.joining("\n")));
    }

    /** The detections that were chosen and are not turned off, with what the file sets. */
    List<Detection> detections(DetectionChoice choice) throws IOException {
        DetectionCatalog catalog = choice.catalog();
        ParameterFile parameters = read(catalog);
        List<Detection> enabled = parameters.enabled(choice.detections(catalog));
        if (enabled.isEmpty()) {
            throw new UsageException(file + " turns off every detection that was chosen");
        }
        return enabled;
    }
}
