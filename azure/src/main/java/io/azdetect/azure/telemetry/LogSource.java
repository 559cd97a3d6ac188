package io.azdetect.azure.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What writes logs, and how detection files name it: a line of their diagnostic settings begins with the source and names
 * categories, such as {@code Key Vault: category AuditEvent, to the workspace}.
 */
enum LogSource {
    SUBSCRIPTION("Subscription"),
    ENTRA_ID("Microsoft Entra ID"),
    KEY_VAULT("Key Vault"),
    AUTOMATION("Automation account"),
    APP_SERVICE("App Service app"),
    STORAGE("Storage account");

    private static final Pattern SERVICE = Pattern.compile("\\b(blob|file|queue|table)\\b");

    private final String words;

    LogSource(String words) {
        this.words = words;
    }

    /** The categories that it has for us, by the kind of resource; none has a kind where there is one source only. */
    private Map<String, List<String>> categories() {
        return switch (this) {
            case SUBSCRIPTION -> Map.of("", List.of("Administrative", "Security", "Policy", "Alert"));
            case ENTRA_ID ->
                Map.of(
                        "",
                        List.of(
                                "AuditLogs",
                                "SignInLogs",
                                "NonInteractiveUserSignInLogs",
                                "ServicePrincipalSignInLogs",
                                "ManagedIdentitySignInLogs",
                                "MicrosoftGraphActivityLogs",
                                "AzureADGraphActivityLogs",
                                "ProvisioningLogs",
                                "RiskyUsers",
                                "UserRiskEvents",
                                "RiskyServicePrincipals",
                                "ServicePrincipalRiskEvents"));
            case KEY_VAULT -> Map.of("Microsoft.KeyVault/vaults", List.of("AuditEvent"));
            case AUTOMATION -> Map.of("Microsoft.Automation/automationAccounts", List.of("JobLogs", "JobStreams"));
            // AppServiceFileAuditLogs exists on Premium plans only, so a setting with it would fail on others.
            case APP_SERVICE -> Map.of("Microsoft.Web/sites", List.of("AppServiceAuditLogs"));
            case STORAGE -> storageServices();
        };
    }

    private static Map<String, List<String>> storageServices() {
        Map<String, List<String>> services = new LinkedHashMap<>();
        for (String service : List.of("blob", "file", "queue", "table")) {
            services.put(
                    "Microsoft.Storage/storageAccounts/" + service + "Services",
                    List.of("StorageRead", "StorageWrite", "StorageDelete"));
        }
        return services;
    }

    /** Categories that a line asks for, by the kind of resource that has them; none when it is about something else. */
    static Map<String, List<String>> asked(LogSource source, String line) {
        String subject = line.replaceFirst("[:,].*", "").strip();
        Map<String, List<String>> asked = new LinkedHashMap<>();
        if (!subject.equals(source.words)) {
            return asked;
        }
        List<String> services = new ArrayList<>();
        Matcher service = SERVICE.matcher(line);
        while (service.find()) {
            services.add(service.group(1) + "Services");
        }
        source.categories().forEach((kind, known) -> {
            if (source == STORAGE && services.stream().noneMatch(kind::endsWith)) {
                return;
            }
            List<String> named = known.stream()
                    .filter(c ->
                            Pattern.compile("\\b" + c + "\\b").matcher(line).find())
                    .toList();
            if (!named.isEmpty()) {
                asked.put(kind, named);
            }
        });
        return asked;
    }
}
