package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code azdetect export} as a user meets it. */
class ExportCommandTest {
    @TempDir
    private Path folder;

    private Outcome export(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "export";
        all[1] = "--out";
        all[2] = folder.resolve("out").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Commands.run(all);
    }

    @Test
    void itWritesATemplateForEachDetectionForEachTacticAndForAll() {
        Outcome outcome = export("--format", "sentinel", "--technique", "AZT301.1");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("Wrote 3 of 3 detections").contains("10 files");
        assertThat(folder.resolve("out/azuredeploy.json")).exists();
        assertThat(folder.resolve("out/execution/azuredeploy.json")).exists();
        assertThat(folder.resolve("out/execution/vm-run-command.json")).exists();
        assertThat(folder.resolve("out/execution/vm-run-command-script.json")).exists();
        assertThat(folder.resolve("out/createUiDefinition.json")).exists();
    }

    @Test
    void whatTheTargetCannotRunIsNamedWithTheReasonAndLeftOut() {
        Outcome outcome = export("--format", "arm", "--technique", "AZT604");

        assertThat(outcome.err())
                .contains("key-vault-read-surge: not for Azure Monitor: it looks back 168 hours")
                .contains("export it for Sentinel");
        assertThat(folder.resolve("out/credential-access/key-vault-read-surge.json"))
                .doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsAFailure() throws IOException {
        Files.writeString(folder.resolve("out"), "a file");

        Outcome outcome = export("--format", "kql");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.err()).contains("cannot write into");
    }

    @Test
    void anUnknownFormatIsAUsageError() {
        Outcome outcome = export("--format", "word");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("word");
    }
}
