package io.azdetect.cli;

import io.azdetect.azure.remote.Pauses;
import io.azdetect.azure.remote.RemoteDatabase;
import io.azdetect.azure.remote.RemoteHunt;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Hunt;
import io.azdetect.catalog.HuntResult;
import io.azdetect.catalog.Severity;
import io.azdetect.cli.hunt.HuntFormat;
import io.azdetect.cli.terminal.ProgressLine;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.engine.QueryLimits;
import io.azdetect.kql.KqlException;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.IngestReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azdetect hunt}. */
@Command(
        name = "hunt",
        description = "Run the detections over a workspace, or over files and folders of raw logs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  azdetect hunt logs/ --format html --out report.html",
            "  azdetect hunt --workspace .azdetect/demo --technique AZT301.1 --format json",
            "  azdetect hunt exports/ --fail-on high",
            "  azdetect hunt --remote 12345678-1234-1234-1234-123456789abc",
            "  azdetect hunt --remote 12345678-1234-1234-1234-123456789abc --from 2024-05-20 --to 2024-05-27",
            "",
            "With --fail-on, the exit code is 1 when an alert is that severe, and 3 when a detection could not run."
        })
final class HuntCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final AzureAccess access;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Logs to hunt in; they go into a workspace for this hunt only.")
    private List<Path> paths = List.of();

    @Option(names = "--workspace", paramLabel = "DIR", description = "The workspace to hunt in.")
    private Path folder;

    @Mixin
    private DetectionChoice choice;

    @Mixin
    private ParametersOption parameters;

    @Mixin
    private GeolocationOption geolocation;

    @Mixin
    private Definitions definitions;

    @Mixin
    private Limits limits;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Moments.InstantConverter.class,
            description = "Report alerts from this time on: 2024-05-20 or 2024-05-20T10:00:00Z.")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Moments.InstantConverter.class,
            description = "See nothing from this time on.")
    private Instant to;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; table unless given.")
    private HuntFormat format = HuntFormat.TABLE;

    @Mixin
    private OutputFile output = new OutputFile();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Exit with 1 if an alert is at least this severe: ${COMPLETION-CANDIDATES}.")
    private Severity failOn;

    @Option(
            names = "--remote",
            paramLabel = "PLACE",
            description =
                    "Hunt in Azure, on this Log Analytics workspace (its own id or its resource id) or database of"
                            + " Azure Data Explorer (https://CLUSTER.REGION.kusto.windows.net/DATABASE). Each detection is"
                            + " evaluated once, now; with --from, as it would have been since then.")
    private String remote;

    @Mixin
    private AzureOptions azure;

    HuntCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws IOException {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new UsageException("--from " + from + " is not before --to " + to);
        }
        if (remote != null) {
            return huntRemotely();
        }
        if (folder == null == paths.isEmpty()) {
            throw new UsageException(
                    folder == null
                            ? "there is nothing to hunt in; name a --workspace or files and folders of logs"
                            : "hunt in a --workspace or in files and folders, not in both");
        }
        List<Detection> detections = parameters.detections(choice);
        HuntResult hunt = hunt(detections);
        output.write(terminal, (out, screen) -> format.write(hunt, Version.number(), out, screen));
        Hunting.note(terminal, hunt);
        return exitCode(hunt);
    }

    private int huntRemotely() throws IOException {
        if (folder != null || !paths.isEmpty()) {
            throw new UsageException("--remote looks at what is in Azure: leave out PATH and --workspace");
        }
        if (to != null && from == null) {
            throw new UsageException("--remote looks at the time before now, or at a range: say --from as well");
        }
        List<Detection> detections = parameters.detections(choice);
        RemoteDatabase database = azure.database(access, terminal, remote);
        HuntResult hunt = huntRemotely(detections, database);
        output.write(terminal, (out, screen) -> format.write(hunt, Version.number(), out, screen));
        terminal.note(Ingestion.count(hunt.alerts().size(), "alert") + " of "
                + Ingestion.count(detections.size(), "detection") + ", evaluated in Azure"
                + (from == null
                        ? "."
                        : " from " + hunt.from().orElseThrow() + " to "
                                + hunt.to().orElseThrow() + "."));
        Pauses pauses = database.pauses();
        if (pauses.count() > 0) {
            terminal.note("Azure was busy: requests waited " + Ingestion.count(pauses.count(), "time") + ", "
                    + Math.max(1, pauses.together().toSeconds())
                    + " s together. Fewer detections or a shorter range ask for less.");
        }
        Hunting.noteFailures(terminal, hunt);
        return exitCode(hunt);
    }

    private HuntResult huntRemotely(List<Detection> detections, RemoteDatabase database) {
        RemoteHunt hunt = new RemoteHunt(database, limits.limits().time());
        Instant now = access.waiting().now();
        try (ProgressLine line = new ProgressLine(terminal, "Hunting")) {
            Hunt.Progress progress = (detection, done, all) -> line.at(done, all, detection.name());
            if (from == null) {
                return hunt.run(detections, now, progress);
            }
            if (to == null && !from.isBefore(now)) {
                throw new UsageException("--from " + from + " is in the future");
            }
            try (Workspace tables = geolocation.allow(definitions.addTo(Workspace.inMemory()))) {
                return hunt.replay(detections, tables.schema(), from, to == null ? now : to, progress);
            }
        }
    }

    private HuntResult hunt(List<Detection> detections) throws IOException {
        QueryLimits bounds = limits.limits();
        try {
            return Interrupt.cancels(
                    bounds.cancellation(),
                    () -> folder != null ? huntInWorkspace(detections, bounds) : huntInFiles(detections, bounds));
        } catch (KqlException e) {
            throw new FailureException("the hunt has ended: " + e.diagnostic().message(), e);
        }
    }

    private HuntResult huntInWorkspace(List<Detection> detections, QueryLimits bounds) {
        try (Workspace workspace = Workspace.openReadOnly(folder)) {
            return hunt(workspace, detections, bounds);
        }
    }

    private HuntResult huntInFiles(List<Detection> detections, QueryLimits bounds) throws IOException {
        try (TemporaryFolder temporary = new TemporaryFolder();
                Workspace workspace = Workspace.open(temporary.path())) {
            IngestReport report = new Ingestion(terminal, workspace).paths(paths, Optional.empty());
            Ingestion.noteLosses(terminal, report);
            return hunt(workspace, detections, bounds);
        }
    }

    private HuntResult hunt(Workspace workspace, List<Detection> detections, QueryLimits bounds) {
        geolocation.allow(definitions.addTo(workspace));
        return Hunting.run(terminal, workspace, detections, Optional.ofNullable(from), Optional.ofNullable(to), bounds);
    }

    private int exitCode(HuntResult hunt) {
        if (failOn == null) {
            return ExitCode.OK;
        }
        boolean found = hunt.worst().map(w -> w.isAtLeast(failOn)).orElse(false);
        if (found) {
            return ExitCode.FOUND;
        }
        // Who gates on alerts must not be told that there are none when nobody looked.
        return hunt.failed().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
    }
}
