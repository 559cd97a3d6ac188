package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.azure.deploy.PlanOptions;
import io.azdetect.azure.deploy.TelemetryDeployer;
import io.azdetect.azure.telemetry.LogPart;
import io.azdetect.azure.telemetry.LogSetup;
import io.azdetect.azure.telemetry.LogStream;
import io.azdetect.azure.telemetry.LogVolume;
import io.azdetect.azure.telemetry.LogVolumes;
import io.azdetect.catalog.Detection;
import io.azdetect.cli.azure.PlanReport;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.telemetry.Workspace;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which detections' logs are to go to which workspace. */
final class TelemetryChoice {
    @Mixin
    private LogParts parts;

    @Mixin
    private DetectionChoice detections;

    @Option(
            names = "--logs",
            paramLabel = "PATH",
            description =
                    "Logs that such sources wrote, or a workspace of azdetect's with them, from which to estimate how"
                            + " much they would add a day. May be repeated.")
    private List<Path> logs = List.of();

    /** The parts and the place that they are switched on in. */
    static final class LogParts {
        @Mixin
        private WorkspaceOptions workspace;

        @Option(
                names = "--part",
                paramLabel = "PART",
                description = "Only this part: ${COMPLETION-CANDIDATES}. May be repeated.")
        private Set<LogPart> parts = EnumSet.allOf(LogPart.class);

        TelemetryDeployer deployer(Arm arm) {
            return new TelemetryDeployer(arm, workspace.find(arm), parts);
        }
    }

    List<Detection> detections() {
        return detections.detections();
    }

    /** What would have to be done so that the logs of these detections are there, and how much they would be. */
    PlanReport plan(List<Detection> chosen, Arm arm, PlanOptions options, Terminal terminal) {
        Plan plan = parts.deployer(arm).plan(chosen, options);
        return new PlanReport(plan, logs.isEmpty() ? List.of() : volumes(new LogSetup(chosen), terminal), List.of());
    }

    private List<LogVolume> volumes(LogSetup setup, Terminal terminal) {
        Set<LogStream> streams = new TreeSet<>();
        parts.parts.forEach(part -> streams.addAll(setup.streams(part)));
        if (logs.size() == 1 && Workspace.isWorkspace(logs.get(0))) {
            try (Workspace workspace = Workspace.openReadOnly(logs.get(0))) {
                return new LogVolumes(workspace).of(streams);
            }
        }
        try (Workspace workspace = Workspace.inMemory()) {
            Ingestion.noteLosses(terminal, new Ingestion(terminal, workspace).paths(logs, Optional.empty()));
            return new LogVolumes(workspace).of(streams);
        }
    }
}
