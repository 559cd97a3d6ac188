package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code azdetect convert} as a user meets it. */
class ConvertCommandTest {
    private static final String SIGMA = """
            title: Machine deleted
            id: 11111111-2222-3333-4444-555555555555
            description: Somebody deleted a machine.
            logsource: {product: azure, service: activitylogs}
            detection:
                selection:
                    operationName|startswith: Microsoft.Compute/virtualMachines
                    operationName|endswith: /DELETE
                filter:
                    caller: [operator@contoso.com]
                condition: selection and not filter
            level: high
            """;

    @TempDir
    Path folder;

    private Outcome convert(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Commands.run("convert", file.toString(), "--out", mine());
    }

    private String mine() {
        return folder.resolve("mine").toString();
    }

    @Test
    void aConvertedRuleHunts() throws IOException {
        Outcome outcome = convert("sigma.yml", SIGMA);

        assertThat(outcome.err())
                .isEqualTo("1 detection written; 0 refused, 0 cannot be run, 0 may find something else.\n");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEqualTo(folder.resolve("mine/machine-deleted.yaml") + "\n");
        Path log = Files.writeString(folder.resolve("activity.ndjson"), """
                {"TimeGenerated": "2024-05-20T10:00:00Z", "OperationNameValue": "MICROSOFT.COMPUTE/VIRTUALMACHINES/DELETE", "Caller": "mallory@contoso.com"}
                {"TimeGenerated": "2024-05-20T11:10:00Z", "OperationNameValue": "MICROSOFT.COMPUTE/VIRTUALMACHINES/DELETE", "Caller": "Operator@contoso.com"}
                {"TimeGenerated": "2024-05-20T12:20:00Z", "OperationNameValue": "MICROSOFT.COMPUTE/DISKS/DELETE", "Caller": "mallory@contoso.com"}
                """);
        String workspace = folder.resolve("workspace").toString();
        Commands.run("ingest", "--workspace", workspace, "--table", "AzureActivity", log.toString());
        Outcome hunt = Commands.run(
                "hunt", "--workspace", workspace, "--without-built-in", "--detections", mine(), "--format", "json");
        assertThat(hunt.err()).contains("1 alert in 3 rows");
        assertThat(hunt.out()).contains("mallory@contoso.com").doesNotContain("Operator@contoso.com");
    }

    @Test
    void allThatACheckFindsInItIsWhatIsLeftToWrite() throws IOException {
        convert("sigma.yml", SIGMA);

        Outcome check = Commands.run("check", "--detections", mine());

        assertThat(check.out().lines().filter(l -> l.contains("DET")))
                .isNotEmpty()
                .allMatch(l -> l.contains("DET205") || l.contains("DET213") || l.contains("DET214"));
    }

    @Test
    void aRefusedRuleIsSaidWithItsLineAndTheExitCode() throws IOException {
        Outcome outcome = convert("sigma.yml", SIGMA.replace("caller:", "colour:"));

        assertThat(outcome.code()).isEqualTo(ExitCode.FOUND);
        assertThat(outcome.err()).contains("sigma.yml:10: refused: 'colour' is no column of AzureActivity");
        assertThat(folder.resolve("mine")).isEmptyDirectory();
    }

    @Test
    void aFileThatIsThereStaysAsItIs() throws IOException {
        convert("sigma.yml", SIGMA);
        Path written = folder.resolve("mine/machine-deleted.yaml");
        Files.writeString(written, "mine");

        Outcome outcome = convert("sigma.yml", SIGMA);

        assertThat(outcome.code()).isEqualTo(ExitCode.FOUND);
        assertThat(outcome.err()).contains("already; it stays as it is");
        assertThat(written).hasContent("mine");
    }

    @Test
    void aFileThatIsNotUtf8IsReportedAndTheOthersAreConverted() throws IOException {
        Files.write(folder.resolve("latin.yml"), new byte[] {(byte) 0xe4, 'a'});
        Files.writeString(folder.resolve("sigma.yml"), SIGMA);

        Outcome outcome = Commands.run("convert", folder.toString(), "--out", mine());

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("latin.yml is not UTF-8").contains("1 detection written");
    }

    @Test
    void aPathThatIsNotThereIsAMistakeOnTheCommandLine() {
        assertThat(Commands.run("convert", folder.resolve("none").toString(), "--out", mine())
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }
}
