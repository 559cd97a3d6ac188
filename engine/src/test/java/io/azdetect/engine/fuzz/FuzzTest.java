package io.azdetect.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Jazzer with {@link QueryFuzz} for a while, in a process of its own: a crash of native code or a query that never ends is a
 * finding, not the end of the tests. What it found lies in {@code target/fuzz} as a file {@code crash-…} or {@code timeout-…}.
 */
@EnabledIfSystemProperty(named = "azdetect.full", matches = "yes|true", disabledReason = "part of ./test --full")
final class FuzzTest {
    private static final int SECONDS = Integer.getInteger("azdetect.fuzz.seconds", 300);

    @Test
    void noTextCrashesHangsOrBecomesSqlThatFails() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target/fuzz"));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        writeSeeds(corpus);
        Path log = folder.resolve("jazzer.log");
        Process jazzer = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + QueryFuzz.class.getName(),
                        "--instrumentation_includes=io.azdetect.**",
                        // They look for input that reaches JDBC or a regular expression, as every query here is meant
                        // to.
                        "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.SqlInjection"
                                + ":com.code_intelligence.jazzer.sanitizers.RegexInjection",
                        "-max_total_time=" + SECONDS,
                        "-timeout=60",
                        "-rss_limit_mb=0",
                        "-max_len=2000",
                        "-close_fd_mask=1",
                        "corpus"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(jazzer.waitFor()).as(() -> tail(log)).isZero();
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(java.io.File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((one, other) -> one + java.io.File.pathSeparator + other)
                .orElseThrow();
    }

    private static void writeSeeds(Path corpus) throws IOException {
        try (Stream<Path> specs = Files.list(Path.of("src/test/resources/spec"))) {
            for (Path spec :
                    specs.filter(file -> file.toString().endsWith(".spec")).toList()) {
                String[] blocks = Files.readString(spec).split("(?m)^## ", -1);
                for (int i = 1; i < blocks.length; i++) {
                    String query =
                            blocks[i].substring(blocks[i].indexOf('\n') + 1).split("(?m)^--", 2)[0];
                    Files.writeString(corpus.resolve(spec.getFileName() + "-" + i), query.strip());
                }
            }
        }
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
