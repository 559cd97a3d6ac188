package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azdetect.cli.Commands.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and the runnable jar, as processes. */
class LauncherIT {
    private static final Path HOME = Path.of("").toAbsolutePath().getParent();
    private static final Path JAR = HOME.resolve("cli/target/azdetect.jar");

    @TempDir
    Path folder;

    @BeforeEach
    void onlyWhereThereIsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    }

    private Outcome run(Map<String, String> environment, String input, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("AZDETECT_JAR", JAR.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Outcome azdetect(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("azdetect").toString()));
        command.addAll(List.of(arguments));
        return run(Map.of(), "", command.toArray(String[]::new));
    }

    @Test
    void answersWithoutAWordOfTheJvm() throws Exception {
        assertThat(azdetect("query", "--format", "csv", "print Answer = 6 * 7"))
                .isEqualTo(new Outcome(0, "Answer\n42\n", ""));
    }

    @Test
    void passesExitCodesOn() throws Exception {
        assertThat(azdetect("query", "print x").code()).isEqualTo(3);
        assertThat(azdetect("query").code()).isEqualTo(2);
    }

    @Test
    void runsThroughASymbolicLinkFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("az"), HOME.resolve("azdetect"));

        assertThat(run(Map.of(), "", link.toString(), "query", "--format", "csv", "print 1")
                        .out())
                .isEqualTo("print_0\n1\n");
    }

    @Test
    void takesAnyLetterWhateverTheLocaleSays() throws Exception {
        Outcome outcome = run(
                Map.of("LC_ALL", "C"),
                "",
                HOME.resolve("azdetect").toString(),
                "query",
                "--format",
                "csv",
                "print strlen('日本'), 'Jürgen 日本'");

        assertThat(outcome.out()).isEqualTo("print_0,print_1\n2,Jürgen 日本\n");
    }

    @Test
    void batchTakesItsQueriesFromStandardInput() throws Exception {
        Outcome outcome = run(
                Map.of(),
                "{\"id\": 1, \"query\": \"print 'ü'\"}\n",
                HOME.resolve("azdetect").toString(),
                "query",
                "--batch");

        assertThat(outcome.out())
                .isEqualTo("{\"id\":1,\"columns\":[{\"name\":\"print_0\",\"type\":\"string\"}],\"rows\":[[\"ü\"]]}\n");
    }

    @Test
    void theJarNeedsNothingButJava() throws Exception {
        Path alone = Files.copy(JAR, folder.resolve("alone.jar"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        Outcome outcome = run(Map.of(), "", java, "-jar", alone.toString(), "query", "--format", "csv", "print 1");

        assertThat(outcome).isEqualTo(new Outcome(0, "print_0\n1\n", ""));
    }

    @Test
    void saysWhichJarIsMissing() throws Exception {
        Outcome outcome = run(
                Map.of("AZDETECT_JAR", folder.resolve("none.jar").toString()),
                "",
                HOME.resolve("azdetect").toString(),
                "--version");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).contains("there is no file").contains("none.jar");
    }
}
