package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --parameters} as a user meets it. */
class ParametersOptionTest {
    private static final String RULE = """
            id: 11111111-2222-3333-4444-555555555555
            name: A machine reported
            severity: Medium
            queryFrequency: 1h
            queryPeriod: 1h
            query: |
              let Known = dynamic([]);
              Heartbeat
              | where Computer !in~ (Known)
            azdetect:
              parameters:
                - {name: Known, type: dynamic, default: [], description: Machines that may.}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void ingestTwoHeartbeats() throws IOException {
        Files.writeString(folder.resolve("reported.yaml"), RULE);
        Path log = Files.writeString(folder.resolve("heartbeat.ndjson"), """
                {"TimeGenerated": "2024-05-20T10:00:00Z", "Computer": "one"}
                {"TimeGenerated": "2024-05-20T12:00:00Z", "Computer": "two"}
                """);
        Commands.run("ingest", "--workspace", workspace(), "--table", "Heartbeat", log.toString());
    }

    @Test
    void aHuntTakesTheValuesOfTheFile() throws IOException {
        assertThat(hunt("detections: {}").err()).contains("2 alerts in 2 rows");
        assertThat(hunt("detections:\n  reported:\n    parameters: {Known: [ONE]}\n")
                        .err())
                .contains("1 alert in 2 rows");
    }

    @Test
    void theSeverityOfTheFileDecidesWhetherTheGateCloses() throws IOException {
        assertThat(hunt("detections: {}", "--fail-on", "high").code()).isEqualTo(ExitCode.OK);
        assertThat(hunt("detections:\n  reported: {severity: High}\n", "--fail-on", "high")
                        .code())
                .isEqualTo(ExitCode.FOUND);
    }

    @Test
    void aFileThatTurnsEverythingOffIsAMistake() throws IOException {
        Outcome outcome = hunt("detections:\n  reported: {enabled: false}\n");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("turns off every detection");
    }

    @Test
    void aWrongFileIsSaidWithItsLine() throws IOException {
        Outcome outcome = hunt("detections:\n  reportd: {severity: High}\n");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("parameters.yaml:2:").contains("did you mean 'reported'?");
    }

    private Outcome hunt(String parameters, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("parameters.yaml"), parameters);
        String[] options = {
            "hunt",
            "--workspace",
            workspace(),
            "--without-built-in",
            "--detections",
            folder.resolve("reported.yaml").toString(),
            "--parameters",
            file.toString()
        };
        String[] all = new String[options.length + more.length];
        System.arraycopy(options, 0, all, 0, options.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        return Commands.run(all);
    }

    private String workspace() {
        return folder.resolve("workspace").toString();
    }
}
