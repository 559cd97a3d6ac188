package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

/** {@code deploy plan --out FILE}, {@code --what-if}, and {@code deploy apply FILE}. */
class SavedPlanTest {
    private static final String RUN_COMMAND = "0f6b1b1e-0a5f-4c57-9d0c-6f1d6c7a3b01";

    private final AzureWorld world = new AzureWorld();

    @TempDir
    private Path folder;

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private Path saved(String... more) {
        Path file = folder.resolve("plan.json");
        List<String> arguments = new ArrayList<>(List.of("--out", file.toString()));
        arguments.addAll(List.of(more));
        Outcome outcome = world.sentinel("plan", arguments.toArray(String[]::new));
        assertThat(outcome.err()).as(outcome.toString()).contains("deploy apply " + file);
        return file;
    }

    private Outcome apply(Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of("deploy", "apply", file.toString(), "--yes"));
        arguments.addAll(List.of("--resource-manager", world.azure().address().toString()));
        arguments.addAll(List.of(more));
        return world.run(arguments.toArray(String[]::new));
    }

    private void edit(String name) {
        String path = AzureWorld.SENTINEL + "/" + name;
        ObjectNode rule = world.state().held(path);
        ((ObjectNode) rule.get("properties")).put("displayName", "Edited");
        world.state().hold(path, rule);
    }

    @Test
    void exactlyWhatWasSavedIsApplied() {
        Path file = saved("--detection", "vm-run-command");

        Outcome outcome = apply(file);

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).contains("+ vm-run-command ").contains("1 to add.");
        assertThat(world.sentinelRules()).containsOnlyKeys(RUN_COMMAND);
        assertThat(world.sentinel("plan", "--detection", "vm-run-command").out())
                .contains("Nothing to do, 1 unchanged.");
    }

    @Test
    void aChangeIsAppliedAsItWasPlannedAndWhatWasNotPlannedStays() {
        world.sentinel("apply", "--yes");
        edit(RUN_COMMAND);
        Path file = saved("--overwrite");

        Outcome outcome = apply(file);

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).contains("properties.displayName: Edited -> ").contains("1 to overwrite.");
        assertThat(world.sentinel("drift").code()).isZero();
    }

    @Test
    void whenWhatItSawHasChangedItIsNotAppliedAtAll() {
        world.sentinel("apply", "--yes", "--detection", "vm-run-command");
        edit(RUN_COMMAND);
        Path file = saved("--overwrite");
        ObjectNode rule = world.state().held(AzureWorld.SENTINEL + "/" + RUN_COMMAND);
        ((ObjectNode) rule.get("properties")).put("severity", "Informational");
        world.state().hold(AzureWorld.SENTINEL + "/" + RUN_COMMAND, rule);

        Outcome changed = apply(file);
        world.state().remove(AzureWorld.SENTINEL + "/" + RUN_COMMAND);
        Outcome gone = apply(file);

        assertThat(changed.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(changed.err())
                .contains("this plan is not applied")
                .contains("vm-run-command has changed")
                .contains("Make a new plan");
        assertThat(gone.err()).contains("vm-run-command is gone");
        assertThat(world.sentinelRules())
                .as("the other rule of the plan is not made either")
                .isEmpty();
    }

    @Test
    void afterARunThatBrokeOffTheSamePlanFinishes() {
        Path file = saved();
        AtomicInteger puts = new AtomicInteger();
        world.azure().failing(r -> r.method().equals("PUT") && puts.getAndIncrement() > 0 ? Fault.BROKEN : Fault.NONE);
        Outcome broken = apply(file);
        world.azure().failing(r -> Fault.NONE);

        Outcome again = apply(file);

        assertThat(broken.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(again.code()).as(again.toString()).isZero();
        assertThat(world.sentinelRules()).hasSize(2);
    }

    @Test
    void aPlanHoldsNoSecretAndNothingOfWhatIsThere() throws IOException {
        world.sentinel("apply", "--yes");
        edit(RUN_COMMAND);

        String text = Files.readString(saved("--overwrite"));

        assertThat(text).doesNotContain("token-1").doesNotContain("Edited").contains("\"seen\" : \"1-");
    }

    @Test
    void whatIsNoPlanAndWhatContradictsAPlanIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"plan\": 1}");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\n  \"azdetectPlan\": 1,\n  nonsense");
        Path file = saved();
        Path elsewhere = Files.writeString(
                folder.resolve("elsewhere.json"),
                Files.readString(file).replace("\"name\" : \"" + RUN_COMMAND, "\"name\" : \"../" + RUN_COMMAND));

        assertThat(apply(other).code()).isEqualTo(ExitCode.USAGE);
        assertThat(apply(broken).err()).contains("broken.json:3: this is no plan");
        assertThat(apply(elsewhere).err()).contains("is no name of a rule of azdetect's");
        assertThat(apply(file, "--all").err()).contains("leave out --all");
        assertThat(world.run("deploy", "apply", "--yes").err())
                .contains("Missing required options: ")
                .contains("--target")
                .contains("--workspace");
        assertThat(world.sentinelRules()).isEmpty();
    }

    @Test
    void azuresOwnWhatIfIsShownForEachRuleThatWouldBeWritten() {
        world.sentinel("apply", "--yes", "--detection", "vm-run-command");
        ObjectNode rule = world.state().held(AzureWorld.SENTINEL + "/" + RUN_COMMAND);
        ((ObjectNode) rule.get("properties")).put("severity", "High");
        world.state().hold(AzureWorld.SENTINEL + "/" + RUN_COMMAND, rule);
        world.azure().forgetAsked();

        Outcome outcome = world.sentinel("plan", "--what-if", "--overwrite");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .contains("What Azure says that it would do")
                .contains("Modify " + RUN_COMMAND)
                .contains("properties.severity: High -> Low")
                .doesNotContain("properties.enabled: ")
                .contains("Create ")
                .doesNotContain("storageAccounts");
        assertThat(world.azure().asked()).noneMatch(r -> r.method().equals("PUT"));
        assertThat(world.azure().asked().stream()
                        .filter(r -> r.method().equals("POST"))
                        .toList())
                .singleElement()
                .satisfies(r -> assertThat(AzureWorld.object(r.body()).at("/properties/template/resources/0/scope"))
                        .hasToString("\"Microsoft.OperationalInsights/workspaces/law\""));
    }

    @Test
    void whatIfThatAzureRefusesIsSaid() {
        world.state().operationsFail(true);

        Outcome outcome = world.sentinel("plan", "--what-if");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.err()).contains("cannot ask Azure what it would do");
    }
}
