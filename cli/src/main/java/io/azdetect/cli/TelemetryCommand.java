package io.azdetect.cli;

import io.azdetect.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code azdetect telemetry}. */
@Command(
        name = "telemetry",
        description = "Switch on the logs that detections need.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class TelemetryCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private TelemetryCommand() {}

    /** The command with its subcommands. */
    static CommandLine with(Terminal terminal, AzureAccess access) {
        return new CommandLine(new TelemetryCommand())
                .addSubcommand(new TelemetryPlanCommand(terminal, access))
                .addSubcommand(new TelemetryApplyCommand(terminal, access))
                .addSubcommand(new TelemetryDestroyCommand(terminal, access))
                .addSubcommand(new TelemetryExportCommand(terminal));
    }

    /** Without a subcommand, the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
