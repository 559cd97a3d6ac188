package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import io.azdetect.azure.arm.Cloud;
import io.azdetect.azure.arm.Login;
import io.azdetect.azure.arm.Waiting;
import io.azdetect.cli.Commands.Outcome;
import io.azdetect.cli.standin.ArmStandIn;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real {@code DefaultAzureCredential} with environment variables, against a stand-in for Microsoft Entra ID. */
class LoginTest {
    private static final String TENANT = "bbbbbbbb-0000-0000-0000-000000000000";
    private static final String CLIENT = "cccccccc-0000-0000-0000-000000000000";

    private final AzureWorld world = new AzureWorld();

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private Outcome query(Map<String, String> environment) {
        AzureAccess access = new AzureAccess() {
            @Override
            public HttpClient http() {
                return ArmStandIn.http();
            }

            @Override
            public TokenCredential login(Cloud cloud, Optional<String> tenant) {
                // Other logins of the machine that runs the tests must not answer.
                Map<String, String> variables = new HashMap<>(environment);
                variables.put("AZURE_TOKEN_CREDENTIALS", "EnvironmentCredential");
                Configuration configuration =
                        new ConfigurationBuilder(path -> Map.of(), path -> Map.of(), path -> variables).build();
                return Login.with(configuration, cloud, tenant, http());
            }

            @Override
            public Waiting waiting() {
                return world.time();
            }
        };
        String here = world.azure().address().toString();
        return Commands.run(
                "",
                access,
                "query",
                "--remote",
                "aaaaaaaa-0000-0000-0000-000000000000",
                "--log-analytics",
                here,
                "--authority",
                here,
                "--debug",
                "print 1");
    }

    private static Map<String, String> servicePrincipal(String secret) {
        return Map.of("AZURE_TENANT_ID", TENANT, "AZURE_CLIENT_ID", CLIENT, "AZURE_CLIENT_SECRET", secret);
    }

    @Test
    void aServicePrincipalOfTheEnvironmentLogsInAndItsSecretIsNeverSaid() {
        Outcome outcome = query(servicePrincipal(ArmStandIn.SECRET));

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(world.azure().asked())
                .anySatisfy(request -> assertThat(request.path()).isEqualTo("/" + TENANT + "/oauth2/v2.0/token"));
        assertThat(outcome.err()).contains("azure: POST localhost/v1/workspaces/");
        assertThat(outcome.toString()).doesNotContain(ArmStandIn.SECRET).doesNotContain("token-1");
    }

    @Test
    void aWrongSecretIsCalledSoWithoutBeingSaid() {
        Outcome outcome = query(servicePrincipal("wrong-and-never-said"));

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.err()).contains("the login to Azure is not valid").contains("AADSTS7000215");
        assertThat(outcome.toString()).doesNotContain("never-said");
    }

    @Test
    void whoIsNotLoggedInIsToldEveryWayToBe() {
        Outcome outcome = query(Map.of());

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.err())
                .contains("nobody is logged in to Azure", "'az login'", "'Connect-AzAccount'", "'azd auth login'")
                .contains("AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_FEDERATED_TOKEN_FILE")
                .contains("managed identity");
        assertThat(world.azure().asked()).isEmpty();
    }
}
