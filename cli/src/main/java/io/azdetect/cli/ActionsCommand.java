package io.azdetect.cli;

import io.azdetect.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code azdetect actions}. */
@Command(
        name = "actions",
        description = "Make the action groups of a parameter file: who is told of alerts, and how.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Example:",
            "  azdetect actions apply --resource-group RG --parameters parameters.yaml",
            "",
            "Mail, SMS, webhooks, Logic Apps, Functions and Automation runbooks; docs/deploying.md has an example of each.",
            "Whom 'notify' names is told by the rules that 'azdetect deploy --target monitor' makes with the same file."
        })
final class ActionsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private ActionsCommand() {}

    /** The command with its own. */
    static CommandLine with(Terminal terminal, AzureAccess access) {
        return new CommandLine(new ActionsCommand())
                .addSubcommand(new ActionsPlanCommand(terminal, access))
                .addSubcommand(new ActionsApplyCommand(terminal, access))
                .addSubcommand(new ActionsDestroyCommand(terminal, access));
    }

    /** Without a command, the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
