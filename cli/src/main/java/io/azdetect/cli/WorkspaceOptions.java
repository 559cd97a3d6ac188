package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.deploy.WorkspaceScope;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Log Analytics workspace a command is about. */
final class WorkspaceOptions {
    @Mixin
    private GroupOptions group;

    @Option(
            names = "--workspace",
            paramLabel = "NAME",
            required = true,
            description = "The Log Analytics workspace that the rules query.")
    private String workspace;

    String subscription() {
        return group.subscription();
    }

    String resourceGroup() {
        return group.resourceGroup();
    }

    String name() {
        return GroupOptions.checked("--workspace", workspace);
    }

    WorkspaceScope find(Arm arm) {
        return WorkspaceScope.find(arm, subscription(), resourceGroup(), name());
    }
}
