package io.azdetect.engine;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.function.ExampleQuery;
import io.azdetect.kql.function.Plugins;
import io.azdetect.kql.function.TabularOperators;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The declaration of every operator and plug-in has an example; this engine gives what it says. */
final class OperatorExamplesTest {
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
    Stream<DynamicTest> everyOperatorGivesWhatItsExampleSays() {
        return TabularOperators.all().stream().map(operator -> test(operator.name(), operator.example()));
    }

    @TestFactory
    Stream<DynamicTest> everyPluginGivesWhatItsExampleSays() {
        return Plugins.all().stream().map(plugin -> test(plugin.name(), plugin.example()));
    }

    private static DynamicTest test(String name, ExampleQuery example) {
        CompileOptions options = CompileOptions.at(Instant.parse("2024-01-01T00:00:00Z"));
        return DynamicTest.dynamicTest(
                name,
                () -> ExpectedTable.check(
                        ExpectedTable.parseAll(example.result().lines().toList(), example.inOrder()),
                        database,
                        example.query(),
                        options));
    }
}
