package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.deploy.Deployer;
import io.azdetect.azure.deploy.Target;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect deploy destroy}. */
@Command(
        name = "destroy",
        description = "Remove all rules of azdetect's from a workspace. Rules that others made stay.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Rules that somebody edited since they were deployed stay too, unless --overwrite says otherwise."
        })
final class DeployDestroyCommand implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions workspace;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            required = true,
            description = "Whose rules: monitor (Azure Monitor) or sentinel (Microsoft Sentinel).")
    private Target target;

    @Option(names = "--overwrite", description = "Remove also those that somebody edited.")
    private boolean overwrite;

    @Mixin
    private final PlanApplication application;

    DeployDestroyCommand(Terminal terminal, AzureAccess access) {
        this.application = new PlanApplication(terminal, access);
    }

    @Override
    public Integer call() throws IOException {
        Arm arm = application.connect();
        Deployer deployer = new Deployer(arm, workspace.find(arm), target);
        return application.apply(deployer.planToRemoveAll(overwrite), arm);
    }
}
