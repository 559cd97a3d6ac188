package io.azdetect.cli;

import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private final PlanView view;

    DeployPlanCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.view = new PlanView(terminal, access);
    }

    @Override
    public Integer call() throws IOException {
        DeployChoice.Chosen chosen = choice.chosen();
        return view.show(choice.plan(chosen, view.connect(), switches.options(), terminal));
    }
}
