package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.deploy.ActionFile;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code azdetect actions apply}. */
@Command(
        name = "apply",
        description =
                "Show the plan, ask, and make or change the action groups. Groups that others made stay as they are.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ActionsApplyCommand implements Callable<Integer> {
    @Mixin
    private ActionsChoice choice;

    @Mixin
    private PlanSwitches switches;

    @Mixin
    private final PlanApplication application;

    ActionsApplyCommand(Terminal terminal, AzureAccess access) {
        this.application = new PlanApplication(terminal, access);
    }

    @Override
    public Integer call() throws IOException {
        ActionFile file = choice.read();
        Arm arm = application.connect();
        return application.apply(choice.deployer(arm).plan(file, switches.options()), arm);
    }
}
