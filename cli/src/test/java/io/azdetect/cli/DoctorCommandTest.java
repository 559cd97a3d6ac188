package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.cli.Commands.Outcome;
import io.azdetect.cli.standin.ArmState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code azdetect doctor}: everything in order, and each thing that may be missing. */
class DoctorCommandTest {
    private static final String ONBOARDED =
            AzureWorld.WORKSPACE + "/providers/Microsoft.SecurityInsights/onboardingStates/default";
    private static final String ROLE = AzureWorld.WORKSPACE + "/providers/Microsoft.Authorization/permissions/0";

    private final AzureWorld world = new AzureWorld();

    @BeforeEach
    void everythingIsInOrder() {
        world.state().hold("/subscriptions/" + AzureWorld.SUBSCRIPTION, AzureWorld.object("""
                {"displayName": "Contoso", "tenantId": "t", "state": "Enabled"}"""));
        world.state().hold(ONBOARDED, AzureWorld.object("{}"));
        world.state().hold(ROLE, AzureWorld.object("""
                {"actions": ["Microsoft.SecurityInsights/*", "*/read"], "notActions": []}"""));
        ObjectNode tables = ArmState.table("DataType:string");
        ((ArrayNode) tables.at("/tables/0/rows")).addArray().add("AzureActivity");
        ((ArrayNode) tables.at("/tables/0/rows")).addArray().add("Event");
        world.azure().answering(query -> tables);
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private Outcome doctor(String... more) {
        List<String> arguments = new ArrayList<>(List.of("doctor", "--technique", "AZT301.1"));
        arguments.addAll(world.scope());
        arguments.addAll(List.of(more));
        return world.run(arguments.toArray(String[]::new));
    }

    @Test
    void whenAllIsInOrderItSaysWhatItLookedAt() {
        Outcome outcome = doctor();

        assertThat(outcome.out())
                .as(outcome.toString())
                .contains("ok   login and subscription: Contoso in the tenant t")
                .contains("ok   workspace: law in westeurope")
                .contains("ok   Microsoft Sentinel: it is on this workspace")
                .contains("ok   permissions: all 4 that are needed")
                .contains("ok   table AzureActivity");
        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(world.azure().asked())
                .allMatch(r -> r.method().equals("GET") || r.path().startsWith("/v1/"));
    }

    @Test
    void aWorkspaceWithoutSentinelIsToldApart() {
        world.state().remove(ONBOARDED);

        Outcome outcome = doctor();

        assertThat(outcome.code()).isEqualTo(ExitCode.FOUND);
        assertThat(outcome.out()).contains("bad  Microsoft Sentinel").contains("--target monitor");
    }

    @Test
    void permissionsThatARoleTakesBackAreMissing() {
        world.state().hold(ROLE, AzureWorld.object("""
                {"actions": ["*"], "notActions": ["Microsoft.SecurityInsights/alertRules/delete"]}"""));

        Outcome outcome = doctor();

        assertThat(outcome.out())
                .contains("missing: Microsoft.SecurityInsights/alertRules/delete\n")
                .contains("ask for the role 'Microsoft Sentinel Contributor'");
    }

    @Test
    void aTableWithoutRecordsIsNamedWithWhatCollectsIt() {
        world.azure().answering(query -> ArmState.table("DataType:string"));

        Outcome outcome = doctor();

        assertThat(outcome.code()).isEqualTo(ExitCode.FOUND);
        assertThat(outcome.out())
                .contains("poor table AzureActivity: no record in 14 days")
                .contains("     -> ");
    }

    @Test
    void afterAMissingWorkspaceItLooksNoFurtherAndSuggestsTheOneThatWasMeant() {
        world.state().remove(AzureWorld.WORKSPACE);
        world.state().hold(AzureWorld.WORKSPACE + "s", AzureWorld.object("{\"location\": \"westeurope\"}"));

        Outcome outcome = doctor("--format", "json");

        assertThat(outcome.code()).isEqualTo(ExitCode.FOUND);
        assertThat(AzureWorld.json(outcome)).hasSize(2);
        assertThat(AzureWorld.json(outcome).get(1).get("detail").asText()).contains("did you mean 'laws'?");
    }
}
