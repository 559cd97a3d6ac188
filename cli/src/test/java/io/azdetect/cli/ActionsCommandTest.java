package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code azdetect actions}, and whom rules tell. */
class ActionsCommandTest {
    private static final String GROUPS = AzureWorld.GROUP + "/providers/Microsoft.Insights/actionGroups";
    private static final String FILE = """
        actionGroups:
          oncall:
            email: [soc@contoso.com]
            sms: [{country: 43, number: 660 123456}]
          boss:
            id: /subscriptions/s/resourceGroups/g/providers/Microsoft.Insights/actionGroups/boss
        notify:
          - actionGroups: [oncall]
            severities: [Low]
          - actionGroups: [boss]
            detections: [vm-run-command-script]
        """;

    private final AzureWorld world = new AzureWorld();

    @TempDir
    private Path folder;

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("parameters.yaml"), text);
    }

    private Outcome actions(String command, Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of("actions", command));
        arguments.addAll(List.of(
                "--subscription",
                AzureWorld.SUBSCRIPTION,
                "--resource-group",
                "security",
                "--resource-manager",
                world.azure().address().toString()));
        if (!command.equals("destroy")) {
            arguments.addAll(List.of("--parameters", file.toString()));
        }
        arguments.addAll(List.of(more));
        return world.run(arguments.toArray(String[]::new));
    }

    @Test
    void groupsAreMadeOnceAndThenLeftAlone() throws IOException {
        Path file = file(FILE);

        Outcome first = actions("apply", file, "--yes");
        Outcome second = actions("plan", file);

        assertThat(first.code()).as(first.toString()).isZero();
        ObjectNode group = world.state().held(GROUPS + "/oncall");
        assertThat(group.at("/location").asText()).isEqualTo("Global");
        assertThat(group.at("/properties/emailReceivers/0/emailAddress").asText())
                .isEqualTo("soc@contoso.com");
        assertThat(group.at("/properties/emailReceivers/0/useCommonAlertSchema").asBoolean())
                .isTrue();
        assertThat(group.at("/properties/smsReceivers/0/phoneNumber").asText()).isEqualTo("660123456");
        assertThat(second.out()).contains("Nothing to do, 1 unchanged.");
    }

    @Test
    void rulesTellThoseWhoAreBoundToTheirSeverityOrToThemselves() throws IOException {
        Path file = file(FILE);
        world.state()
                .hold(
                        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Insights/actionGroups/boss",
                        AzureWorld.object("{\"properties\": {}}"));
        actions("apply", file, "--yes");

        Outcome outcome = world.monitor("apply", "--yes", "--parameters", file.toString());

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        Map<String, ObjectNode> rules = world.monitorRules();
        assertThat(rules.get("azdetect-vm-run-command")
                        .at("/properties/actions/actionGroups")
                        .toString())
                .contains("actionGroups/oncall")
                .doesNotContain("boss");
        assertThat(rules.get("azdetect-vm-run-command-script")
                        .at("/properties/actions/actionGroups")
                        .toString())
                .contains("actionGroups/boss");
    }

    @Test
    void aGroupThatIsNotThereIsSaidBeforeAnythingIsWritten() throws IOException {
        Outcome outcome =
                world.monitor("apply", "--yes", "--parameters", file(FILE).toString());

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.err()).contains("there is no action group").contains("azdetect actions apply");
        assertThat(world.monitorRules()).isEmpty();
    }

    @Test
    void everythingThatIsWrongWithAFileIsSaidAtOnceWithItsLine() throws IOException {
        Path file = file("""
            actionGroups:
              a-name-that-is-too-long:
                email: [nobody]
                webhook: ["https://hooks.example.com/secret"]
                logicApp: [{app: not-an-id, url: env:AZDETECT_NOT_SET}]
                fax: [1]
              silent: {}
            notify:
              - actionGroups: [silen]
                severities: [Hgh]
                tactics: [Exfiltraton]
                detections: [vm-run-comand]
            """);

        Outcome outcome = actions("plan", file);

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err())
                .contains(file + ":3: 'nobody' is no address for a mail")
                .contains(file + ":4: a webhook is a secret and must not stand in a file; write env:NAME")
                .contains(file + ":5: 'actionGroups.a-name-that-is-too-long.logicApp[0].app' must be a resource's id")
                .contains(file + ":5: 'url' is to be in the environment variable AZDETECT_NOT_SET, which is not set")
                .contains(file + ":6: 'actionGroups.a-name-that-is-too-long.fax' is no field here")
                .contains("'actionGroups.a-name-that-is-too-long.shortName' may have 12 characters")
                .contains(file + ":7: 'actionGroups.silent' tells nobody")
                .contains(file + ":9: 'silen' is none of the 'actionGroups' of this file; did you mean 'silent'?")
                .contains(file + ":10: 'Hgh' is no severity; did you mean 'High'?")
                .contains(file + ":11: 'Exfiltraton' is no tactic; did you mean 'Exfiltration'?")
                .contains(file + ":12: 'vm-run-comand' is no detection; did you mean 'vm-run-command'?")
                .doesNotContain("hooks.example.com");
        assertThat(world.azure().asked()).isEmpty();
    }

    @Test
    void deployTellsOfMistakesInSettingsAndInNotificationsInOneRun() throws IOException {
        Path file = file("""
            detections:
              vm-run-command:
                severity: Hgh
            actiongroups: {}
            notify:
              - severities: [High]
            """);

        Outcome outcome = world.monitor("plan", "--parameters", file.toString());

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err().lines().filter(l -> l.startsWith(file.toString())))
                .satisfiesExactly(
                        line -> assertThat(line).contains(":3: ").contains("severity"),
                        line -> assertThat(line).contains(":4: ").contains("did you mean 'actionGroups'?"),
                        line -> assertThat(line).contains(":6: 'notify[0].actionGroups' must name who is told"));
        assertThat(world.azure().asked()).isEmpty();
    }

    @Test
    void destroyRemovesOurGroupsAndNoOthers() throws IOException {
        actions("apply", file(FILE), "--yes");
        world.state().hold(GROUPS + "/theirs", AzureWorld.object("{\"properties\": {\"groupShortName\": \"theirs\"}}"));

        Outcome outcome = actions("destroy", null, "--yes");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(world.state().heldBelow(GROUPS)).containsOnlyKeys("theirs");
    }
}
