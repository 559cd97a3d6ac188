package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.deploy.WorkspaceScope;
import picocli.CommandLine.Option;

/** Which Log Analytics workspace a command is about. */
final class WorkspaceOptions {
    /** Names as Azure takes them, so that none of them can lead a path elsewhere. */
    private static final String NAME = "[\\p{L}\\p{Nd}_().-]{1,90}";

    @Option(
            names = "--subscription",
            paramLabel = "ID",
            defaultValue = "${env:AZURE_SUBSCRIPTION_ID}",
            description = "The subscription's id; AZURE_SUBSCRIPTION_ID unless given.")
    private String subscription;

    @Option(
            names = "--resource-group",
            paramLabel = "NAME",
            required = true,
            description = "The resource group of the workspace, which the rules go into.")
    private String resourceGroup;

    @Option(
            names = "--workspace",
            paramLabel = "NAME",
            required = true,
            description = "The Log Analytics workspace that the rules query.")
    private String workspace;

    WorkspaceScope find(Arm arm) {
        if (subscription == null || subscription.isBlank()) {
            throw new UsageException(
                    "which subscription? Name it with --subscription or in AZURE_SUBSCRIPTION_ID; 'az account list"
                            + " --output table' shows yours");
        }
        return WorkspaceScope.find(
                arm,
                checked("--subscription", subscription),
                checked("--resource-group", resourceGroup),
                checked("--workspace", workspace));
    }

    private static String checked(String option, String name) {
        if (!name.matches(NAME) || name.endsWith(".")) {
            throw new UsageException(option + " '" + name + "' is no name that Azure gives; write the name alone");
        }
        return name;
    }
}
