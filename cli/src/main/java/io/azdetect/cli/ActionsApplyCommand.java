package io.azdetect.cli;

import io.azdetect.azure.deploy.ActionDeployer;
import io.azdetect.azure.deploy.ActionFile;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.cli.azure.PlanFormat;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect actions apply}. */
@Command(
        name = "apply",
        description =
                "Show the plan, ask, and make or change the action groups. Groups that others made stay as they are.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ActionsApplyCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final AzureAccess access;

    @Mixin
    private ActionsChoice choice;

    @Mixin
    private PlanSwitches switches;

    @Mixin
    private AzureOptions azure;

    @Mixin
    private Consent consent;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; table unless given.")
    private PlanFormat format = PlanFormat.TABLE;

    ActionsApplyCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws IOException {
        ActionFile file = choice.read();
        ActionDeployer deployer = choice.deployer(azure.connect(access, terminal));
        Plan plan = deployer.plan(file, switches.options());
        format.write(plan, Map.of(), terminal.out(), terminal.outScreen());
        return new Applied(terminal, consent, "action group").apply(plan, deployer::apply);
    }
}
