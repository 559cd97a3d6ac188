package io.azdetect.cli;

import io.azdetect.azure.deploy.Plan;
import io.azdetect.azure.deploy.PlanOptions;
import io.azdetect.cli.azure.PlanReport;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code azdetect deploy drift}. */
@Command(
        name = "drift",
        description = "Say whether what is in Azure still is what is wanted: edited, missing and outdated rules.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "The exit code is 1 when something has drifted. Nothing is changed."})
final class DeployDriftCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeployChoice choice;

    @Mixin
    private final PlanView view;

    DeployDriftCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.view = new PlanView(terminal, access);
    }

    @Override
    public Integer call() throws IOException {
        DeployChoice.Chosen chosen = choice.chosen();
        Plan plan = choice.plan(chosen, view.connect(), PlanOptions.CAREFUL, terminal);
        view.print(PlanReport.of(plan));
        return plan.isDrifted() ? ExitCode.FOUND : ExitCode.OK;
    }
}
