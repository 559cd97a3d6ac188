package io.azdetect.cli;

import io.azdetect.catalog.Alert;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.HuntResult;
import io.azdetect.catalog.noise.Injection;
import io.azdetect.catalog.noise.Noise;
import io.azdetect.catalog.noise.Recall;
import io.azdetect.cli.noise.Measurement;
import io.azdetect.cli.noise.NoiseFormat;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.engine.QueryLimits;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.IngestReport;
import io.azdetect.telemetry.simulator.tenant.Simulation;
import io.azdetect.telemetry.simulator.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect noise}. */
@Command(
        name = "noise",
        description = "Measure how often detections alert when nothing is wrong, and whether they alert on attacks.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "A made-up tenant works for the given days and for " + NoiseCommand.HISTORY_DAYS
                    + " before them, as long as any rule looks back; its logs are ingested, and every detection is"
                    + " replayed over them. A detection may raise so many alerts in 30 days: high 1, medium 5, low 30,"
                    + " informational any number.",
            "With --attacks, what belongs to an attack is no noise, and attacks that nobody alerted on are named; of"
                    + " attacks of several steps each step says which alerts belong to it.",
            "",
            "Examples:",
            "  azdetect noise",
            "  azdetect noise --attacks all",
            "  azdetect noise --identities 50 --days 3 --technique AZT605",
            "  azdetect noise --workspace mine --days 30",
            "",
            "The exit code is 1 when a detection is over its budget, could not run, or missed its attack."
        })
final class NoiseCommand implements Callable<Integer> {
    /** Azure's rules look back 14 days at most. */
    static final int HISTORY_DAYS = 14;

    private final Terminal terminal;

    @Mixin
    private TenantOptions options;

    @Mixin
    private AttackChoice attacks;

    @Mixin
    private DetectionChoice choice;

    @Mixin
    private ParametersOption parameters;

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "Measure in this workspace, in its last --days days, instead of simulating.")
    private Path workspaceFolder;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; table unless given.")
    private NoiseFormat format = NoiseFormat.TABLE;

    @Mixin
    private OutputFile output = new OutputFile();

    NoiseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<Detection> detections = parameters.detections(choice);
        Measurement measurement = workspaceFolder == null ? simulated(detections) : inWorkspace(detections);
        output.write(terminal, (out, screen) -> format.write(measurement, out, screen));
        return measurement.isGood() ? ExitCode.OK : ExitCode.FOUND;
    }

    private Measurement simulated(List<Detection> detections) throws IOException {
        Tenant tenant = Tenant.of(options.size(HISTORY_DAYS));
        List<Injection> injections = attacks.injections(detections, tenant, options.start());
        Simulation simulation = new Simulation(tenant);
        injections.forEach(injection -> simulation.inject(injection.events()));
        try (TemporaryFolder temporary = new TemporaryFolder()) {
            Path logs = temporary.path().resolve("logs");
            SimulateCommand.write(terminal, simulation, logs);
            try (Workspace workspace = Workspace.open(temporary.path().resolve("workspace"))) {
                IngestReport report = new Ingestion(terminal, workspace).paths(List.of(logs), Optional.empty());
                Ingestion.noteLosses(terminal, report);
                TemporaryFolder.delete(logs);
                HuntResult hunt = hunt(workspace, detections, Optional.of(options.start()));
                return measurement(detections, hunt, hunt.alerts(), injections);
            }
        }
    }

    private Measurement inWorkspace(List<Detection> detections) {
        if (!attacks.isNone()) {
            throw new UsageException("--attacks go into a simulated tenant, not into a --workspace");
        }
        try (Workspace workspace = Workspace.openReadOnly(workspaceFolder)) {
            HuntResult hunt = hunt(workspace, detections, Optional.empty());
            Instant from = hunt.to()
                    .orElseThrow(() -> new FailureException("there are no rows in " + workspaceFolder))
                    .minus(Duration.ofDays(options.days()));
            List<Alert> late = hunt.alerts().stream()
                    .filter(alert -> !alert.time().isBefore(from))
                    .toList();
            return measurement(detections, hunt, late, List.of());
        }
    }

    private HuntResult hunt(Workspace workspace, List<Detection> detections, Optional<Instant> from) {
        HuntResult hunt = Hunting.run(terminal, workspace, detections, from, Optional.empty(), QueryLimits.standard());
        Hunting.note(terminal, hunt);
        return hunt;
    }

    private Measurement measurement(
            List<Detection> detections, HuntResult hunt, List<Alert> alerts, List<Injection> injections) {
        Recall recall = Recall.of(injections, alerts);
        List<Alert> noise = recall.rest();
        return new Measurement(
                Noise.of(detections, noise, hunt.failed(), options.days()),
                attacks.isNone() ? Optional.empty() : Optional.of(recall),
                command(),
                hunt.tables());
    }

    /** What to type to measure the same again. */
    private String command() {
        return workspaceFolder == null
                ? "azdetect noise " + options + " --attacks " + attacks
                : "azdetect noise --workspace " + workspaceFolder + " --days " + options.days();
    }
}
