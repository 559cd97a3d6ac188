package io.azdetect.cli;

import picocli.CommandLine.Option;

/** Which resource group a command is about. */
final class GroupOptions {
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
            description = "The resource group that rules and action groups go into.")
    private String resourceGroup;

    String subscription() {
        if (subscription == null || subscription.isBlank()) {
            throw new UsageException(
                    "which subscription? Name it with --subscription or in AZURE_SUBSCRIPTION_ID; 'az account list"
                            + " --output table' shows yours");
        }
        return checked("--subscription", subscription);
    }

    String resourceGroup() {
        return checked("--resource-group", resourceGroup);
    }

    /** The resource group's resource id. */
    String path() {
        return "/subscriptions/" + subscription() + "/resourceGroups/" + resourceGroup();
    }

    static String checked(String option, String name) {
        if (!name.matches(NAME) || name.endsWith(".")) {
            throw new UsageException(option + " '" + name + "' is no name that Azure gives; write the name alone");
        }
        return name;
    }
}
