package io.azdetect.cli;

import io.azdetect.catalog.CatalogCoverage;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.HuntResult;
import io.azdetect.cli.coverage.CoverageFormat;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.engine.QueryLimits;
import io.azdetect.telemetry.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect coverage}. */
@Command(
        name = "coverage",
        description =
                "Say which techniques, tactics and tables the detections cover, and what they see in a workspace.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  azdetect coverage",
            "  azdetect coverage --workspace .azdetect/demo",
            "  azdetect coverage --format navigator --out layer.json",
            "",
            "With a workspace, all detections run over it: those that raise no alert are quiet, and those whose tables"
                    + " have no row are blind."
        })
final class CoverageCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "Look at what the detections see in this workspace.")
    private Path folder;

    @Mixin
    private DetectionChoice choice;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; table unless given.")
    private CoverageFormat format = CoverageFormat.TABLE;

    @Mixin
    private OutputFile output = new OutputFile();

    CoverageCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<Detection> detections = choice.detections();
        CatalogCoverage coverage = folder == null ? CatalogCoverage.of(detections) : inWorkspace(detections);
        output.write(terminal, (out, screen) -> format.write(coverage, out, screen));
        return ExitCode.OK;
    }

    private CatalogCoverage inWorkspace(List<Detection> detections) {
        try (Workspace workspace = Workspace.openReadOnly(folder)) {
            HuntResult hunt = Hunting.run(
                    terminal, workspace, detections, Optional.empty(), Optional.empty(), QueryLimits.standard());
            Hunting.note(terminal, hunt);
            return CatalogCoverage.of(detections, hunt, workspace.schema());
        }
    }
}
