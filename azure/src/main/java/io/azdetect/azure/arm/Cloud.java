package io.azdetect.azure.arm;

import static java.util.Objects.requireNonNull;

import com.azure.core.management.AzureEnvironment;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Which Azure is spoken to.
 *
 * @param name for people
 * @param resourceManager where Azure Resource Manager answers
 * @param scope what a token for it is asked for
 * @param authority where one logs in
 * @param logAnalytics where queries on Log Analytics workspaces are answered
 */
public record Cloud(String name, URI resourceManager, String scope, URI authority, URI logAnalytics) {
    /** Azure for everyone. */
    public static final Cloud PUBLIC = of("public", AzureEnvironment.AZURE, "https://api.loganalytics.io");

    /** Azure Government of the United States. */
    public static final Cloud US_GOVERNMENT =
            of("usgovernment", AzureEnvironment.AZURE_US_GOVERNMENT, "https://api.loganalytics.us");

    /** Azure operated by 21Vianet. */
    public static final Cloud CHINA = of("china", AzureEnvironment.AZURE_CHINA, "https://api.loganalytics.azure.cn");

    public Cloud {
        requireNonNull(name, "name");
        requireHttps(resourceManager);
        requireNonNull(scope, "scope");
        requireHttps(authority);
        requireHttps(logAnalytics);
    }

    private static Cloud of(String name, AzureEnvironment environment, String logAnalytics) {
        return new Cloud(
                name,
                trimmed(environment.getResourceManagerEndpoint()),
                environment.getManagementEndpoint() + "/.default",
                trimmed(environment.getActiveDirectoryEndpoint()),
                URI.create(logAnalytics));
    }

    /** The cloud of this name, in any case; nothing when there is none. */
    public static Optional<Cloud> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "public" -> Optional.of(PUBLIC);
            case "usgovernment", "usgov" -> Optional.of(US_GOVERNMENT);
            case "china" -> Optional.of(CHINA);
            default -> Optional.empty();
        };
    }

    /** The same cloud with its Resource Manager elsewhere, such as Azure Stack's; tokens are asked for that address. */
    public Cloud withResourceManager(URI address) {
        URI trimmed = trimmed(address.toString());
        return new Cloud(
                name + " at " + trimmed.getAuthority(), trimmed, trimmed + "/.default", authority, logAnalytics);
    }

    /** The same cloud with its Log Analytics elsewhere. */
    public Cloud withLogAnalytics(URI address) {
        return new Cloud(name, resourceManager, scope, authority, trimmed(address.toString()));
    }

    /** The same cloud with its login elsewhere. */
    public Cloud withAuthority(URI address) {
        return new Cloud(name, resourceManager, scope, trimmed(address.toString()), logAnalytics);
    }

    /** What a token for queries is asked for. */
    public String logAnalyticsScope() {
        return logAnalytics + "/.default";
    }

    private static URI trimmed(String address) {
        return URI.create(address.replaceFirst("/+$", ""));
    }

    private static void requireHttps(URI address) {
        if (!"https".equalsIgnoreCase(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "'" + address + "' is no address of a cloud; write one such as https://management.azure.com");
        }
    }
}
