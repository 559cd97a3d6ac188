package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code azdetect tune} as a user meets it. */
class TuneCommandTest {
    private static final String RULE = """
            id: 11111111-2222-3333-4444-555555555555
            name: A machine reported
            severity: Medium
            queryFrequency: 1h
            queryPeriod: 1h
            query: |
              let KnownComputers = dynamic([]);
              Heartbeat
              | where Computer !in~ (KnownComputers)
            entityMappings:
              - entityType: Account
                fieldMappings:
                  - identifier: Name
                    columnName: Computer
            azdetect:
              parameters:
                - {name: KnownComputers, type: dynamic, default: [], description: Machines that may.}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void ingestTwoWeeks() throws IOException {
        Files.writeString(folder.resolve("reported.yaml"), RULE);
        StringBuilder log = new StringBuilder();
        for (int day = 10; day < 24; day++) {
            log.append("{\"TimeGenerated\": \"2024-05-%d".formatted(day))
                    .append("T10:00:00Z\", \"Computer\": \"build\\nserver\"}\n");
        }
        log.append("{\"TimeGenerated\": \"2024-05-20T12:00:00Z\", \"Computer\": \"stranger\"}\n");
        Path file = Files.writeString(folder.resolve("heartbeat.ndjson"), log);
        Commands.run("ingest", "--workspace", workspace(), "--table", "Heartbeat", file.toString());
    }

    @Test
    void whatIsProposedIsShownWithWhatItDropsAndTheFileDoesThatInAHunt() throws IOException {
        Outcome outcome = tune();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("reported: 14 alerts, 5 allowed")
                .contains("keeps 1, drops 13")
                .contains("13 times from 2024-05-11T10:00:00Z to 2024-05-23T10:00:00Z");
        assertThat(Files.readAllLines(out()))
                .anyMatch(line -> line.contains("KnownComputers: [\"build\\nserver\"]"))
                .anyMatch(line -> line.startsWith("      #") && line.contains("13 times"))
                .noneMatch(line -> line.startsWith("server"));
        Outcome hunt = Commands.run(
                "hunt",
                "--workspace",
                workspace(),
                "--without-built-in",
                "--detections",
                folder.resolve("reported.yaml").toString(),
                "--parameters",
                out().toString());
        assertThat(hunt.err()).contains("1 alert in 15 rows");
    }

    @Test
    void aBudgetThatIsKeptProposesNothingAndWritesNothing() {
        Outcome outcome = tune("--budget", "1000");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("There is nothing to propose");
        assertThat(out()).doesNotExist();
    }

    @Test
    void aFileThatIsThereStaysAsItIs() throws IOException {
        Files.writeString(out(), "mine");

        assertThat(tune().code()).isEqualTo(ExitCode.USAGE);
        assertThat(out()).hasContent("mine");
    }

    @Test
    void anUnknownDetectionIsAMistakeWithASuggestion() {
        Outcome outcome = tune("--detection", "reportd");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("there is no detection 'reportd'").contains("'reported'");
    }

    private Outcome tune(String... more) {
        String[] options = {
            "tune",
            "--workspace",
            workspace(),
            "--without-built-in",
            "--detections",
            folder.resolve("reported.yaml").toString(),
            "--out",
            out().toString()
        };
        String[] all = new String[options.length + more.length];
        System.arraycopy(options, 0, all, 0, options.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        return Commands.run(all);
    }

    private Path out() {
        return folder.resolve("parameters.yaml");
    }

    private String workspace() {
        return folder.resolve("workspace").toString();
    }
}
