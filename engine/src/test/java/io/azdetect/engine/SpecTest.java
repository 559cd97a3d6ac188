package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the cases in {@code src/test/resources/spec}. */
final class SpecTest {
    private static final Path FOLDER = Path.of("src/test/resources/spec");

    /** Now is noon of 15 May 2024 in every case. */
    private static final CompileOptions OPTIONS = CompileOptions.at(Instant.parse("2024-05-15T12:00:00Z"));

    private static Database database;

    @BeforeAll
    static void open() {
        database = Database.inMemory();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @TestFactory
    Stream<DynamicContainer> specifications() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(FOLDER)) {
            files = all.filter(file -> file.toString().endsWith(".spec"))
                    .sorted()
                    .toList();
        }
        return files.stream()
                .map(file ->
                        DynamicContainer.dynamicContainer(file.getFileName().toString(), tests(file)));
    }

    private static Stream<DynamicTest> tests(Path file) {
        try {
            return Spec.read(file).stream().map(spec -> DynamicTest.dynamicTest(spec.name(), () -> check(spec)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Spec spec) {
        if (spec.error() != null) {
            assertThatThrownBy(() -> ExpectedTable.rows(database, spec.query(), OPTIONS))
                    .isInstanceOfSatisfying(
                            KqlException.class,
                            e -> assertThat(e.diagnostic().code().id() + " " + e.getMessage())
                                    .contains(spec.error()));
            return;
        }
        ExpectedTable.check(spec.tables(), database, spec.query(), OPTIONS);
    }
}
