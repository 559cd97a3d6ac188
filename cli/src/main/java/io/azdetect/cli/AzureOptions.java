package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.arm.Cloud;
import io.azdetect.azure.remote.RemoteCluster;
import io.azdetect.azure.remote.RemoteDatabase;
import io.azdetect.azure.remote.RemoteWorkspace;
import io.azdetect.cli.terminal.Terminal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Which Azure a command speaks to, and as whom. */
final class AzureOptions {
    @Option(
            names = "--cloud",
            paramLabel = "CLOUD",
            description = "public, usgovernment or china; public unless given.")
    private String cloud = "public";

    @Option(
            names = "--resource-manager",
            paramLabel = "URL",
            description = "Another Azure Resource Manager, such as that of an Azure Stack.")
    private URI resourceManager;

    @Option(
            names = "--log-analytics",
            paramLabel = "URL",
            description = "Another address for queries on workspaces than that of the cloud.")
    private URI logAnalytics;

    @Option(names = "--authority", paramLabel = "URL", description = "Another login than that of the cloud.")
    private URI authority;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description = "The tenant to log in to; that of the login unless given.")
    private String tenant;

    @Option(
            names = "--debug",
            description = "Say each request to Azure on standard error, without bodies, tokens and secrets.")
    private boolean debug;

    /** A connection to Azure Resource Manager. */
    Arm connect(AzureAccess access, Terminal terminal) {
        Cloud chosen = cloud();
        return new Arm(
                chosen,
                access.login(chosen, Optional.ofNullable(tenant)),
                access.http(),
                access.waiting(),
                log(terminal));
    }

    /** Where requests are told of. */
    Consumer<String> log(Terminal terminal) {
        return debug ? line -> terminal.note("azure: " + line) : line -> {};
    }

    /** A workspace, to be queried in Azure. */
    RemoteWorkspace workspace(AzureAccess access, Terminal terminal, String workspace) {
        Cloud chosen = cloud();
        try {
            return new RemoteWorkspace(
                    chosen,
                    access.login(chosen, Optional.ofNullable(tenant)),
                    access.http(),
                    access.waiting(),
                    log(terminal),
                    workspace);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** What {@code --remote} names: a workspace, or a database of a cluster by its address. */
    RemoteDatabase database(AzureAccess access, Terminal terminal, String remote) {
        if (!RemoteCluster.isAddress(remote)) {
            return workspace(access, terminal, remote);
        }
        try {
            return new RemoteCluster(
                    remote,
                    access.login(cloud(), Optional.ofNullable(tenant)),
                    access.http(),
                    access.waiting(),
                    log(terminal));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    Cloud cloud() {
        Cloud named = Cloud.named(cloud)
                .orElseThrow(() -> new UsageException(
                        "there is no cloud '" + cloud + "'; there are " + List.of("public", "usgovernment", "china")));
        try {
            Cloud chosen = authority == null ? named : named.withAuthority(authority);
            chosen = logAnalytics == null ? chosen : chosen.withLogAnalytics(logAnalytics);
            return resourceManager == null ? chosen : chosen.withResourceManager(resourceManager);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
