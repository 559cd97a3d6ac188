package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azdetect.cli.Commands.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed as SARIF keeps to the JSON schema of SARIF 2.1.0, with which other programs read it. */
class SarifSchemaTest {
    private static final Path ORACLE = Path.of("src/test/oracle");

    @TempDir
    Path folder;

    @BeforeEach
    void onlyWhereTheSchemaIsInstalled() {
        assumeTrue(
                Files.isDirectory(ORACLE.resolve("node_modules/@microsoft/jest-sarif"))
                        || Boolean.getBoolean("azdetect.oracle"),
                "'npm ci' in cli/src/test/oracle installs the schema");
    }

    /** What is wrong with a SARIF text; empty when it keeps to the schema. */
    private String violations(String sarif) throws Exception {
        Path file = Files.writeString(folder.resolve("log.sarif"), sarif);
        Process node = new ProcessBuilder(
                        "node", "validate-sarif.js", file.toAbsolutePath().toString())
                .directory(ORACLE.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return node.waitFor() == 0 ? "" : printed;
    }

    @Test
    void aCheckWithFindingsAndAFileThatCannotBeRead() throws Exception {
        Path first = Files.writeString(folder.resolve("a b.kql"), "print x\n| where y == 'ü' and");
        Path second = Files.writeString(folder.resolve("second.kql"), "SigninLogs | where A == 1 and B == 2");
        Outcome outcome = Commands.run(
                "check",
                "--format",
                "sarif",
                first.toString(),
                second.toString(),
                folder.resolve("none.kql").toString());

        assertThat(outcome.out()).contains("\"KQL100\"").contains("\"KQL202\"");
        assertThat(violations(outcome.out())).isEmpty();
    }

    @Test
    void aCheckInWhichNothingIsWrong() throws Exception {
        Path file = Files.writeString(folder.resolve("good.kql"), "print 1");

        assertThat(violations(Commands.run("check", "--format", "sarif", file.toString())
                        .out()))
                .isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNoSarif() throws Exception {
        assertThat(violations("{\"version\": \"2.1.0\", \"runs\": [{}]}")).contains("required property 'tool'");
    }
}
