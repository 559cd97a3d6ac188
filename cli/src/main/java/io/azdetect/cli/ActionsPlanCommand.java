package io.azdetect.cli;

import io.azdetect.azure.deploy.ActionFile;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code azdetect actions plan}. */
@Command(
        name = "plan",
        description = "Show which action groups apply would make or change. Nothing is changed.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ActionsPlanCommand implements Callable<Integer> {
    @Mixin
    private ActionsChoice choice;

    @Mixin
    private PlanSwitches switches;

    @Mixin
    private final PlanView view;

    ActionsPlanCommand(Terminal terminal, AzureAccess access) {
        this.view = new PlanView(terminal, access);
    }

    @Override
    public Integer call() throws IOException {
        ActionFile file = choice.read();
        return view.show(choice.deployer(view.connect()).plan(file, switches.options()));
    }
}
