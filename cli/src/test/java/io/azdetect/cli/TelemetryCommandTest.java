package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.cli.Commands.Outcome;
import io.azdetect.cli.standin.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code azdetect telemetry} as it switches logs on in Azure. */
class TelemetryCommandTest {
    private static final String SUBSCRIPTION = "/subscriptions/" + AzureWorld.SUBSCRIPTION;
    private static final String ACTIVITY = SUBSCRIPTION + "/providers/Microsoft.Insights/diagnosticSettings";
    private static final String ENTRA = "/providers/microsoft.aadiam/diagnosticSettings";
    private static final String POLICIES = SUBSCRIPTION + "/providers/Microsoft.Authorization/";
    private static final String RULES = AzureWorld.GROUP + "/providers/Microsoft.Insights/dataCollectionRules";

    private final AzureWorld world = new AzureWorld();

    @TempDir
    private Path folder;

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private Outcome telemetry(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("telemetry", command));
        arguments.addAll(world.scope());
        arguments.addAll(List.of(more));
        return world.run(arguments.toArray(String[]::new));
    }

    private Outcome apply(String... more) {
        List<String> all = new ArrayList<>(List.of("--yes"));
        all.addAll(List.of(more));
        return telemetry("apply", all.toArray(String[]::new));
    }

    private List<String> categories(String path) {
        List<String> enabled = new ArrayList<>();
        for (JsonNode log : world.state().held(path).at("/properties/logs")) {
            if (log.get("enabled").asBoolean()) {
                enabled.add(log.get("category").asText());
            }
        }
        return enabled;
    }

    /** A setting of the Activity Log that somebody made. */
    private void hold(String name, String workspace, String... categories) {
        ObjectNode setting =
                AzureWorld.object("{\"properties\": {\"workspaceId\": \"" + workspace + "\", \"logs\": []}}");
        ArrayNode logs = (ArrayNode) setting.at("/properties/logs");
        for (String category : categories) {
            logs.addObject().put("category", category).put("enabled", true);
        }
        world.state().hold(ACTIVITY + "/" + name, setting);
    }

    @Test
    void aPlanShowsEverySettingPolicyAndRuleAndChangesNothing() {
        Outcome outcome = telemetry("plan");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .contains("+ activity-log  Administrative, ")
                .contains("+ entra-id  AuditLogs, ")
                .contains("+ azdetect-keyvault-vaults  policy definition")
                .contains("+ azdetect-keyvault-vaults  policy assignment")
                .contains("+ azdetect-keyvault-vaults  Monitoring Contributor on the subscription")
                .contains("+ azdetect-powershell-script-blocks  data collection rule")
                .contains("note: resource-logs: policies give the setting to new resources by themselves");
        assertThat(world.azure().asked()).allMatch(r -> r.method().equals("GET"));
    }

    @Test
    void applySwitchesAllOfItOnAndASecondOneChangesNothing() {
        Outcome first = apply();
        world.azure().forgetAsked();
        Outcome second = apply();

        assertThat(first.code()).as(first.toString()).isZero();
        assertThat(categories(ACTIVITY + "/azdetect")).contains("Administrative");
        assertThat(world.state()
                        .held(ENTRA + "/azdetect")
                        .at("/properties/workspaceId")
                        .asText())
                .isEqualTo(AzureWorld.WORKSPACE);
        JsonNode definition = world.state().held(POLICIES + "policyDefinitions/azdetect-keyvault-vaults");
        assertThat(definition
                        .at("/properties/policyRule/then/details/deployment/properties/parameters/name/value")
                        .asText())
                .isEqualTo("[field('name')]");
        ObjectNode assignment = world.state().held(POLICIES + "policyAssignments/azdetect-keyvault-vaults");
        assertThat(assignment.at("/properties/policyDefinitionId").asText())
                .isEqualTo(POLICIES + "policyDefinitions/azdetect-keyvault-vaults");
        assertThat(world.state().heldBelow(POLICIES + "roleAssignments").values())
                .filteredOn(r -> r.at("/properties/principalId").equals(assignment.at("/identity/principalId")))
                .extracting(r -> r.at("/properties/roleDefinitionId").asText().replaceFirst(".*/", ""))
                .containsExactlyInAnyOrder(
                        "749f88d5-cbae-40b8-bcfc-e573ddc772fa", "92aaf0da-9dab-42b6-94a3-d43ce8d16293");
        assertThat(world.state()
                        .held(RULES + "/azdetect-powershell-script-blocks")
                        .at("/location")
                        .asText())
                .isEqualTo("westeurope");
        assertThat(second.code()).as(second.toString()).isZero();
        assertThat(second.out()).contains("Nothing to do, ");
        assertThat(world.azure().asked()).allMatch(r -> r.method().equals("GET"));
    }

    @Test
    void whatAnotherSettingSendsToTheWorkspaceAlreadyIsLeftToThatOne() {
        hold("theirs", AzureWorld.WORKSPACE, "Administrative");
        hold("elsewhere", AzureWorld.WORKSPACE + "-archive", "Security");
        ObjectNode theirs = world.state().held(ACTIVITY + "/theirs");

        Outcome outcome = apply("--part", "activity-log");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(categories(ACTIVITY + "/azdetect")).contains("Security").doesNotContain("Administrative");
        assertThat(world.state().held(ACTIVITY + "/theirs")).isEqualTo(theirs);
        assertThat(outcome.out()).contains("2 made by others and never touched");
    }

    @Test
    void whereOthersSendAllOfItThereIsNothingToDo() {
        hold("theirs", AzureWorld.WORKSPACE, "Administrative");

        Outcome outcome = apply("--part", "activity-log", "--technique", "AZT301.1");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .contains("note: activity-log: other settings send all of it to this workspace already.");
        assertThat(world.state().heldBelow(ACTIVITY)).containsOnlyKeys("theirs");
    }

    @Test
    void whatSomebodyAddsToOurSettingStaysAndWhatTheyTakeAwayComesBack() {
        apply("--part", "activity-log", "--technique", "AZT301.1");
        ObjectNode setting = world.state().held(ACTIVITY + "/azdetect");
        ObjectNode properties = (ObjectNode) setting.get("properties");
        properties.put("storageAccountId", "/subscriptions/s/resourceGroups/g/providers/p/storageAccounts/archive");
        properties.putArray("logs").addObject().put("category", "ServiceHealth").put("enabled", true);
        world.state().hold(ACTIVITY + "/azdetect", setting);

        Outcome outcome = apply("--part", "activity-log", "--technique", "AZT301.1");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(categories(ACTIVITY + "/azdetect")).containsExactly("Administrative", "ServiceHealth");
        assertThat(world.state()
                        .held(ACTIVITY + "/azdetect")
                        .at("/properties/storageAccountId")
                        .asText())
                .endsWith("/archive");
    }

    @Test
    void aSettingOfOurNameThatSendsElsewhereIsNotOurs() {
        hold("azdetect", AzureWorld.WORKSPACE + "-archive", "Administrative");

        Outcome outcome = apply("--part", "activity-log");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.out()).contains("! activity-log").contains("somebody else made the one of this name");
        assertThat(world.state()
                        .held(ACTIVITY + "/azdetect")
                        .at("/properties/workspaceId")
                        .asText())
                .endsWith("-archive");
    }

    @Test
    void wherePlacesForSettingsAreTakenItIsSaidAndTheRestIsDone() {
        for (int i = 0; i < 5; i++) {
            hold("theirs-" + i, AzureWorld.WORKSPACE + "-" + i, "Security");
        }

        Outcome outcome = apply("--part", "activity-log", "--part", "data-collection", "--technique", "AZT301.1");

        assertThat(outcome.out())
                .contains("x activity-log  cannot run there: there are 5 diagnostic settings, and Azure takes no more")
                .contains("add to one of them: Administrative");
        assertThat(world.state().heldBelow(ACTIVITY)).hasSize(5);
        assertThat(world.state().heldBelow(RULES)).isNotEmpty();
    }

    @Test
    void whatTheLoginMayNotDoIsAccountedForAndTheNextRunFinishes() {
        world.state().deny("microsoft.aadiam/diagnosticSettings/write");

        Outcome denied = apply("--part", "entra-id", "--part", "activity-log");
        world.state().allowAll();
        Outcome allowed = apply("--part", "entra-id", "--part", "activity-log");

        assertThat(denied.code()).as(denied.toString()).isEqualTo(ExitCode.FAILURE);
        assertThat(denied.err())
                .contains("not done: add entra-id: ")
                .contains("'Security Administrator' in Microsoft Entra ID")
                .contains("Done: 1 of 2 changes.");
        assertThat(allowed.code()).as(allowed.toString()).isZero();
        assertThat(allowed.out()).contains("1 to add, 1 unchanged");
        assertThat(allowed.err()).contains("Done: 1 of 1 change.");
    }

    @Test
    void whatAzureDoesNotKnowEverywhereYetIsWaitedFor() {
        world.state().tooSoon(3);
        Outcome assigned = apply("--part", "resource-logs", "--technique", "AZT604");
        String roles = POLICIES + "roleAssignments";
        int given = world.state().heldBelow(roles).size();
        world.state().heldBelow(roles).keySet().forEach(name -> world.state().remove(roles + "/" + name));
        world.state().tooSoon(3);

        Outcome givenAgain = apply("--part", "resource-logs", "--technique", "AZT604");

        assertThat(assigned.code()).as(assigned.toString()).isZero();
        assertThat(givenAgain.code()).as(givenAgain.toString()).isZero();
        assertThat(world.state().heldBelow(roles)).hasSize(given);
    }

    @Test
    void whenAzureBreaksInTheMiddleTheNextRunFinishes() {
        AtomicInteger puts = new AtomicInteger();
        world.azure().failing(r -> r.method().equals("PUT") && puts.incrementAndGet() > 5 ? Fault.BROKEN : Fault.NONE);
        Outcome broken = apply("--part", "resource-logs");
        world.azure().failing(r -> Fault.NONE);
        Outcome again = apply("--part", "resource-logs");

        assertThat(broken.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(broken.err()).contains("not done: add azdetect-").contains("What is done stays");
        assertThat(again.code()).as(again.toString()).isZero();
        assertThat(telemetry("plan", "--part", "resource-logs").out()).contains("Nothing to do, ");
    }

    @Test
    void destroyRemovesOursInTheOrderThatAzureAllowsAndNothingElse() {
        hold("theirs", AzureWorld.WORKSPACE + "-archive", "Administrative");
        apply();
        world.azure().forgetAsked();

        Outcome outcome = telemetry("destroy", "--yes");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(world.state().heldBelow(ACTIVITY)).containsOnlyKeys("theirs");
        assertThat(world.state().heldBelow(ENTRA)).isEmpty();
        assertThat(world.state().heldBelow(RULES)).isEmpty();
        assertThat(world.state().heldBelow(POLICIES + "roleAssignments")).isEmpty();
        List<String> deleted = world.azure().asked().stream()
                .filter(r -> r.method().equals("DELETE") && r.path().startsWith(POLICIES))
                .map(r -> r.path().substring(POLICIES.length()).replaceFirst("/.*", ""))
                .distinct()
                .toList();
        assertThat(deleted).containsExactly("roleAssignments", "policyAssignments", "policyDefinitions");
    }

    @Test
    void volumesAreEstimatedFromLogsThatSpanADayAndNotFromOthers() throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(logs.resolve("events.ndjson"), """
            {"TimeGenerated": "2026-01-01T00:00:00Z", "Computer": "one", "EventID": 4104, "Type": "Event"}
            {"TimeGenerated": "2026-01-03T00:00:00Z", "Computer": "three", "EventID": 4104, "Type": "Event"}
            {"TimeGenerated": "2026-01-09T00:00:00Z", "Computer": "four", "EventID": 4688, "Type": "Event"}
            """);

        JsonNode plan = AzureWorld.json(
                telemetry("plan", "--part", "data-collection", "--format", "json", "--logs", logs.toString()));

        JsonNode volume = plan.at("/volumes/0");
        assertThat(volume.get("logs").asText()).isEqualTo("Event where EventID == 4104");
        assertThat(volume.get("rows").asInt()).isEqualTo(2);
        assertThat(volume.get("hours").asInt()).isEqualTo(48);
        assertThat(volume.get("rowsADay").asInt()).isEqualTo(1);
        // Two times of 28 characters, two names and two ids, in two days.
        assertThat(volume.get("bytesADay").asInt()).isEqualTo((28 + 3 + 4 + 28 + 5 + 4) / 2);
    }

    @Test
    void aVolumeOfAFewHoursIsNotOneOfADay() throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(logs.resolve("events.ndjson"), """
            {"TimeGenerated": "2026-01-01T00:00:00Z", "Computer": "one", "EventID": 4104, "Type": "Event"}
            {"TimeGenerated": "2026-01-01T05:00:00Z", "Computer": "two", "EventID": 4104, "Type": "Event"}
            """);

        Outcome outcome =
                telemetry("plan", "--part", "data-collection", "--part", "activity-log", "--logs", logs.toString());

        assertThat(outcome.out())
                .contains("not estimated: the logs have 2, of 5 hours only")
                .contains("not estimated: the logs have none")
                .contains("None of it could be estimated.");
    }
}
