package io.azdetect.cli;

import io.azdetect.azure.deploy.ActionDeployer;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.cli.azure.PlanFormat;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
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
    private final Terminal terminal;
    private final AzureAccess access;

    @Mixin
    private GroupOptions group;

    @Option(names = "--overwrite", description = "Remove also those that somebody edited.")
    private boolean overwrite;

    @Mixin
    private AzureOptions azure;

    @Mixin
    private Consent consent;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; table unless given.")
    private PlanFormat format = PlanFormat.TABLE;

    ActionsDestroyCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws IOException {
        ActionDeployer deployer = new ActionDeployer(azure.connect(access, terminal), group.path());
        Plan plan = deployer.planToRemoveAll(overwrite);
        format.write(plan, Map.of(), terminal.out(), terminal.outScreen());
        return new Applied(terminal, consent, "action group").apply(plan, deployer::apply);
    }
}
