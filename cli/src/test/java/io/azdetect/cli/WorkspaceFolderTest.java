package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.cli.Commands.Outcome;
import io.azdetect.engine.TableAppender;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.Workspace;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the cases in {@code workspace/cases.spec}, and what a query alone cannot say. */
class WorkspaceFolderTest {
    private static final TableSchema NUMBERS = new TableSchema(
            "Numbers", List.of(new Column("n", KqlType.LONG), new Column("TimeGenerated", KqlType.DATETIME)));

    private static final long NOON = Ticks.of(Instant.parse("2024-05-15T12:00:00Z"));

    @TempDir
    static Path folder;

    private static Path fixtures() {
        try {
            return Path.of(WorkspaceFolderTest.class.getResource("workspace").toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeAll
    static void makeWorkspaces() throws IOException {
        try (Stream<Path> files = Files.walk(fixtures())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(fixtures().relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        try (Workspace main = Workspace.open(main());
                Workspace other = Workspace.open(folder.resolve("other"))) {
            fill(main, NUMBERS, new Object[] {1L, NOON}, new Object[] {2L, NOON});
            fill(main, new TableSchema("Shadow", NUMBERS.columns().subList(0, 1)), new Object[] {7L});
            fill(other, NUMBERS, new Object[] {10L, NOON}, new Object[] {20L, NOON});
            fill(other, new TableSchema("Solo", NUMBERS.columns().subList(0, 1)), new Object[] {7L});
        }
    }

    private static void fill(Workspace workspace, TableSchema table, Object[]... rows) {
        workspace.database().createTable(table);
        try (TableAppender appender = workspace.database().appender(table.name(), table.columns())) {
            Arrays.stream(rows).forEach(appender::append);
        }
    }

    private static Path main() {
        return folder.resolve("main");
    }

    private static Outcome query(String... arguments) {
        return Commands.run(Stream.concat(
                        Stream.of("query", "--format", "csv", "--workspace", main().toString()),
                        Arrays.stream(arguments))
                .toArray(String[]::new));
    }

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        String[] cases = Files.readString(fixtures().resolve("cases.spec")).split("(?m)^## ");
        return Arrays.stream(cases).skip(1).map(text -> {
            String name = text.substring(0, text.indexOf('\n'));
            String[] parts = text.substring(name.length() + 1).strip().split("\n--", 2);
            return DynamicTest.dynamicTest(name, () -> check(parts[0], parts[1]));
        });
    }

    private static void check(String query, String expected) {
        Outcome outcome = query(query);
        if (expected.startsWith(" error\n")) {
            assertThat(outcome.code()).as(outcome.out()).isEqualTo(3);
            assertThat(outcome.err()).contains(expected.substring(" error\n".length()));
        } else {
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out()).isEqualTo(expected.stripLeading() + "\n");
        }
    }

    @Test
    void functionsAndWatchlistsOfAnyFolderNeedNoWorkspace() {
        Outcome outcome = Commands.run(
                "query",
                "--format",
                "csv",
                "--functions",
                main().resolve("functions").toString(),
                "--watchlists",
                main().resolve("watchlists").toString(),
                "Vips | extend n = Add(1) | where SearchKey == 'ada'");

        assertThat(outcome).isEqualTo(new Outcome(0, "SearchKey,n\nada,11\n", ""));
    }

    @Test
    void aFolderThatIsNotThereIsTold() {
        assertThat(query("--functions", "nowhere", "print 1").err()).contains("there is no folder nowhere");
        assertThat(query("--watchlists", "nowhere", "print 1").err()).contains("there is no folder nowhere");
    }

    @Test
    void aPlaceOfTheCommandLineComesBeforeThatOfTheWorkspace() {
        assertThat(query("--map", "workspace('other')=this", "workspace('other').Numbers | summarize sum(n)")
                        .out())
                .isEqualTo("sum_n\n3\n");
        assertThat(query("--map", "workspace(\"new\")=" + folder.resolve("other"), "workspace('new').Solo")
                        .out())
                .isEqualTo("n\n7\n");
    }

    @Test
    void eachLimitEndsAQueryWithItsName() {
        assertThat(query("--row-limit", "1", "Numbers").err())
                .contains("KQL401")
                .contains("row limit");
        assertThat(query("--size-limit", "8B", "Numbers").err())
                .contains("KQL401")
                .contains("size limit of 8 bytes");
        assertThat(query("--time-limit", "1ms", "range x from 1 to 1000000000 step 1 | summarize sum(x % 7)")
                        .err())
                .contains("KQL401")
                .contains("time limit of 1 ms");
        assertThat(query("--memory-limit", "1GB", "Numbers | count").out()).isEqualTo("Count\n2\n");
    }

    @Test
    void aLimitThatIsNoneIsAWrongCommandLine() {
        assertThat(query("--time-limit", "soon", "print 1").err()).contains("--time-limit takes a time such as 30s");
        assertThat(query("--size-limit", "big", "print 1").err()).contains("--size-limit takes a size");
        assertThat(query("--row-limit", "-1", "print 1").err()).contains("--row-limit takes a number of rows");
    }

    @Test
    void aPlaceThatIsNoneIsAWrongCommandLine() {
        Outcome outcome = query("--map", "Numbers=other", "print 1");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--map takes a place and a folder");
    }

    @Test
    void theTimeSpanHoldsForOtherPlacesAsWell() {
        assertThat(query("--timespan", "2020-01-01/2020-01-02", "workspace('other').Numbers | count")
                        .out())
                .isEqualTo("Count\n0\n");
    }

    @Test
    void filesOfAQueryGoWithTheFunctionsOfTheWorkspace() throws IOException {
        Path data = folder.resolve("more.json");
        Files.writeString(data, "{\"n\": 5, \"TimeGenerated\": \"2024-05-15T12:00:00Z\"}\n");

        assertThat(query("--data", "Numbers=" + data, "Any(Numbers)").out()).isEqualTo("Count\n3\n");
        assertThat(query("Any(Numbers)").out()).isEqualTo("Count\n2\n");
    }

    @Test
    void batchesNameTheFileOfAFunctionThatIsWrong() {
        Outcome outcome = Commands.runWithInput(
                "{\"id\": 1, \"query\": \"Wrong\"}\n{\"id\": 2, \"query\": \"workspace('gone').T\"}\n",
                "query",
                "--batch",
                "--workspace",
                main().toString());

        assertThat(outcome.out().lines().toList().get(0))
                .contains("\"KQL202\"")
                .contains("functions/Wrong.kql:2:9")
                .contains("\"line\":2,\"column\":9");
        assertThat(outcome.out().lines().toList().get(1)).contains("\"STORE\"").contains("there is no workspace");
    }

    @Test
    void checkFindsWhatIsWrongInAFunctionThatAQueryCalls() throws IOException {
        Path file =
                Files.writeString(folder.resolve("calls.kql"), "Few | where x > 1 | join Wrong on $left.x == $right.n");

        Outcome outcome = Commands.run("check", "--format", "json", "--workspace", main().toString(), file.toString());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("functions/Wrong.kql")
                .contains("\"line\" : 2")
                .contains("\"column\" : 9");
    }

    @Test
    void checkKnowsFunctionsWithoutAWorkspace() throws IOException {
        Path file = Files.writeString(folder.resolve("vips.kql"), "Vips | extend n = Add(1)");

        Outcome outcome = Commands.run(
                "check",
                "--functions",
                main().resolve("functions").toString(),
                "--watchlists",
                main().resolve("watchlists").toString(),
                file.toString());

        assertThat(outcome).isEqualTo(new Outcome(0, "", "Nothing is wrong in 1 file.\n"));
    }

    @Test
    void explainShowsThePlanOfAFunction() {
        Outcome outcome = Commands.run("explain", "--workspace", main().toString(), "Remote");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("total:long").contains("workspace(\"other\").Numbers");
    }

    @Test
    void theJavaApiKnowsThemToo() {
        try (Workspace workspace = Workspace.inMemory()
                .withFunctions(main().resolve("functions"))
                .withWatchlists(main().resolve("watchlists"))) {
            assertThat(workspace.schema().functionNames()).contains("Add", "Few");
            assertThat(workspace.schema().watchlists()).contains("vip");
        }
    }
}
