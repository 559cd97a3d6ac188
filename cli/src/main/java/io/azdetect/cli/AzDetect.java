package io.azdetect.cli;

import io.azdetect.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command and its subcommands. */
@Command(
        name = "azdetect",
        description = "Detection engineering for Azure: raw logs in, alerts out.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Start with 'azdetect demo'. 'azdetect COMMAND --help' explains a command.",
            "Exit codes: 0 done, 1 --fail-on reached, check found something or a test failed, 2 wrong command line, 3"
                    + " failure."
        })
public final class AzDetect implements Runnable {
    @Spec
    private CommandSpec spec;

    private AzDetect() {}

    /**
     * Runs one command line.
     *
     * @return the exit code: 0 done, 1 found or failed what was asked for, 2 wrong command line, 3 failure
     */
    public static int run(Terminal terminal, String... arguments) {
        return run(terminal, AzureAccess.real(), arguments);
    }

    /** The same with another way to reach Azure. */
    static int run(Terminal terminal, AzureAccess access, String... arguments) {
        int code = commandLine(terminal, access).execute(arguments);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    static CommandLine commandLine(Terminal terminal) {
        return commandLine(terminal, AzureAccess.real());
    }

    private static CommandLine commandLine(Terminal terminal, AzureAccess access) {
        CommandLine line = new CommandLine(new AzDetect())
                .addSubcommand(new DemoCommand(terminal))
                .addSubcommand(new IngestCommand(terminal))
                .addSubcommand(new HuntCommand(terminal, access))
                .addSubcommand(new QueryCommand(terminal, access))
                .addSubcommand(new ShellCommand(terminal))
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(new TestCommand(terminal))
                .addSubcommand(new CoverageCommand(terminal))
                .addSubcommand(new SimulateCommand(terminal))
                .addSubcommand(new NoiseCommand(terminal))
                .addSubcommand(new NewCommand(terminal))
                .addSubcommand(new TuneCommand(terminal))
                .addSubcommand(new ConvertCommand(terminal))
                .addSubcommand(new ExportCommand(terminal))
                .addSubcommand(new SiteCommand(terminal))
                .addSubcommand(TelemetryCommand.with(terminal, access))
                .addSubcommand(new CostCommand(terminal))
                .addSubcommand(DeployCommand.with(terminal, access))
                .addSubcommand(ActionsCommand.with(terminal, access))
                .addSubcommand(new DoctorCommand(terminal, access))
                .addSubcommand(new ListCommand(terminal))
                .addSubcommand(new ShowCommand(terminal))
                .addSubcommand(new AutoComplete.GenerateCompletion());
        Errors errors = new Errors(terminal);
        return line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(terminal.outScreen().colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(
                        Math.max(60, Math.min(110, terminal.outScreen().columns())))
                .setUsageHelpAutoWidth(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    /** Without a command, the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
