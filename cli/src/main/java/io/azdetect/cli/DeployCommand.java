package io.azdetect.cli;

import io.azdetect.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code azdetect deploy}. */
@Command(
        name = "deploy",
        description = "Put detections into Azure Monitor or Microsoft Sentinel as rules, and keep them there.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  azdetect deploy plan --resource-group RG --workspace NAME --target sentinel --all",
            "  azdetect deploy apply --resource-group RG --workspace NAME --target monitor --tactic Execution",
            "  azdetect deploy plan --resource-group RG --workspace NAME --target sentinel --all --out reviewed.json",
            "  azdetect deploy apply reviewed.json",
            "  azdetect deploy drift --resource-group RG --workspace NAME --target sentinel --all",
            "",
            "Who deploys is whoever 'az login' logged in, or a service principal or managed identity of this machine."
        })
final class DeployCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private DeployCommand() {}

    /** The command with its own. */
    static CommandLine with(Terminal terminal, AzureAccess access) {
        return new CommandLine(new DeployCommand())
                .addSubcommand(new DeployPlanCommand(terminal, access))
                .addSubcommand(DeployApplyCommand.with(terminal, access))
                .addSubcommand(new DeployDriftCommand(terminal, access))
                .addSubcommand(new DeployDestroyCommand(terminal, access));
    }

    /** Without a command, the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
