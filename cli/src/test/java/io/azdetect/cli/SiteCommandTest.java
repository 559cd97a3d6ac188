package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code azdetect site} as a user meets it; the pages themselves are looked at in a browser, in the room of that name. */
class SiteCommandTest {
    @TempDir
    private Path folder;

    @Test
    void itWritesPagesAndTheTemplatesThatTheirButtonsDeploy() throws IOException {
        Outcome outcome = Commands.run(
                "site",
                "--detection",
                "vm-run-command",
                "--detection",
                "vm-run-command-script",
                "--out",
                folder.toString(),
                "--base-url",
                "https://example.org/site");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("about 2 detections").contains("index.html");
        assertThat(folder.resolve("templates/sentinel/execution/vm-run-command.json"))
                .exists();
        assertThat(Files.readString(folder.resolve("techniques/AZT301.1.html")))
                .contains(
                        "uri/https%3A%2F%2Fexample.org%2Fsite%2Ftemplates%2Fsentinel%2Fexecution%2Fvm-run-command.json");
    }

    @Test
    void withoutAnAddressThereAreCommandsInPlaceOfButtons() throws IOException {
        Commands.run("site", "--technique", "AZT301.1", "--out", folder.toString());

        assertThat(Files.readString(folder.resolve("techniques/AZT301.1.html")))
                .doesNotContain("portal.azure")
                .contains("--template-file templates/sentinel/execution/vm-run-command.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.org/", "example.org", "https://", "https://example.org/?a=b", "https://a b/"})
    void anAddressThatThePortalCannotFetchFromIsAUsageError(String address) {
        Outcome outcome = Commands.run("site", "--out", folder.toString(), "--base-url", address);

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("--base-url '" + address + "'");
        assertThat(folder).isEmptyDirectory();
    }
}
