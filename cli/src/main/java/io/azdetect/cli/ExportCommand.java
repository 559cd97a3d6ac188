package io.azdetect.cli;

import io.azdetect.azure.export.Export;
import io.azdetect.azure.export.ExportFormat;
import io.azdetect.catalog.Detection;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect export}. */
@Command(
        name = "export",
        description = "Write detections as what Azure deploys: a template for each, for each tactic and for all.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  azdetect export --format sentinel --out sentinel",
            "  az deployment group create --resource-group RG --template-file sentinel/azuredeploy.json"
                    + " --parameters workspace=NAME",
            "  azdetect export --format arm --technique AZT301.1 --out rules",
            "",
            "  azdetect export --format bicep --tactic Execution --out bicep",
            "",
            "Detections that a target cannot run are named on standard error, with the reason, and left out there."
        })
final class ExportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DetectionChoice choice;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description =
                    "arm (templates of Azure Monitor's log search alert rules), sentinel (templates of Microsoft Sentinel's"
                            + " analytics rules), nrt (the same, near-real-time where a detection can be), bicep and"
                            + " terraform (modules of both), yaml (rule files as Azure-Sentinel has them) or kql (the"
                            + " queries alone).")
    private ExportFormat format;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Write into this folder; files of the same names are replaced.")
    private Path folder;

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Detection> detections = choice.detections();
        Export.Report report;
        try {
            report = new Export(format).write(detections, folder);
        } catch (IOException e) {
            throw new FailureException("cannot write into " + folder + ": " + e, e);
        }
        report.notes().forEach((detection, note) -> terminal.err().println(detection.slug() + ": " + note + "."));
        terminal.err()
                .println("Wrote " + report.detections() + " of " + detections.size() + " detections into " + folder
                        + ", " + report.files().size() + " files.");
        return ExitCode.OK;
    }
}
