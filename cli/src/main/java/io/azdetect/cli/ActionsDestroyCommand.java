package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.deploy.ActionDeployer;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect actions destroy}. */
@Command(
        name = "destroy",
        description = "Remove all action groups of azdetect's from a resource group. Groups that others made stay.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Rules that name a removed group tell nobody; destroy or apply them anew as well."})
final class ActionsDestroyCommand implements Callable<Integer> {
    @Mixin
    private GroupOptions group;

    @Option(names = "--overwrite", description = "Remove also those that somebody edited.")
    private boolean overwrite;

    @Mixin
    private final PlanApplication application;

    ActionsDestroyCommand(Terminal terminal, AzureAccess access) {
        this.application = new PlanApplication(terminal, access);
    }

    @Override
    public Integer call() throws IOException {
        Arm arm = application.connect();
        return application.apply(new ActionDeployer(arm, group.path()).planToRemoveAll(overwrite), arm);
    }
}
