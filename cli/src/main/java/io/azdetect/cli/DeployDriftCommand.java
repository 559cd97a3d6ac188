package io.azdetect.cli;

import io.azdetect.azure.deploy.Deployer;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.azure.deploy.PlanOptions;
import io.azdetect.cli.azure.PlanFormat;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect deploy drift}. */
@Command(
        name = "drift",
        description = "Say whether what is in Azure still is what is wanted: edited, missing and outdated rules.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "The exit code is 1 when something has drifted. Nothing is changed."})
final class DeployDriftCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final AzureAccess access;

    @Mixin
    private DeployChoice choice;

    @Mixin
    private AzureOptions azure;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; table unless given.")
    private PlanFormat format = PlanFormat.TABLE;

    DeployDriftCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws IOException {
        DeployChoice.Chosen chosen = choice.chosen();
        Deployer deployer = choice.deployer(azure.connect(access, terminal));
        Deployer.Planned planned = DeployChoice.plan(deployer, chosen, PlanOptions.CAREFUL, terminal);
        Plan plan = planned.plan();
        format.write(plan, planned.refused(), terminal.out(), terminal.outScreen());
        return Deployer.isDrifted(plan) ? ExitCode.FOUND : ExitCode.OK;
    }
}
