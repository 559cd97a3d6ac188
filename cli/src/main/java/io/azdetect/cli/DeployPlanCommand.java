package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.azure.deploy.Prediction;
import io.azdetect.azure.deploy.SavedPlan;
import io.azdetect.azure.deploy.WhatIf;
import io.azdetect.cli.azure.PlanReport;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

    @Mixin
    private DeployChoice choice;

    @Mixin
    private PlanSwitches switches;

    @Option(
            names = "--what-if",
            description = "Ask Azure Resource Manager too what it would do, for each rule that would be written.")
    private boolean whatIf;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Save the plan into this file, so that 'deploy apply FILE' does exactly that and nothing else.")
    private Path file;

    @Mixin
    private final PlanView view;

    DeployPlanCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.view = new PlanView(terminal, access);
    }

    @Override
    public Integer call() throws IOException {
        DeployChoice.Chosen chosen = choice.chosen();
        Arm arm = view.connect();
        Plan plan = choice.plan(chosen, arm, switches.options(), terminal);
        List<Prediction> predictions = whatIf ? new WhatIf(arm, choice.resourceGroup()).of(plan) : List.of();
        if (file != null) {
            SavedPlan.write(file, plan, choice.target(), choice.place(arm));
        }
        int code = view.show(new PlanReport(plan, List.of(), predictions));
        if (file != null) {
            terminal.out().flush();
            terminal.note(
                    "Saved; 'azdetect deploy apply " + file + "' does exactly this, if nothing changes meanwhile.");
        }
        return code;
    }
}
