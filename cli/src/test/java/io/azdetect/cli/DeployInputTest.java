package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code azdetect deploy} makes of what it is given: choices, parameters, names that are taken, and mistakes. */
class DeployInputTest {
    private static final String RUN_COMMAND = "0f6b1b1e-0a5f-4c57-9d0c-6f1d6c7a3b01";

    private final AzureWorld world = new AzureWorld();

    @TempDir
    private Path folder;

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private Outcome plan(String... more) {
        List<String> arguments = new ArrayList<>(List.of("deploy", "plan", "--target", "sentinel"));
        arguments.addAll(world.scope());
        arguments.addAll(List.of(more));
        return world.run(arguments.toArray(String[]::new));
    }

    private String parameters(String text) throws IOException {
        return Files.writeString(folder.resolve("parameters.yaml"), text).toString();
    }

    @Test
    void withoutAChoiceNothingIsChosen() {
        Outcome outcome = plan();

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("which detections?").contains("--all");
        assertThat(world.azure().asked()).isEmpty();
    }

    @Test
    void aTacticADetectionAndACloudThatAreNotThereAreSaidBeforeAzureIsAsked() {
        assertThat(plan("--tactic", "Credential Acess").err()).contains("did you mean 'Credential Access'?");
        assertThat(plan("--detection", "vm-run-comand").err()).contains("vm-run-command");
        assertThat(plan("--all", "--cloud", "mars").err()).contains("there is no cloud 'mars'");
        assertThat(world.azure().asked()).isEmpty();
    }

    @Test
    void namesThatWouldLeadAPathElsewhereAreRefused() {
        Outcome outcome = world.run(
                "deploy",
                "plan",
                "--target",
                "sentinel",
                "--detection",
                "vm-run-command",
                "--subscription",
                AzureWorld.SUBSCRIPTION,
                "--resource-group",
                "security/../other",
                "--workspace",
                "law");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("'security/../other' is no name that Azure gives");
    }

    @Test
    void aWorkspaceThatIsNotThereIsSaidWithTheOneThatWasMeant() {
        world.state().remove(AzureWorld.WORKSPACE);
        world.state().hold(AzureWorld.WORKSPACE + "-prod", AzureWorld.object("{\"location\": \"westeurope\"}"));

        Outcome outcome = plan("--detection", "vm-run-command");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.err())
                .contains("there is no workspace 'law' in the resource group security")
                .contains("Those of the subscription: law-prod");
    }

    @Test
    void aValueOfTheWrongTypeIsSaidWithItsLine() throws IOException {
        Outcome outcome = plan("--detection", "vm-run-command", "--parameters", parameters("""
            detections:
              vm-run-command:
                parameters:
                  AllowedCallers: 5
            """));

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("parameters.yaml:4:").contains("AllowedCallers' must be a list");
    }

    @Test
    void parametersSeverityAndSwitchGoIntoTheRuleAndAChangeOfThemIsAChangeOfTheRule() throws IOException {
        world.sentinel("apply", "--yes");

        Outcome outcome = world.sentinel("apply", "--yes", "--parameters", parameters("""
            detections:
              vm-run-command:
                parameters:
                  AllowedCallers: [deploy@contoso.com]
                severity: High
                enabled: false
            """));

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .contains("~ vm-run-command ")
                .contains("properties.enabled: true -> (none)")
                .contains("-let AllowedCallers = dynamic([]);")
                .contains("+let AllowedCallers = dynamic([\"deploy@contoso.com\"]);")
                .contains("properties.severity: Low -> High")
                .contains("1 to change, 1 unchanged");
        JsonNode rule = world.sentinelRules().get(RUN_COMMAND).get("properties");
        assertThat(rule.get("query").asText()).contains("deploy@contoso.com");
        assertThat(rule.get("enabled").asBoolean()).isFalse();
    }

    @Test
    void aRuleOfThatNameThatSomebodyElseMadeStaysUnlessItIsToBeAdopted() {
        ObjectNode theirs = AzureWorld.object("""
            {"kind": "Scheduled", "properties": {"displayName": "Theirs", "queryFrequency": "PT1H"}}\
            """);
        world.state().hold(AzureWorld.SENTINEL + "/" + RUN_COMMAND, theirs);

        Outcome apply = world.sentinel("apply", "--yes");
        String kept = world.sentinelRules()
                .get(RUN_COMMAND)
                .at("/properties/displayName")
                .asText();
        Outcome adopt = world.sentinel("apply", "--yes", "--adopt");

        assertThat(apply.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(apply.out())
                .contains("somebody else made the one of this name")
                .contains("1 with a name that is taken");
        assertThat(kept).isEqualTo("Theirs");
        assertThat(adopt.code()).as(adopt.toString()).isZero();
        assertThat(world.sentinel("drift").code()).isZero();
    }

    @Test
    void whatAzureMonitorCannotRunIsNamedWithTheReason() {
        List<String> arguments = new ArrayList<>(
                List.of("deploy", "plan", "--target", "monitor", "--detection", "key-vault-read-surge"));
        arguments.addAll(world.scope());

        Outcome outcome = world.run(arguments.toArray(String[]::new));

        assertThat(outcome.out())
                .contains("x key-vault-read-surge  cannot run there: it looks back 168 hours")
                .contains("1 that cannot run there");
    }

    @Test
    void whatIsNotChosenStaysUnlessItIsToBePruned() {
        world.sentinel("apply", "--yes");
        List<String> one = new ArrayList<>(
                List.of("deploy", "apply", "--yes", "--target", "sentinel", "--detection", "vm-run-command"));
        one.addAll(world.scope());
        Outcome kept = world.run(one.toArray(String[]::new));
        one.add("--prune");
        Outcome pruned = world.run(one.toArray(String[]::new));

        assertThat(kept.out()).contains("1 of azdetect's not chosen (--prune removes them)");
        assertThat(pruned.out()).contains("1 to remove");
        assertThat(world.sentinelRules()).containsOnlyKeys(RUN_COMMAND);
    }

    @Test
    void aNewVersionOfADetectionThatSaysTheSameIsAChangeOfItsMarkOnly() {
        world.monitor("apply", "--yes");
        String path = AzureWorld.MONITOR + "/azdetect-vm-run-command";
        ObjectNode rule = world.state().held(path);
        ((ObjectNode) rule.get("tags")).put("azdetect-version", "0.9.0").put("team", "blue");
        world.state().hold(path, rule);

        Outcome outcome = world.monitor("apply", "--yes");

        assertThat(outcome.out()).contains("azdetect-version: 0.9.0 -> 1.0.0").contains("1 to change, 1 unchanged");
        assertThat(world.state().held(path).at("/tags/team").asText())
                .as("tags of others stay")
                .isEqualTo("blue");
    }

    @Test
    void withoutAYesNothingIsDone() {
        List<String> all = new ArrayList<>(
                List.of("deploy", "apply", "--target", "sentinel", "--without-built-in", "--detections"));
        all.add("../detections/execution/vm-run-command.yaml");
        all.addAll(world.scope());
        String[] arguments = all.toArray(String[]::new);

        Outcome no = world.runWithInput("no\n", arguments);
        Outcome nobody = world.runWithInput("", arguments);
        assertThat(world.sentinelRules()).isEmpty();
        Outcome yes = world.runWithInput("yes\n", arguments);

        assertThat(no.err()).contains("Nothing was done.");
        assertThat(nobody.code()).isEqualTo(ExitCode.USAGE);
        assertThat(nobody.err()).contains("--yes");
        assertThat(yes.code()).as(yes.toString()).isZero();
        assertThat(world.sentinelRules()).hasSize(1);
    }

    @Test
    void aPlanAsJsonHasEveryRuleAndEveryField() {
        world.sentinel("apply", "--yes");
        ObjectNode rule = world.state().held(AzureWorld.SENTINEL + "/" + RUN_COMMAND);
        ((ObjectNode) rule.get("properties")).put("severity", "High");
        world.state().hold(AzureWorld.SENTINEL + "/" + RUN_COMMAND, rule);

        JsonNode plan = AzureWorld.json(world.sentinel("plan", "--format", "json"));

        assertThat(plan.at("/summary/edited").asInt()).isEqualTo(1);
        assertThat(plan.at("/summary/unchanged").asInt()).isEqualTo(1);
        assertThat(plan.at("/changes/0/fields/0").toString())
                .isEqualTo("{\"field\":\"properties.severity\",\"before\":\"High\",\"after\":\"Low\"}");
    }

    @Test
    void debugTellsOfRequestsAndNotOfTokensOrBodies() {
        Outcome outcome = world.sentinel("apply", "--yes", "--debug");

        assertThat(outcome.err())
                .contains("azure: PUT localhost/subscriptions/")
                .contains("?api-version=2024-09-01 -> 201")
                .doesNotContain("token-1")
                .doesNotContain("AllowedCallers");
    }
}
