package io.azdetect.cli;

import io.azdetect.azure.deploy.Deployer;
import io.azdetect.cli.azure.PlanFormat;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect deploy apply}. */
@Command(
        name = "apply",
        description =
                "Show the plan, ask, and do exactly what it says. What broke off is finished by running it again.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit codes: 0 all is as wanted, 1 rules that somebody edited were left as they are, 3 something is not in place."
        })
final class DeployApplyCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final AzureAccess access;

    @Mixin
    private DeployChoice choice;

    @Mixin
    private PlanSwitches switches;

    @Mixin
    private AzureOptions azure;

    @Mixin
    private Consent consent;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; table unless given.")
    private PlanFormat format = PlanFormat.TABLE;

    DeployApplyCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws IOException {
        DeployChoice.Chosen chosen = choice.chosen();
        Deployer deployer = choice.deployer(azure.connect(access, terminal));
        Deployer.Planned planned = DeployChoice.plan(deployer, chosen, switches.options(), terminal);
        format.write(planned.plan(), planned.refused(), terminal.out(), terminal.outScreen());
        return new Applied(terminal, consent, "rule").apply(planned.plan(), deployer::apply);
    }
}
