package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Playbooks that Microsoft Sentinel runs, and how many rules it runs. */
class DeployPlaybooksTest {
    private static final String AUTOMATION =
            AzureWorld.WORKSPACE + "/providers/Microsoft.SecurityInsights/automationRules";
    private static final String PLAYBOOK = AzureWorld.GROUP + "/providers/Microsoft.Logic/workflows/triage";
    private static final String FILE = """
        playbooks:
          triage:
            logicApp: %s
        notify:
          - playbooks: [triage]
            severities: [High, Medium]
            tactics: [Credential Access]
        """.formatted(PLAYBOOK);

    private final AzureWorld world = new AzureWorld();

    @TempDir
    private Path folder;

    @BeforeEach
    void aPlaybookIsThere() {
        world.state().hold(PLAYBOOK, AzureWorld.object("{\"location\": \"westeurope\"}"));
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("parameters.yaml"), text).toString();
    }

    private JsonNode rule() {
        assertThat(world.state().heldBelow(AUTOMATION)).hasSize(1);
        return world.state().heldBelow(AUTOMATION).values().iterator().next();
    }

    @Test
    void aPlaybookRunsForIncidentsOfItsSeveritiesAndTactics() throws IOException {
        String file = file(FILE);

        Outcome apply = world.sentinel("apply", "--yes", "--parameters", file);
        Outcome again = world.sentinel("apply", "--yes", "--parameters", file);

        assertThat(apply.code()).as(apply.toString()).isZero();
        assertThat(apply.out()).contains("+ triage  Run the playbook triage").contains("3 to add");
        JsonNode properties = rule().get("properties");
        assertThat(properties.get("displayName").asText()).startsWith("Run the playbook triage [azdetect triage ");
        assertThat(properties.at("/triggeringLogic/triggersOn").asText()).isEqualTo("Incidents");
        assertThat(properties.at("/triggeringLogic/conditions").toString())
                .isEqualTo(
                        "[{\"conditionType\":\"Property\",\"conditionProperties\":{\"propertyName\":\"IncidentSeverity\","
                                + "\"operator\":\"Equals\",\"propertyValues\":[\"Medium\",\"High\"]}},"
                                + "{\"conditionType\":\"Property\",\"conditionProperties\":{\"propertyName\":\"IncidentTactics\","
                                + "\"operator\":\"Contains\",\"propertyValues\":[\"CredentialAccess\"]}}]");
        assertThat(properties
                        .at("/actions/0/actionConfiguration/logicAppResourceId")
                        .asText())
                .isEqualTo(PLAYBOOK);
        assertThat(again.out()).contains("Nothing to do, 3 unchanged.");
    }

    @Test
    void severalBindingsOfAPlaybookAreAlternativesInOneRule() throws IOException {
        Outcome apply = world.sentinel("apply", "--yes", "--parameters", file(FILE + """
              - playbooks: [triage]
                detections: [vm-run-command]
            """));

        assertThat(apply.code()).as(apply.toString()).isZero();
        JsonNode either = rule().at("/properties/triggeringLogic/conditions/0");
        assertThat(either.get("conditionType").asText()).isEqualTo("Boolean");
        assertThat(either.at("/conditionProperties/operator").asText()).isEqualTo("Or");
        assertThat(either.at("/conditionProperties/innerConditions/0/conditionProperties/operator")
                        .asText())
                .isEqualTo("And");
        assertThat(either.at("/conditionProperties/innerConditions/1/conditionProperties/propertyValues/0")
                        .asText())
                .isEqualTo(AzureWorld.SENTINEL + "/0f6b1b1e-0a5f-4c57-9d0c-6f1d6c7a3b01");
    }

    @Test
    void aBindingThatNarrowsNothingRunsThePlaybookForEveryIncident() throws IOException {
        world.sentinel("apply", "--yes", "--parameters", file(FILE + """
              - playbooks: [triage]
            """));

        assertThat(rule().at("/properties/triggeringLogic/conditions")).isEmpty();
    }

    @Test
    void aPlaybookThatIsNotThereIsSaidBeforeAnythingIsWritten() throws IOException {
        world.state().remove(PLAYBOOK);

        Outcome outcome = world.sentinel("apply", "--yes", "--parameters", file(FILE));

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.err()).contains("there is no playbook " + PLAYBOOK);
        assertThat(world.sentinelRules()).isEmpty();
    }

    @Test
    void mistakesInPlaybooksAreSaidWithTheirLines() throws IOException {
        String file = file("""
            playbooks:
              triage:
                logicapp: x
            notify:
              - playbooks: [triag]
            """);

        Outcome outcome = world.sentinel("plan", "--parameters", file);

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err())
                .contains("'playbooks.triage.logicApp' is missing")
                .contains(file + ":3: 'playbooks.triage.logicapp' is no field here (did you mean 'logicApp'?)")
                .contains(file + ":5: 'triag' is none of the 'playbooks' of this file; did you mean 'triage'?");
    }

    @Test
    void destroyRemovesOurAutomationRuleAndNoOther() throws IOException {
        world.sentinel("apply", "--yes", "--parameters", file(FILE));
        world.state()
                .hold(AUTOMATION + "/theirs", AzureWorld.object("{\"properties\": {\"displayName\": \"Theirs\"}}"));

        Outcome outcome = world.sentinel("destroy", "--yes");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(world.state().heldBelow(AUTOMATION)).containsOnlyKeys("theirs");
        assertThat(world.sentinelRules()).isEmpty();
    }

    @Test
    void moreRulesThanSentinelRunsAreToldAtPlanTimeAndThoseThatAreOffDoNotCount() {
        for (int i = 0; i < 510; i++) {
            hold("theirs-" + i, true);
        }
        hold("off", false);

        Outcome fits = world.sentinel("plan");
        hold("one-more", true);
        Outcome tooMany = world.sentinel("plan");

        assertThat(fits.out()).contains("2 to add").doesNotContain("Sentinel runs 512");
        assertThat(tooMany.out())
                .contains("note: the workspace would have 513 scheduled rules that are on, and Sentinel runs 512");
    }

    private void hold(String name, boolean enabled) {
        ObjectNode rule = AzureWorld.object("""
            {"kind": "Scheduled", "properties": {"displayName": "Theirs", "queryFrequency": "PT1H"}}\
            """);
        ((ObjectNode) rule.get("properties")).put("enabled", enabled);
        world.state().hold(AzureWorld.SENTINEL + "/" + name, rule);
    }
}
