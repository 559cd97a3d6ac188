package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code azdetect deploy apply}. */
@Command(
        name = "apply",
        description =
                "Show the plan, ask, and do exactly what it says. What broke off is finished by running it again.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit codes: 0 all is as wanted, 1 rules that somebody edited were left as they are, 3 something is not in"
                    + " place."
        })
final class DeployApplyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeployChoice choice;

    @Mixin
    private PlanSwitches switches;

    @Mixin
    private final PlanApplication application;

    DeployApplyCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.application = new PlanApplication(terminal, access);
    }

    @Override
    public Integer call() throws IOException {
        DeployChoice.Chosen chosen = choice.chosen();
        Arm arm = application.connect();
        return application.apply(choice.plan(chosen, arm, switches.options(), terminal), arm);
    }
}
