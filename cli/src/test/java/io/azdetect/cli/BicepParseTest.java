package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Every Bicep file that is exported parses, by the grammar of tree-sitter-bicep. */
@EnabledIfSystemProperty(
        named = "azdetect.oracle",
        matches = "true",
        disabledReason = "needs Node.js, which ./test brings")
class BicepParseTest {
    private static final Path ORACLE = Path.of("src/test/oracle");

    @TempDir
    private Path folder;

    private String faults() throws IOException, InterruptedException {
        Process node = new ProcessBuilder(
                        "node", "parse-bicep.js", folder.toAbsolutePath().toString())
                .directory(ORACLE.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(printed).isZero();
        return printed;
    }

    @Test
    void everyModuleParses() throws IOException, InterruptedException {
        assertThat(Commands.run("export", "--format", "bicep", "--out", folder.toString())
                        .code())
                .isZero();

        assertThat(faults()).isEmpty();
    }

    @Test
    void aFileThatIsNoBicepIsNamedWithItsLine() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("bad.bicep"), "param a string = 'x'\nresource rule = {\n");

        assertThat(faults()).startsWith("bad.bicep:2");
    }
}
