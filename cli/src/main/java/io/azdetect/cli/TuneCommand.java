package io.azdetect.cli;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Tuning;
import io.azdetect.catalog.TuningReport;
import io.azdetect.catalog.noise.Noise;
import io.azdetect.cli.terminal.ProgressLine;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.cli.tune.TuningFile;
import io.azdetect.cli.tune.TuningText;
import io.azdetect.engine.QueryLimits;
import io.azdetect.kql.KqlException;
import io.azdetect.telemetry.Workspace;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect tune}. */
@Command(
        name = "tune",
        description = "Replay detections over a workspace's history, and propose values that make noisy ones bearable.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Example:",
            "  azdetect tune --workspace ws --out parameters.yaml",
            "  azdetect hunt --workspace ws --parameters parameters.yaml",
            "",
            "Each proposal shows the alerts that it would have dropped. Read them before you use the file: what is"
                    + " dropped",
            "there is not seen again."
        })
final class TuneCommand implements Callable<Integer> {
    /** In days: what budgets are told for. */
    private static final int MONTH = 30;

    private final Terminal terminal;

    @Option(names = "--workspace", required = true, paramLabel = "DIR", description = "The workspace to learn from.")
    private Path folder;

    @Mixin
    private DetectionChoice choice;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "How many alerts each may raise in 30 days. Unless given: high 1, medium 5, low 30.")
    private Integer budget;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The parameter file to write; one that is there stays as it is.")
    private Path file;

    @Mixin
    private Definitions definitions;

    @Mixin
    private Limits limits;

    TuneCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (budget != null && budget < 0) {
            throw new UsageException("--budget must be a number from 0");
        }
        if (Files.exists(file)) {
            throw new UsageException("there is a file " + file + " already; name another one");
        }
        List<Detection> detections = choice.detections();
        List<TuningReport> reports = reports(detections);
        TuningText text = new TuningText(terminal.out(), terminal.outScreen());
        reports.forEach(text::print);
        terminal.note(text.summary());
        boolean proposed = reports.stream().anyMatch(r -> !r.proposals().isEmpty());
        if (!proposed) {
            terminal.note("There is nothing to propose, so " + file + " was not written.");
            return ExitCode.OK;
        }
        try {
            Files.writeString(file, TuningFile.text(reports), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new UsageException("there is a file " + file + " already; name another one");
        }
        terminal.note("Wrote " + SafeText.visible(file.toString()) + ". Read what it drops before you use it.");
        return ExitCode.OK;
    }

    private List<TuningReport> reports(List<Detection> detections) throws IOException {
        QueryLimits bounds = limits.limits();
        try (Workspace workspace = Workspace.openReadOnly(folder)) {
            definitions.addTo(workspace);
            return Interrupt.cancels(bounds.cancellation(), () -> {
                List<TuningReport> reports = new ArrayList<>();
                Tuning tuning = Tuning.to(workspace, bounds);
                try (ProgressLine line = new ProgressLine(terminal, "Tuning")) {
                    for (Detection detection : detections) {
                        OptionalInt most =
                                budget == null ? Noise.budget(detection.severity(), MONTH) : OptionalInt.of(budget);
                        reports.add(tuning.propose(detection, most));
                        line.at(reports.size(), detections.size(), detection.name());
                    }
                }
                return reports;
            });
        } catch (KqlException e) {
            throw new FailureException("tuning has ended: " + e.diagnostic().message(), e);
        }
    }
}
