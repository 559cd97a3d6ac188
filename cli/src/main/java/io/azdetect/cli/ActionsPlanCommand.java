package io.azdetect.cli;

import io.azdetect.azure.deploy.Change.Action;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.cli.azure.PlanFormat;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect actions plan}. */
@Command(
        name = "plan",
        description = "Show which action groups apply would make or change. Nothing is changed.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ActionsPlanCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final AzureAccess access;

    @Mixin
    private ActionsChoice choice;

    @Mixin
    private PlanSwitches switches;

    @Mixin
    private AzureOptions azure;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; table unless given.")
    private PlanFormat format = PlanFormat.TABLE;

    ActionsPlanCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws IOException {
        Plan plan = choice.deployer(azure.connect(access, terminal)).plan(choice.read(), switches.options());
        format.write(plan, Map.of(), terminal.out(), terminal.outScreen());
        return plan.has(Action.CLASH) ? ExitCode.FAILURE : ExitCode.OK;
    }
}
