package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect telemetry destroy}. */
@Command(
        name = "destroy",
        description =
                "Remove the settings, policies and data collection rules of azdetect's. Those that others made stay.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Settings that policies gave to resources stay there; detections see nothing more of what is removed."
        })
final class TelemetryDestroyCommand implements Callable<Integer> {
    @Mixin
    private TelemetryChoice.LogParts parts;

    @Option(names = "--overwrite", description = "Remove also those that somebody edited.")
    private boolean overwrite;

    @Mixin
    private final PlanApplication application;

    TelemetryDestroyCommand(Terminal terminal, AzureAccess access) {
        this.application = new PlanApplication(terminal, access);
    }

    @Override
    public Integer call() throws IOException {
        Arm arm = application.connect();
        return application.apply(parts.deployer(arm).planToRemoveAll(overwrite), arm);
    }
}
