package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.DatetimeText;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.TimespanText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the cases in {@code src/test/resources/spec}. */
final class SpecTest {
    private static final ObjectMapper JSON = new ObjectMapper();
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
            assertThatThrownBy(() -> run(spec))
                    .isInstanceOfSatisfying(
                            KqlException.class,
                            e -> assertThat(e.diagnostic().code().id() + " " + e.getMessage())
                                    .contains(spec.error()));
            return;
        }
        CompiledQuery query = KqlCompiler.compile(spec.query(), database.schema(), OPTIONS);
        assertThat(query.columns().stream().map(Column::toString))
                .as("columns")
                .containsExactlyElementsOf(spec.header());
        List<List<Object>> expected =
                spec.rows().stream().map(row -> values(query.columns(), row)).toList();
        List<List<Object>> actual = run(spec);
        if (spec.inOrder()) {
            assertThat(actual).containsExactlyElementsOf(expected);
        } else {
            assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static List<List<Object>> run(Spec spec) {
        CompiledQuery query = KqlCompiler.compile(spec.query(), database.schema(), OPTIONS);
        try (QueryResult result = database.run(query)) {
            List<List<Object>> rows = new ArrayList<>();
            for (Object[] row : result) {
                for (int i = 0; i < row.length; i++) {
                    if (query.columns().get(i).type() == KqlType.DYNAMIC && row[i] != null) {
                        row[i] = json((String) row[i]);
                    }
                }
                rows.add(Arrays.asList(row));
            }
            return rows;
        }
    }

    private static List<Object> values(List<Column> columns, List<String> cells) {
        assertThat(cells).as("cells of a row").hasSameSizeAs(columns);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            values.add(value(columns.get(i).type(), cells.get(i)));
        }
        return values;
    }

    private static Object value(KqlType type, String cell) {
        if (type == KqlType.STRING) {
            return cell.startsWith("\"") ? json(cell).textValue() : cell;
        }
        if (cell.equals("null")) {
            return null;
        }
        return switch (type) {
            case BOOL -> {
                assertThat(cell).isIn("true", "false");
                yield Boolean.valueOf(cell);
            }
            case INT -> Integer.valueOf(cell);
            case LONG -> Long.valueOf(cell);
            case REAL -> Double.valueOf(cell);
            case DECIMAL -> new BigDecimal(cell);
            case DATETIME -> DatetimeText.parse(cell).orElseThrow();
            case TIMESPAN -> TimespanText.parse(cell).orElseThrow();
            case GUID -> UUID.fromString(cell);
            case DYNAMIC -> json(cell);
            case STRING -> cell;
        };
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }
}
