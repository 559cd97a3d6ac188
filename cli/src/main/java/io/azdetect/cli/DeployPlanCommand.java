package io.azdetect.cli;

import io.azdetect.azure.deploy.Change.Action;
import io.azdetect.azure.deploy.Deployer;
import io.azdetect.cli.azure.PlanFormat;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect deploy plan}. */
@Command(
        name = "plan",
        description = "Show what apply would do, rule by rule and field by field. Nothing is changed.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "The exit code is 3 when the name of a rule is taken by one that somebody else made."})
final class DeployPlanCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final AzureAccess access;

    @Mixin
    private DeployChoice choice;

    @Mixin
    private PlanSwitches switches;

    @Mixin
    private AzureOptions azure;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; table unless given.")
    private PlanFormat format = PlanFormat.TABLE;

    DeployPlanCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws IOException {
        DeployChoice.Chosen chosen = choice.chosen();
        Deployer deployer = choice.deployer(azure.connect(access, terminal));
        Deployer.Planned planned = DeployChoice.plan(deployer, chosen, switches.options(), terminal);
        format.write(planned.plan(), planned.refused(), terminal.out(), terminal.outScreen());
        return planned.plan().has(Action.CLASH) ? ExitCode.FAILURE : ExitCode.OK;
    }
}
