package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code azdetect simulate} and {@code azdetect noise}, in a tenant that is small enough for every run of the tests. */
class NoiseCommandTest {
    @TempDir
    private Path folder;

    @Test
    void anAttackIsFoundAmongEverydayWorkAndItsAlertIsNoNoise() throws IOException {
        Path report = folder.resolve("noise.json");

        Commands.Outcome outcome = Commands.run(
                "noise",
                "--identities",
                "20",
                "--days",
                "2",
                "--technique",
                "AZT301.1",
                "--attacks",
                "vm-run-command-script",
                "--format",
                "json",
                "--out",
                report.toString());

        JsonNode json = new ObjectMapper().readTree(Files.readString(report));
        JsonNode attack = json.path("injections").path(0);
        assertThat(attack.path("id").asText()).as(outcome.toString()).isEqualTo("vm-run-command-script");
        assertThat(attack.path("alerts")).as(attack.toPrettyString()).hasSize(1);
        assertThat(attack.path("alertsOfOthers").path(0).path("detection").asText())
                .as(attack.toPrettyString())
                .isEqualTo("vm-run-command");
        assertThat(json.path("tables").path("SigninLogs").asLong()).isPositive();
    }

    @Test
    void simulatedLogsSayWhatIsHiddenInThem() throws IOException {
        Path logs = folder.resolve("logs");

        Commands.Outcome outcome = Commands.run(
                "simulate",
                "--out",
                logs.toString(),
                "--identities",
                "20",
                "--days",
                "1",
                "--attacks",
                "vm-run-command");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        JsonNode truth = new ObjectMapper().readTree(Files.readString(logs.resolve("GROUND_TRUTH.json")));
        assertThat(truth.path("injections").path(0).path("detections").path(0).asText())
                .isEqualTo("vm-run-command");
        assertThat(logs.resolve("GROUND_TRUTH.md")).content().contains("AZT301.1");
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("mine.json"), "{}");

        Commands.Outcome outcome = Commands.run("simulate", "--out", folder.toString());

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("there is something in");
        assertThat(folder).isDirectoryContaining("glob:**mine.json");
    }

    @Test
    void anUnknownAttackIsAnErrorWithTheNearestName() {
        Commands.Outcome outcome =
                Commands.run("simulate", "--out", folder.resolve("logs").toString(), "--attacks", "vm-run-comand");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("vm-run-command");
    }
}
