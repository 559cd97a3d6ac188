package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Queries that are deep or large in one way: an answer, or an error that says so, soon, and never a stack that overflows. */
final class QueryDepthTest {
    private static final int MANY = 10_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static Database database;

    @BeforeAll
    static void open() {
        database = Database.inMemory();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** What stands before, in and behind the middle, so many times. */
    private record Nest(String name, String start, String before, String middle, String after, String end) {
        String query(int depth) {
            return start + before.repeat(depth) + middle + after.repeat(depth) + end;
        }
    }

    private static final List<Nest> NESTS = List.of(
            new Nest("parentheses", "print x = ", "(", "1", ")", ""),
            new Nest("function calls", "print x = ", "abs(", "1", ")", ""),
            new Nest("minus signs", "print x = ", "-(", "1", ")", ""),
            new Nest("not", "print x = ", "not(", "true", ")", ""),
            new Nest("iff", "print x = ", "iff(true, 1, ", "1", ")", ""),
            new Nest("case", "print x = ", "case(false, 1, ", "1", ")", ""),
            new Nest("texts put together", "print x = ", "strcat('a', ", "'b'", ")", ""),
            new Nest("indexes", "print y = dynamic([1]) | extend x = y", "[0]", "", "", ""),
            new Nest("members", "print y = dynamic({}) | extend x = y", ".a", "", "", ""),
            new Nest("dynamic arrays", "print x = dynamic(", "[", "1", "]", ")"),
            new Nest("dynamic bags", "print x = dynamic(", "{'a': ", "1", "}", ")"),
            new Nest("JSON in a text", "print x = parse_json('", "[", "1", "]", "')"),
            new Nest("bags in JSON in a text", "print x = parse_json('", "{\"a\":", "1", "}", "').a.a"),
            new Nest("sums", "print x = 1", " + 1", "", "", ""),
            new Nest("sums of a column", "range y from 1 to 3 step 1 | extend x = y", " + y", "", "", ""),
            new Nest("and", "range y from 1 to 3 step 1 | where y > 0", " and y < 9", "", "", ""),
            new Nest("or", "range y from 1 to 3 step 1 | where y > 9", " or y == 2", "", "", ""),
            new Nest(
                    "and and or by turns",
                    "range y from 1 to 3 step 1 | where ",
                    "(y > 0 and (y < 9 or ",
                    "y == 1",
                    "))",
                    ""),
            new Nest("filters", "range y from 1 to 3 step 1", " | where y > 0", "", "", ""),
            new Nest("computed columns", "range y from 1 to 3 step 1", " | extend y = y + 1", "", "", ""),
            new Nest("counts", "range y from 1 to 3 step 1", " | count", "", "", ""),
            new Nest("subqueries", "print x = ", "toscalar(print ", "1", ")", ""),
            new Nest("tables in parentheses", "", "(", "print 1", " | take 1)", ""),
            new Nest("unions in unions", "", "union (", "print x = 1", "), (print x = 2)", ""),
            new Nest("joins in joins", "print x = 1 ", "| join (print x = 1 ", "", ") on x", ""),
            new Nest("lists of lists", "print x = ", "pack_array(", "1", ")", ""),
            new Nest("membership", "print x = ", "1 in (", "1", ")", ""));

    @TestFactory
    Stream<DynamicTest> nestingIsAnsweredOrTooComplex() {
        return NESTS.stream()
                .map(nest -> DynamicTest.dynamicTest(nest.name, () -> {
                    assertThat(outcome(nest.query(20))).as("20 deep").isIn("answer", Code.WRONG_TYPE.id());
                    assertThat(outcome(nest.query(450)))
                            .as("450 deep")
                            .isIn("answer", Code.TOO_COMPLEX.id(), Code.WRONG_TYPE.id(), Code.SYNTAX.id());
                    assertThat(outcome(nest.query(MANY)))
                            .as("10,000 deep")
                            .isIn("answer", Code.TOO_COMPLEX.id(), Code.SYNTAX.id(), Code.BAD_LITERAL.id());
                }));
    }

    @Test
    void letsThatStandOnEachOtherAreAnsweredOrTooComplex() {
        String lets = IntStream.rangeClosed(1, MANY)
                .mapToObj(i -> "let v" + i + " = v" + (i - 1) + " + 1;\n")
                .collect(Collectors.joining());
        assertThat(outcome("let v0 = 1;\n" + lets + "print v" + MANY)).isIn("answer", Code.TOO_COMPLEX.id());
    }

    @Test
    void functionsThatCallOneAnotherTwiceAreAnsweredOrTooComplex() {
        String lets = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> "let f" + i + " = (x: long) { f" + (i - 1) + "(x) + f" + (i - 1) + "(x) };\n")
                .collect(Collectors.joining());
        assertThat(outcome("let f0 = (x: long) { x };\n" + lets + "print f40(1)"))
                .isIn("answer", Code.TOO_COMPLEX.id());
    }

    @Test
    void tablesThatStandOnEachOtherTwiceAreTooComplex() {
        String lets = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> "let v" + i + " = union v" + (i - 1) + ", v" + (i - 1) + ";\n")
                .collect(Collectors.joining());
        assertThat(outcome("let v0 = range y from 1 to 3 step 1;\n" + lets + "v40 | count"))
                .isEqualTo(Code.TOO_COMPLEX.id());
    }

    @Test
    void valuesThatStandOnEachOtherTwiceAreTooComplex() {
        String lets = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> "let v" + i + " = v" + (i - 1) + " + v" + (i - 1) + ";\n")
                .collect(Collectors.joining());
        assertThat(outcome("let v0 = rand();\n" + lets + "print v40")).isEqualTo(Code.TOO_COMPLEX.id());
    }

    @Test
    void aFunctionCannotCallItself() {
        assertThat(outcome("let f = (x: long) { f(x) }; print f(1)")).isEqualTo(Code.UNKNOWN_FUNCTION.id());
    }

    @Test
    void aListOfAHundredThousandIsAnswered() {
        String list = IntStream.range(0, 100_000).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        assertThat(outcome("range y from 1 to 3 step 1 | where y in (" + list + ")"))
                .isIn("answer", Code.TOO_COMPLEX.id());
    }

    @Test
    void tenThousandColumnsAreAnsweredOrTooComplex() {
        String columns =
                IntStream.range(0, MANY).mapToObj(i -> "c" + i + " = y").collect(Collectors.joining(", "));
        assertThat(outcome("range y from 1 to 3 step 1 | extend " + columns)).isIn("answer", Code.TOO_COMPLEX.id());
    }

    @Test
    void aTextOfAMegabyteIsAnswered() {
        assertThat(outcome("print strlen('" + "x".repeat(1 << 20) + "')")).isEqualTo("answer");
    }

    @Test
    void aTableOfAMegabyteIsAnsweredOrTooComplex() {
        String rows = "1, 'some text', ".repeat(65_536);
        assertThat(outcome("datatable(x: long, s: string) [" + rows + "] | count"))
                .isIn("answer", Code.TOO_COMPLEX.id());
    }

    @Test
    void aRegularExpressionThatWouldBacktrackForeverIsAnswered() {
        assertThat(outcome("print '" + "a".repeat(5_000) + "b' matches regex '^(a+)+$'"))
                .isEqualTo("answer");
        assertThat(outcome("print extract('(a|aa)+$', 0, '" + "a".repeat(5_000) + "b')"))
                .isEqualTo("answer");
        assertThat(outcome("print replace_regex('" + "a".repeat(5_000) + "b', '(a*)*c', '')"))
                .isEqualTo("answer");
    }

    /** "answer", or the error's code; anything else that is thrown, or a wait, fails the test. */
    private static String outcome(String query) {
        try (QueryResult result = database.run(
                KqlCompiler.compile(query, database.schema(), CompileOptions.at(Instant.EPOCH)),
                QueryLimits.standard().withTime(LONGEST))) {
            result.toList();
            return "answer";
        } catch (KqlException e) {
            if (e.getMessage().startsWith("the query failed while it ran")) {
                fail(e.getMessage(), e);
            }
            return e.diagnostic().code().id();
        }
    }
}
