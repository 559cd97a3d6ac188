package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private void detection(String slug, String id, String technique, String stratus, String query) throws IOException {
        Files.writeString(folder.resolve("rules").resolve(slug + ".yaml"), """
                id: 00000000-0000-0000-0000-00000000000%s
                name: %s
                severity: Low
                queryFrequency: 1h
                queryPeriod: 1h
                triggerOperator: gt
                triggerThreshold: 0
                relevantTechniques: [T1651]
                query: %s
                azdetect:
                  technique: %s
                  stratus: [%s]
                  telemetry:
                    tables: [Heartbeat, Usage]
                    diagnosticSettings: ["The setting of %s"]
                """.formatted(
                        id, slug, query, technique, stratus, slug));
    }

    @BeforeEach
    void rules() throws IOException {
        Files.createDirectory(folder.resolve("rules"));
        detection("beats", "1", "AZT301.1", "azure.execution.vm-run-command", "Heartbeat");
        detection("no-beats", "2", "AZT301.1", "", "Heartbeat | where Computer == 'none'");
        detection("either", "3", "AZT604", "", "union Heartbeat, Usage");
        detection("both", "4", "AZT604.1", "", "Heartbeat | join kind=inner Usage on Computer");
    }

    private Outcome coverage(String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "coverage";
        arguments[1] = "--without-built-in";
        arguments[2] = "--detections";
        arguments[3] = folder.resolve("rules").toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Commands.run(arguments);
    }

    @Test
    void techniquesWithoutSubTechniquesAreCountedAndTheMissingOnesAreNamed() {
        Outcome outcome = coverage();

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("Azure Threat Research Matrix: 2 of 77 techniques detected; not detected:\n")
                .contains("  AZT605.1 ")
                .doesNotContain("  AZT301.1 ")
                .contains("Stratus Red Team: 1 of 22 techniques detected; not detected:\n")
                .contains("  entra-id.persistence.guest-user\n")
                .containsPattern("Execution +12 +1 +0 +2 +0 +0");
    }

    @Test
    void jsonHasTheDetectionsOfEachTechniqueAndTable() throws IOException {
        JsonNode json = JSON.readTree(coverage("--format", "json").out());

        assertThat(json.get("techniques")).hasSize(77);
        assertThat(json.get("stratus")).hasSize(22);
        assertThat(json.at("/tables/0/name").textValue()).isEqualTo("Heartbeat");
        assertThat(json.at("/tables/0/detections")).hasSize(4);
        assertThat(json.at("/detections/0").has("state")).isFalse();
    }

    @Test
    void aNavigatorLayerScoresTechniquesByTheirDetections() throws IOException {
        JsonNode json = JSON.readTree(coverage("--format", "navigator").out());

        assertThat(json.at("/versions/layer").textValue()).isEqualTo("4.5");
        assertThat(json.at("/domain").textValue()).isEqualTo("enterprise-attack");
        assertThat(json.at("/techniques/0/techniqueID").textValue()).isEqualTo("T1651");
        assertThat(json.at("/techniques/0/score").intValue()).isEqualTo(4);
        assertThat(json.at("/gradient/maxValue").intValue()).isEqualTo(4);
    }

    @Test
    void inAWorkspaceADetectionAlertsOrIsQuietOrBlind() throws IOException {
        Path log = Files.writeString(
                folder.resolve("beat.ndjson"),
                "{\"TimeGenerated\": \"2024-05-20T10:00:00Z\", \"Computer\": \"one\"}\n");
        String workspace = folder.resolve("workspace").toString();
        Commands.run("ingest", "--workspace", workspace, "--table", "Heartbeat", log.toString());

        JsonNode json = JSON.readTree(
                coverage("--workspace", workspace, "--format", "json").out());
        Outcome text = coverage("--workspace", workspace);

        assertThat(json.get("detections"))
                .extracting(d ->
                        d.get("detection").textValue() + " " + d.get("state").textValue())
                .containsExactlyInAnyOrder("beats alerting", "no-beats quiet", "either alerting", "both blind");
        assertThat(text.out())
                .contains("In this workspace: 2 raised alerts, 1 are quiet, 1 are blind, 0 could not run.\n")
                .contains("  both lacks Usage; turn on:\n    - The setting of both\n");
    }

    @Test
    void aTechniqueOfStratusThatDoesNotExistIsAnError() throws IOException {
        detection("typo", "5", "AZT301.1", "azure.execution.vm-run-comand", "Heartbeat");

        Outcome outcome = coverage();

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("typo.yaml:12: ").contains("azure.execution.vm-run-command");
    }
}
