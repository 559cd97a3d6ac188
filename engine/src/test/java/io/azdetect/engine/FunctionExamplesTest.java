package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.function.ScalarFunction;
import io.azdetect.kql.function.ScalarFunctions;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.type.KqlType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every function's declaration has an example; this engine gives what it says. */
final class FunctionExamplesTest {
    /** A version's number has more digits than the store's decimals hold. */
    private static final Set<String> NOT_RUN = Set.of("parse_version");

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
    Stream<DynamicTest> everyFunctionGivesWhatItsExampleSays() {
        return ScalarFunctions.all().stream()
                .filter(function -> !NOT_RUN.contains(function.name()))
                .map(function -> DynamicTest.dynamicTest(
                        function.example(), () -> assertThat(result(function)).isEqualTo(function.result())));
    }

    private static String result(ScalarFunction function) {
        var query = KqlCompiler.compile(
                "print x = " + function.example(),
                DatabaseSchema.EMPTY,
                CompileOptions.at(Instant.parse("2024-01-01T00:00:00Z")));
        try (QueryResult result = database.run(query)) {
            return text(result.columns().get(0).type(), result.toList().get(0)[0]);
        }
    }

    private static String text(KqlType type, Object value) {
        if (type == KqlType.STRING) {
            return (String) value;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            ResultJson.write(json, type, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String written = text.toString();
        return written.startsWith("\"") ? written.substring(1, written.length() - 1) : written;
    }
}
