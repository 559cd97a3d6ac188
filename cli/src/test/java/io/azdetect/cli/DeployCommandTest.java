package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.cli.Commands.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code azdetect deploy} as a user meets it, against a stand-in for Azure that the SDK speaks to. */
class DeployCommandTest {
    private final AzureWorld world = new AzureWorld();

    @AfterEach
    void closeWorld() {
        world.close();
    }

    /** Changes a field of a rule as somebody does in the portal. */
    private void edit(String name, String field, String value) {
        String path = AzureWorld.SENTINEL + "/" + name;
        ObjectNode rule = world.state().held(path);
        ((ObjectNode) rule.get("properties")).put(field, value);
        world.state().hold(path, rule);
    }

    private String firstRule() {
        return world.sentinelRules().keySet().iterator().next();
    }

    @Test
    void aPlanShowsWhatIsMissingAndChangesNothing() {
        Outcome outcome = world.sentinel("plan");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).contains("+ vm-run-command ").contains("2 to add");
        assertThat(world.sentinelRules()).isEmpty();
        assertThat(world.azure().asked()).allMatch(r -> r.method().equals("GET"));
    }

    @Test
    void applyPutsTheRulesThereAndASecondOneChangesNothing() {
        Outcome first = world.sentinel("apply", "--yes");
        world.azure().forgetAsked();
        Outcome second = world.sentinel("apply", "--yes");

        assertThat(first.code()).as(first.toString()).isZero();
        assertThat(first.err()).contains("Done: 2 of 2 changes.");
        assertThat(world.sentinelRules()).hasSize(2);
        assertThat(second.code()).as(second.toString()).isZero();
        assertThat(second.out()).contains("Nothing to do, 2 unchanged.");
        assertThat(world.azure().asked()).allMatch(r -> r.method().equals("GET"));
    }

    @Test
    void aHandEditIsDriftAndIsOnlyOverwrittenWhenAsked() {
        world.sentinel("apply", "--yes");
        edit(firstRule(), "severity", "Informational");

        Outcome drift = world.sentinel("drift");
        Outcome apply = world.sentinel("apply", "--yes");
        JsonNode kept = world.sentinelRules().get(firstRule()).at("/properties/severity");
        Outcome overwrite = world.sentinel("apply", "--yes", "--overwrite");

        assertThat(drift.code()).isEqualTo(ExitCode.FOUND);
        assertThat(drift.out())
                .contains("edited by hand")
                .contains("properties.severity: Informational -> ")
                .contains("1 edited by hand");
        assertThat(apply.code()).isEqualTo(ExitCode.FOUND);
        assertThat(kept.asText()).isEqualTo("Informational");
        assertThat(overwrite.code()).as(overwrite.toString()).isZero();
        assertThat(world.sentinelRules()
                        .get(firstRule())
                        .at("/properties/severity")
                        .asText())
                .isNotEqualTo("Informational");
        assertThat(world.sentinel("drift").code()).isZero();
    }

    @Test
    void destroyRemovesOursAndNothingElse() {
        world.sentinel("apply", "--yes");
        world.state().hold(AzureWorld.SENTINEL + "/theirs", AzureWorld.object("""
                {"kind": "Scheduled", "properties": {"displayName": "Theirs", "queryFrequency": "PT1H"}}"""));

        Outcome outcome = world.sentinel("destroy", "--yes");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).contains("2 to remove, 1 made by others and never touched");
        assertThat(world.sentinelRules()).containsOnlyKeys("theirs");
    }
}
