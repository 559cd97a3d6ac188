package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.function.AggregateFunctions;
import io.azdetect.kql.function.LiteralForms;
import io.azdetect.kql.function.ScalarFunctions;
import io.azdetect.kql.function.ScalarOperators;
import io.azdetect.kql.function.WindowFunctions;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.type.KqlType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every function's declaration has an example; this engine gives what it says. */
final class FunctionExamplesTest {
    @TempDir
    static Path folder;

    private static Database database;

    @BeforeAll
    static void open() throws IOException {
        database = Database.inMemory();
        database.locateAddresses(MaxMindFile.sample(folder.resolve("places.mmdb")));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> everyFunctionGivesWhatItsExampleSays() {
        return ScalarFunctions.all().stream().map(function -> test(function.example(), function.result()));
    }

    @TestFactory
    Stream<DynamicTest> everyScalarOperatorGivesWhatItsExampleSays() {
        return ScalarOperators.all().stream().map(operator -> test(operator.example(), operator.result()));
    }

    @TestFactory
    Stream<DynamicTest> everyLiteralHasTheValueThatItsExampleSays() {
        return LiteralForms.all().stream().map(literal -> test(literal.example(), literal.result()));
    }

    private static DynamicTest test(String expression, String expected) {
        return DynamicTest.dynamicTest(
                expression, () -> assertThat(result("print x = " + expression)).isEqualTo(expected));
    }

    @TestFactory
    Stream<DynamicTest> everyAggregateGivesWhatItsExampleSays() {
        return AggregateFunctions.all().stream()
                .map(function -> DynamicTest.dynamicTest(
                        function.example(),
                        () -> assertThat(result(AggregateFunctions.SAMPLE + " | summarize " + function.example()))
                                .isEqualTo(function.result())));
    }

    @TestFactory
    Stream<DynamicTest> everyWindowFunctionGivesWhatItsExampleSays() {
        return WindowFunctions.all().stream()
                .map(function -> DynamicTest.dynamicTest(
                        function.example(),
                        () -> assertThat(result(WindowFunctions.SAMPLE + " | extend value = tostring("
                                        + function.example() + ") | summarize strcat_array(make_list(value), ', ')"))
                                .isEqualTo(function.result())));
    }

    private static String result(String text) {
        var query = KqlCompiler.compile(
                text, DatabaseSchema.EMPTY, CompileOptions.at(Instant.parse("2024-01-01T00:00:00Z")));
        try (QueryResult result = database.run(query)) {
            Object[] row = result.toList().get(0);
            return IntStream.range(0, row.length)
                    .mapToObj(i -> text(result.columns().get(i).type(), row[i]))
                    .collect(Collectors.joining(", "));
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
