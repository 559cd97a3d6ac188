package io.azdetect.azure.arm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Azure says when it refuses, made into what a person can act on. The codes are those of <a
 * href="https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors">Azure Resource
 * Manager</a>.
 */
record ArmError(int status, String code, String message) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FORBIDDEN = Pattern.compile("perform action '([^']+)' over scope '([^']+)'");
    private static final Pattern PROVIDER = Pattern.compile("/providers/([^/]+)");
    private static final int MOST_CHARACTERS = 600;

    /** Reads a response's body, which may be anything. */
    static ArmError of(int status, String body) {
        try {
            JsonNode root = JSON.readTree(body);
            JsonNode error = root == null ? JSON.missingNode() : root.has("error") ? root.get("error") : root;
            // The outer code of a validation says little, the first detail what is wrong.
            JsonNode detail = error.at("/details/0");
            String message = error.path("message").asText("");
            String more = detail.path("message").asText("");
            return new ArmError(
                    status,
                    error.path("code").asText(""),
                    shortened(more.isEmpty() || message.contains(more) ? message : message + " " + more));
        } catch (JsonProcessingException e) {
            return new ArmError(status, "", shortened(body.strip()));
        }
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }

    /** @param doing what was tried, such as {@code write the rule x} */
    ArmException exception(String doing, String path) {
        String said = message.isEmpty() ? "" : ": " + message;
        String named = code.isEmpty() ? "" : " " + code;
        return new ArmException(
                status, code, "cannot " + doing + " (HTTP " + status + named + said + ")" + advice(path));
    }

    private String advice(String path) {
        if (status == 401) {
            return "\nThe login is not valid any more: run 'az login', and then this command again.";
        }
        if (status == 403) {
            return forbidden(path);
        }
        return switch (code) {
            case "SubscriptionNotFound", "InvalidSubscriptionId" ->
                "\n"
                        + "Is the subscription right, and in the tenant that you are logged in to? 'az account list"
                        + " --output table' shows those that you see.";
            case "ResourceGroupNotFound" ->
                "\nIs the resource group right? 'az group list --output table' shows those of the subscription.";
            case "MissingSubscriptionRegistration", "NoRegisteredProviderFound" ->
                "\nThe subscription does not use this service yet: run 'az provider register --namespace "
                        + provider(path) + "', wait a minute, and run this command again.";
            case "RequestDisallowedByPolicy" ->
                "\nA policy of the subscription forbids it; who owns the policy can exempt this resource group.";
            case "ScopeLocked" -> "\nA lock on the resource group or subscription forbids it; remove the lock first.";
            case "RequestEntityTooLarge", "RequestContentTooLarge", "InvalidRequestContentTooLarge" ->
                "\nIt is larger than Azure takes; shorten the query or its parameters' lists.";
            default ->
                status == 413 ? "\nIt is larger than Azure takes; shorten the query or its parameters' lists." : "";
        };
    }

    private String forbidden(String path) {
        Matcher named = FORBIDDEN.matcher(message);
        if (!named.find()) {
            return "\nWho is logged in may not do this; 'azdetect doctor' says which permissions are missing.";
        }
        String provider = provider(path);
        // The roles that allow this one are not Azure's.
        String role = provider.equalsIgnoreCase("microsoft.aadiam")
                ? "the role 'Security Administrator' in Microsoft Entra ID"
                : role(provider) + " on " + named.group(2);
        return "\nWho is logged in lacks the permission " + named.group(1) + "; " + role
                + " has it. A new role takes some minutes to be seen; then run this command again.";
    }

    private static String role(String provider) {
        return switch (provider) {
            case "Microsoft.SecurityInsights" -> "the role 'Microsoft Sentinel Contributor'";
            case "Microsoft.Insights" -> "the role 'Monitoring Contributor'";
            case "Microsoft.Authorization" -> "the role 'Owner'";
            case "Microsoft.OperationalInsights" -> "the role 'Log Analytics Reader'";
            default -> "the role 'Reader' or a higher one";
        };
    }

    /** The last resource provider that a path names. */
    private static String provider(String path) {
        String provider = "Microsoft.Resources";
        Matcher named = PROVIDER.matcher(path);
        while (named.find()) {
            provider = named.group(1);
        }
        return provider;
    }
}
