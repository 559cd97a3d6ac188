package io.azdetect.cli;

import io.azdetect.azure.deploy.Deployer;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.azure.deploy.Target;
import io.azdetect.cli.azure.PlanFormat;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
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
    private final Terminal terminal;
    private final AzureAccess access;

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
    private AzureOptions azure;

    @Mixin
    private Consent consent;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; table unless given.")
    private PlanFormat format = PlanFormat.TABLE;

    DeployDestroyCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws IOException {
        var arm = azure.connect(access, terminal);
        Deployer deployer = new Deployer(arm, workspace.find(arm), target);
        Plan plan = deployer.planToRemoveAll(overwrite);
        format.write(plan, Map.of(), terminal.out(), terminal.outScreen());
        return new Applied(terminal, consent, "rule").apply(plan, deployer::apply);
    }
}
