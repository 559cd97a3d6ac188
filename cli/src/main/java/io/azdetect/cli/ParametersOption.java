package io.azdetect.cli;

import io.azdetect.azure.deploy.ActionFile;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.InvalidDetectionsException;
import io.azdetect.catalog.ParameterFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
            throw new InvalidInputException("this parameter file cannot be used:\n" + e.getMessage(), e);
        }
    }

    /** What the file says of who is told of alerts; without one, nobody. */
    ActionFile actions(DetectionCatalog catalog) throws IOException {
        return file == null ? ActionFile.NONE : ActionFile.read(file, System::getenv, catalog.detections());
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
