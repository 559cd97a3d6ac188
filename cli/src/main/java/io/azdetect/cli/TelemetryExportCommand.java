package io.azdetect.cli;

import io.azdetect.azure.telemetry.TelemetryExport;
import io.azdetect.catalog.Detection;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect telemetry export}. */
@Command(
        name = "export",
        description =
                "Write templates that switch on the logs which detections need, and a page that says how to deploy them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  azdetect telemetry export --out logs",
            "  azdetect telemetry export --technique AZT604 --out logs",
            "",
            "Written are, as far as the detections need them: the diagnostic setting of a subscription's Activity Log and of"
                    + " Entra ID, policies that send the logs of all resources of a kind, and data collection rules."
        })
final class TelemetryExportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DetectionChoice choice;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Write into this folder; files of the same names are replaced.")
    private Path folder;

    TelemetryExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Detection> detections = choice.detections();
        List<Path> files;
        try {
            files = new TelemetryExport(detections).write(folder);
        } catch (IOException e) {
            throw new FailureException("cannot write into " + folder + ": " + e, e);
        }
        terminal.err()
                .println("Wrote " + files.size() + " files for " + detections.size() + " detections into " + folder
                        + "; " + folder.resolve("README.md") + " says what to do with them.");
        return ExitCode.OK;
    }
}
