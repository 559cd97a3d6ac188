package io.azdetect.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.function.AggregateFunctions;
import io.azdetect.kql.function.Plugins;
import io.azdetect.kql.function.ScalarFunctions;
import io.azdetect.kql.function.ScalarOperators;
import io.azdetect.kql.function.TabularOperators;
import io.azdetect.kql.function.WindowFunctions;
import io.azdetect.kql.schema.DatabaseSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code docs/kql} says what the declarations say, and nothing that Kusto has is missing from it. */
final class ReferencePagesTest {
    private static final Path FOLDER = Path.of("../docs/kql");

    /** What is refused must be KQL, or it would be refused for that. */
    private static final Map<String, String> OWN_SYNTAX = Map.of(
            "alias",
            "alias database other = cluster('c').database('d'); print 1",
            "restrict access",
            "restrict access to (*); print 1",
            "parse-kv",
            "print a = 'b=1' | parse-kv a as (b: long) with (pair_delimiter=' ', kv_delimiter='=')");

    @TestFactory
    Stream<DynamicTest> pagesAreUpToDate() {
        Map<String, String> pages = ReferencePages.all();
        List<DynamicTest> tests = new ArrayList<>();
        pages.forEach((name, text) -> tests.add(DynamicTest.dynamicTest(
                name,
                () -> assertThat(FOLDER.resolve(name))
                        .as("docs/kql/" + name + "; './test --docs' writes it anew")
                        .content(StandardCharsets.UTF_8)
                        .isEqualTo(text))));
        return tests.stream();
    }

    /** What {@code ./test --docs} asks for. */
    @BeforeAll
    static void rewrite() throws IOException {
        if (!Boolean.getBoolean("azdetect.docs")) {
            return;
        }
        Files.createDirectories(FOLDER);
        for (Path old : files()) {
            Files.delete(old);
        }
        for (Map.Entry<String, String> page : ReferencePages.all().entrySet()) {
            Files.writeString(FOLDER.resolve(page.getKey()), page.getValue(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void noPageIsLeftOver() throws IOException {
        assertThat(files().stream().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(ReferencePages.all().keySet());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    @Test
    void everythingThatIsDeclaredIsKnownToKusto() {
        Set<String> known = Known.all().stream().map(Known::name).collect(Collectors.toSet());
        assertThat(Stream.of(
                                ScalarFunctions.all().stream().map(f -> f.name()),
                                WindowFunctions.all().stream().map(f -> f.name()),
                                AggregateFunctions.all().stream().map(f -> f.name()),
                                ScalarOperators.all().stream().map(f -> f.name()),
                                Plugins.all().stream().map(f -> f.name()),
                                TabularOperators.all().stream().map(f -> f.name()))
                        .flatMap(s -> s))
                .allSatisfy(name -> assertThat(known).contains(name));
    }

    /** The table of support says "refused" of them: the compiler has to as well. */
    @TestFactory
    Stream<DynamicTest> whatIsRefusedIsRefusedByName() {
        return Known.all().stream()
                .filter(known -> !known.runs())
                .filter(known -> known.kind() != Known.Kind.GRAPH_FUNCTION)
                .map(known -> DynamicTest.dynamicTest(known.name(), () -> assertRefused(known)));
    }

    private static void assertRefused(Known known) {
        String query = switch (known.kind()) {
            case SCALAR_FUNCTION -> "print x = " + known.name() + "()";
            case AGGREGATE -> "print a = 1 | summarize " + known.name() + "(a)";
            case PLUG_IN -> "print a = 1 | evaluate " + known.name() + "()";
            case TABULAR_OPERATOR -> OWN_SYNTAX.getOrDefault(known.name(), "print a = 1 | " + known.name() + " a");
            case SCALAR_OPERATOR -> "print a = 1 | where " + known.name() + " 1";
            case TABLE_FUNCTION -> known.name() + "('a').T";
            case STATEMENT -> OWN_SYNTAX.get(known.name());
            case GRAPH_FUNCTION -> "";
        };
        try {
            KqlCompiler.compile(query, DatabaseSchema.EMPTY, CompileOptions.at(Instant.EPOCH));
        } catch (KqlException e) {
            assertThat(e.diagnostic().code()).as(e.getMessage()).isEqualTo(Code.UNSUPPORTED);
            assertThat(e.getMessage()).contains(known.name());
            return;
        }
        throw new AssertionError(query + " compiles, and no declaration says what it does");
    }
}
