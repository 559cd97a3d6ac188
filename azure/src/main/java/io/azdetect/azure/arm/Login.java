package io.azdetect.azure.arm;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpClient;
import com.azure.core.util.Configuration;
import com.azure.identity.CredentialUnavailableException;
import com.azure.identity.DefaultAzureCredentialBuilder;
import java.util.List;
import java.util.Optional;

/** Who we are: whatever login {@code DefaultAzureCredential} finds, which the Azure CLI, an environment or an identity gives. */
public final class Login {
    private static final int MOST_CHARACTERS = 300;
    private static final List<Cloud> MICROSOFTS = List.of(Cloud.PUBLIC, Cloud.US_GOVERNMENT, Cloud.CHINA);

    private Login() {}

    /**
     * The login that this machine has. Nothing is asked of anyone before a token is needed.
     *
     * @param tenant the tenant to log in to; that of the login itself when empty
     */
    public static TokenCredential ofThisMachine(Cloud cloud, Optional<String> tenant, HttpClient http) {
        return with(Configuration.getGlobalConfiguration(), cloud, tenant, http);
    }

    /** As {@link #ofThisMachine}, with these environment variables in place of the process's own. */
    public static TokenCredential with(
            Configuration environment, Cloud cloud, Optional<String> tenant, HttpClient http) {
        DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder()
                .configuration(environment)
                .authorityHost(cloud.authority().toString())
                .httpClient(http);
        tenant.ifPresent(builder::tenantId);
        // Of an authority of one's own, such as an Azure Stack's, Microsoft's list of authorities knows nothing.
        if (MICROSOFTS.stream().noneMatch(c -> c.authority().equals(cloud.authority()))) {
            builder.disableInstanceDiscovery();
        }
        return builder.build();
    }

    /** Why there is no token, for a person; nothing when an exception is of another kind. */
    static Optional<LoginException> refused(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CredentialUnavailableException) {
                return Optional.of(new LoginException("""
                    nobody is logged in to Azure. Any one of these will do:
                      'az login' (Azure CLI), 'Connect-AzAccount' (Azure PowerShell) or 'azd auth login'
                      a service principal: AZURE_TENANT_ID, AZURE_CLIENT_ID, and AZURE_CLIENT_SECRET or \
                    AZURE_CLIENT_CERTIFICATE_PATH
                      a workload identity: AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE
                      a machine or service with a managed identity; AZURE_CLIENT_ID names one of several\
                    """, thrown));
            }
            if (cause instanceof ClientAuthenticationException) {
                return Optional.of(new LoginException(
                        "the login to Azure is not valid: run 'az login' again, or renew the service principal's"
                                + " secret ("
                                + shortened(cause.getMessage()) + ")",
                        thrown));
            }
        }
        return Optional.empty();
    }

    private static String shortened(String message) {
        String line = message == null ? "" : message.replaceAll("\\s+", " ").strip();
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }
}
