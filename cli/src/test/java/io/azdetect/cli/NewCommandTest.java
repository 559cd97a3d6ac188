package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewCommandTest {
    private static final String NAME = "Run command: by 'someone' else";

    @TempDir
    Path folder;

    private Outcome begin(String technique, String name) {
        return Commands.run("new", technique, "--name", name, "--dir", folder.toString());
    }

    @Test
    void aNewDetectionHasTestsOfWhichThoseThatMustFireFail() {
        Outcome begun = begin("AZT301.1", NAME);
        Path file = folder.resolve("run-command-by-someone-else.yaml");

        assertThat(begun).extracting(Outcome::code, Outcome::out).containsExactly(0, file + "\n");
        Outcome tested = Commands.run("test", file.toString());
        assertThat(tested.code()).isEqualTo(1);
        assertThat(tested.err()).isEqualTo("2 of 4 tests of 1 detection failed.\n");
    }

    @Test
    void allThatACheckFindsInItIsWhatIsMarked() throws IOException {
        begin("AZT301.1", NAME);

        JsonNode findings = new ObjectMapper()
                .readTree(Commands.run("check", "--detections", folder.toString(), "--format", "json")
                        .out())
                .get("findings");

        assertThat(findings)
                .isNotEmpty()
                .allMatch(finding -> finding.get("code").textValue().equals("DET205"));
    }

    @Test
    void onceTheQuerySaysWhatGivesTheAttackAwayItsTestsPassAndNoticeEveryMistake() throws IOException {
        begin("AZT301.1", NAME);
        Path file = folder.resolve("run-command-by-someone-else.yaml");
        String operation = "Microsoft.Compute/virtualMachines/runCommand/action";
        String text = Files.readString(file);
        assertThat(text).contains(operation);

        Files.writeString(
                file, text.replace("OperationNameValue =~ \"TODO\"", "OperationNameValue =~ \"" + operation + "\""));

        assertThat(Commands.run("test", file.toString()).code()).isZero();
    }

    @Test
    void everyTechniqueOfTheMatrixCanBeBegun() {
        for (String technique : new String[] {"AZT101", "AZT106.1", "AZT202", "AZT705"}) {
            assertThat(begin(technique, "About " + technique).code())
                    .as(technique)
                    .isZero();
        }
        assertThat(Commands.run("test", folder.toString()).err()).contains("8 of 16 tests of 4 detections failed.");
    }

    @Test
    void aFileThatIsThereStays() {
        begin("AZT301.1", NAME);

        Outcome again = begin("AZT301.1", NAME);

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("there is a file").contains("give the detection another name");
    }

    @Test
    void aTechniqueThatIsNotInTheMatrixIsAMistakeOnTheCommandLine() {
        Outcome outcome = begin("AZT301.11", NAME);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("has no technique 'AZT301.11'").contains("did you mean");
    }

    @Test
    void aNameNeedsLetters() {
        assertThat(begin("AZT301.1", "!?").code()).isEqualTo(2);
    }
}
