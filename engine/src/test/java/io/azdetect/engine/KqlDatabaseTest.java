package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KqlDatabaseTest {
    private final KqlDatabase kql = KqlDatabase.open();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        kql.close();
    }

    private List<Map<String, Object>> answer(String query) {
        try (QueryResult result = kql.query(query)) {
            return result.rows().map(ResultRow::toMap).toList();
        }
    }

    private String types(String table) {
        return kql.schema().table(table).orElseThrow().columns().toString();
    }

    record Login(String user, Instant at, boolean failed) {}

    @Test
    void recordsAreRows() {
        Instant noon = Instant.parse("2024-05-20T12:00:00.1234567Z");
        kql.table("Logins", List.of(new Login("ada", noon, false), new Login("bob", noon, true)));

        assertThat(answer("Logins | where failed")).containsExactly(Map.of("user", "bob", "at", noon, "failed", true));
    }

    @Test
    void mapsAreRowsAndTheirColumnsNeedNotAgree() {
        kql.table("T", List.of(Map.of("a", 1), Map.of("b", "x")));

        assertThat(answer("T | project a, b | sort by a asc nulls last"))
                .containsExactly(row("a", 1, "b", ""), row("a", null, "b", "x"));
    }

    private static Map<String, Object> row(Object... pairs) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put((String) pairs[i], pairs[i + 1]);
        }
        return row;
    }

    @Test
    void everyTypeComesBackAsItWent() {
        Map<String, Object> row = row(
                "b",
                true,
                "i",
                7,
                "l",
                1L << 40,
                "r",
                1.5,
                "c",
                new BigDecimal("12.25"),
                "s",
                "ü",
                "t",
                Instant.parse("1969-12-31T23:59:59.9999999Z"),
                "d",
                Duration.ofNanos(-100),
                "g",
                UUID.fromString("74be27de-1e4e-49d9-b579-fe0b331d3642"));
        kql.table("T", List.of(row));

        assertThat(answer("T")).containsExactly(row);
    }

    @Test
    void whatIsNestedIsDynamic() {
        kql.table("T", List.of(row("d", row("user", new Login("ada", Instant.EPOCH, true), "n", List.of(1, 2.5)))));

        assertThat(answer("T | project u = tostring(d.user.user), t = todatetime(d.user.at), n = toreal(d.n[1])"))
                .containsExactly(row("u", "ada", "t", Instant.EPOCH, "n", 2.5));
    }

    @Test
    void aColumnOfSeveralNumbersIsOfTheWidest() {
        kql.table("T", List.of(row("n", 1, "m", (short) 1), row("n", 2.5, "m", 5L)));

        assertThat(types("T")).isEqualTo("[n:real, m:long]");
        assertThat(answer("T | summarize sum(n), sum(m)")).containsExactly(row("sum_n", 3.5, "sum_m", 6L));
    }

    @Test
    void aColumnOfNullsIsAStringAndANullBeforeAValueSaysNothing() {
        kql.table("T", Arrays.asList(row("a", null, "b", null), row("a", null, "b", 5)));

        assertThat(types("T")).isEqualTo("[a:string, b:int]");
    }

    @Test
    void typesThatHaveNothingInCommonAreRefused() {
        assertThatThrownBy(() -> kql.table("T", List.of(row("a", 1), row("a", "x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column a has both a int and a string");
        assertThatThrownBy(() -> kql.table("T", List.of(row("a", new Object()))))
                .hasMessageContaining("no Kusto type holds a java.lang.Object");
        assertThat(kql.schema().table("T")).isEmpty();
    }

    @Test
    void noRowsAndOtherObjectsAreRefused() {
        assertThatThrownBy(() -> kql.table("T", List.of())).hasMessageContaining("needs a row");
        assertThatThrownBy(() -> kql.table("T", List.of("text"))).hasMessageContaining("a Map or a record");
        assertThatThrownBy(() -> kql.table("T", Collections.singletonList(null)))
                .hasMessageContaining("not null");
    }

    @Test
    void aTableGrowsWithEachCall() {
        kql.table("T", List.of(row("a", 1))).table("T", List.of(row("a", 2, "b", "x")));

        assertThat(answer("T | summarize sum(a), dcount(b)")).containsExactly(row("sum_a", 3L, "dcount_b", 2L));
    }

    @Test
    void csvHasAHeaderAndTypes() throws IOException {
        Path file = Files.writeString(
                folder.resolve("logins [1].csv"), "User,Count,Share,When\nada,3,0.5,2024-05-20T10:00:00Z\n,,,\n");
        kql.table("T", file);

        assertThat(types("T")).isEqualTo("[User:string, Count:long, Share:real, When:datetime]");
        assertThat(answer("T | sort by Count asc nulls last"))
                .containsExactly(
                        row("User", "ada", "Count", 3L, "Share", 0.5, "When", Instant.parse("2024-05-20T10:00:00Z")),
                        row("User", "", "Count", null, "Share", null, "When", null));
    }

    @Test
    void jsonKeepsWhatIsNestedAsItIs() throws IOException {
        Path file = Files.writeString(
                folder.resolve("t.json"),
                "[{\"a\": 1, \"d\": {\"z\": 1.0, \"b\": [1, null]}}, {\"a\": 2, \"d\": {\"y\": true}}]");
        kql.table("T", file);

        assertThat(types("T")).isEqualTo("[a:long, d:dynamic]");
        assertThat(answer("T | where a == 2 | project keys = tostring(bag_keys(d))"))
                .containsExactly(row("keys", "[\"y\"]"));
        assertThat(answer("T | where a == 1 | project keys = tostring(bag_keys(d))"))
                .containsExactly(row("keys", "[\"z\",\"b\"]"));
    }

    @Test
    void parquetKeepsItsTypes() throws SQLException {
        Path file = folder.resolve("t.parquet");
        try (Database writer = Database.inMemory();
                Statement statement = writer.connection().createStatement()) {
            statement.execute("COPY (SELECT 7::INTEGER AS i, 'x' AS s, TIMESTAMP '1969-07-20 20:17:40.5' AS t,"
                    + " {'k': [1, 2]} AS d, 1.50::DECIMAL(9, 2) AS c) TO '" + file + "' (FORMAT parquet)");
        }
        kql.table("T", file);

        assertThat(types("T")).isEqualTo("[i:int, s:string, t:datetime, d:dynamic, c:decimal]");
        assertThat(answer("T | project i, s, t, k = toint(d.k[1]), c"))
                .containsExactly(row(
                        "i",
                        7,
                        "s",
                        "x",
                        "t",
                        Instant.parse("1969-07-20T20:17:40.5Z"),
                        "k",
                        2,
                        "c",
                        new BigDecimal("1.5")));
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("t.txt"), "x");
        Path broken = Files.writeString(folder.resolve("t.json"), "{\"a\": ");

        assertThatThrownBy(() -> kql.table("T", text)).hasMessageContaining("name it .csv");
        assertThatThrownBy(() -> kql.table("T", folder.resolve("none.csv"))).hasMessageContaining("there is no file");
        assertThatThrownBy(() -> kql.table("T", broken))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("t.json");
        assertThat(kql.schema().table("T")).isEmpty();
    }

    @Test
    void aRowSaysWhatItHasNot() {
        try (QueryResult result = kql.query("print a = 1, t = 5s")) {
            ResultRow row = result.rows().findFirst().orElseThrow();

            assertThat(row.longValue("a")).isEqualTo(1L);
            assertThat(row.duration("t")).isEqualTo(Duration.ofSeconds(5));
            assertThatThrownBy(() -> row.string("a")).hasMessageContaining("'a' is a long, not a string");
            assertThatThrownBy(() -> row.value("A")).hasMessageContaining("no column 'A'; it has [a:long, t:timespan]");
        }
    }

    @Test
    void nullsAreNull() {
        try (QueryResult result = kql.query("print l = long(null), t = datetime(null), d = dynamic(null), s = ''")) {
            ResultRow row = result.rows().findFirst().orElseThrow();

            assertThat(row.longValue("l")).isNull();
            assertThat(row.instant("t")).isNull();
            assertThat(row.string("d")).isNull();
            assertThat(row.string("s")).isEmpty();
        }
    }

    @Test
    void aQueryKeepsItsLimits() {
        assertThatThrownBy(() -> {
                    try (QueryResult result = kql.query(
                            "range x from 1 to 10 step 1",
                            QueryLimits.standard().withRows(3))) {
                        result.rows().forEach(row -> {});
                    }
                })
                .isInstanceOf(KqlException.class)
                .hasMessageContaining("more than 3 rows");
    }

    @Test
    void aCancelledQueryEnds() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();

        assertThatThrownBy(() -> kql.query("print 1", QueryLimits.standard().with(cancellation)))
                .hasMessageContaining("the query was cancelled");
    }

    @Test
    void aCompiledQueryRunsAgainOverNewRows() {
        kql.table("T", List.of(row("a", 1)));
        CompiledQuery count = kql.compile("T | count", CompileOptions.at(Instant.EPOCH));
        kql.table("T", List.of(row("a", 2)));

        try (QueryResult result = kql.run(count, QueryLimits.standard())) {
            assertThat(result.rows().map(r -> r.longValue("Count"))).containsExactly(2L);
        }
    }

    @Test
    void threadsQueryBesideEachOther() throws Exception {
        kql.table("T", IntStream.range(0, 1000).mapToObj(i -> row("a", i)).toList());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Object>> queries = IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<Object>) () ->
                            answer("T | where a < " + i + " | count").get(0).get("Count"))
                    .toList();
            List<Future<Object>> answers = threads.invokeAll(queries);

            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo((long) i);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aTableThatIsNotStoredAndAColumnThatIsNotAreEmptyToEveryOperator() {
        List<Column> columns = List.of(
                new Column("s", KqlType.STRING), new Column("n", KqlType.LONG), new Column("d", KqlType.DYNAMIC));
        DatabaseSchema schema =
                DatabaseSchema.of(List.of(new TableSchema("Absent", columns), new TableSchema("Partial", columns)));
        List<String> operators = List.of(
                "sort by s asc, n",
                "top 1 by s",
                "mv-expand d",
                "mv-expand bagexpansion=array e = d to typeof(string)",
                "summarize count() by s, tostring(d.x)",
                "distinct s, n",
                "make-series count() default=0 on n from 1 to 2 step 1 by s",
                "serialize r = row_number()",
                "parse s with a:long '-' b");
        try (Database store = Database.inMemory()) {
            store.createTable(new TableSchema("Partial", List.of(new Column("other", KqlType.LONG))));
            KqlDatabase over = KqlDatabase.over(store, schema);
            for (String table : List.of("Absent", "Partial")) {
                for (String operator : operators) {
                    try (QueryResult result = over.query(table + " | " + operator)) {
                        assertThat(result.rows()).as(table + " | " + operator).isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void aQueryThatIsNestedTooDeeplyIsRefused() {
        assertThatThrownBy(() -> kql.query("print " + "1 + ".repeat(200_000) + "1"))
                .isInstanceOf(KqlException.class);
    }
}
