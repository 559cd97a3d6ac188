package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {
    private static final Column NAME = new Column("Name", KqlType.STRING);
    private static final Column SIZE = new Column("Size", KqlType.LONG);
    private static final TableSchema FILES = new TableSchema("Files", List.of(NAME, SIZE));

    @TempDir
    private Path folder;

    @Test
    void aNewStoreHasNoTables() {
        try (Database database = Database.inMemory()) {
            assertThat(database.schema().tableNames()).isEmpty();
        }
    }

    @Test
    void aTableKeepsItsSchemaAndRowsWhenTheStoreIsOpenedAgain() throws SQLException {
        Path file = folder.resolve("store.duckdb");
        try (Database database = Database.open(file)) {
            database.createTable(FILES);
            append(database, FILES, new Object[] {"a", 1L});
        }
        try (Database database = Database.openReadOnly(file)) {
            assertThat(database.schema().table("Files")).contains(FILES);
            assertThat(rows(database, "SELECT * FROM Files")).containsExactly(List.of("a", 1L));
        }
    }

    @Test
    void everyTypeIsStoredExactly() throws SQLException {
        UUID guid = UUID.fromString("74be27de-1e4e-49d9-b579-fe0b331d3642");
        List<Column> columns = Arrays.stream(KqlType.values())
                .map(t -> new Column(t.name(), t))
                .toList();
        TableSchema table = new TableSchema("T", columns);
        try (Database database = Database.inMemory()) {
            database.createTable(table);
            append(
                    database,
                    table,
                    new Object[] {
                        true,
                        Integer.MIN_VALUE,
                        Long.MAX_VALUE,
                        0.1,
                        new BigDecimal("12345678901234567890.000000000000000001"),
                        "naïve 😀 '\"\\ \u0000 end",
                        Ticks.MAX_DATETIME,
                        -1L,
                        guid,
                        "{\"b\":1,\"a\":null}"
                    },
                    new Object[columns.size()]);
            List<List<Object>> rows = rows(database, "SELECT * FROM T");
            assertThat(rows.get(0))
                    .containsExactly(
                            true,
                            Integer.MIN_VALUE,
                            Long.MAX_VALUE,
                            0.1,
                            new BigDecimal("12345678901234567890.000000000000000001"),
                            "naïve 😀 '\"\\ \u0000 end",
                            Ticks.MAX_DATETIME,
                            -1L,
                            guid,
                            "{\"b\":1,\"a\":null}");
            assertThat(rows.get(1)).containsExactly(null, null, null, null, null, "", null, null, null, null);
        }
    }

    @Test
    void columnsThatDifferOnlyInCaseStayApart() throws SQLException {
        TableSchema table = new TableSchema(
                "AzureDiagnostics",
                List.of(new Column("clientIP_s", KqlType.STRING), new Column("clientIp_s", KqlType.STRING)));
        Path file = folder.resolve("store.duckdb");
        try (Database database = Database.open(file)) {
            database.createTable(table);
            database.addColumns("AzureDiagnostics", List.of(new Column("CLIENTIP_s", KqlType.STRING)));
            append(database, database.schema().table("AzureDiagnostics").orElseThrow(), new Object[] {
                "one", "two", "three"
            });
        }
        try (Database database = Database.openReadOnly(file)) {
            assertThat(database.schema().table("AzureDiagnostics").orElseThrow().columns())
                    .extracting(Column::name)
                    .containsExactly("clientIP_s", "clientIp_s", "CLIENTIP_s");
            assertThat(rows(database, "SELECT clientIP_s, clientIp_s__2, CLIENTIP_s__3 FROM AzureDiagnostics"))
                    .containsExactly(List.of("one", "two", "three"));
        }
    }

    @Test
    void tablesThatDifferOnlyInCaseStayApart() {
        try (Database database = Database.inMemory()) {
            database.createTable(new TableSchema("T", List.of(NAME)));
            database.createTable(new TableSchema("t", List.of(SIZE)));
            append(database, new TableSchema("t", List.of(SIZE)), new Object[] {1L});
            assertThat(database.rowCount("T")).isZero();
            assertThat(database.rowCount("t")).isEqualTo(1);
        }
    }

    @Test
    void namesWithQuotesAndKeywordsAreOnlyNames() {
        TableSchema odd = new TableSchema("a\"; DROP TABLE x; --", List.of(new Column("select", KqlType.LONG)));
        try (Database database = Database.inMemory()) {
            database.createTable(odd);
            append(database, odd, new Object[] {1L});
            assertThat(database.rowCount(odd.name())).isEqualTo(1);
        }
    }

    @Test
    void creatingATableAgainAddsTheColumnsThatItLacks() {
        try (Database database = Database.inMemory()) {
            database.createTable(new TableSchema("Files", List.of(NAME)));
            append(database, new TableSchema("Files", List.of(NAME)), new Object[] {"old"});
            database.createTable(FILES);
            database.createTable(FILES);
            assertThat(database.schema().table("Files")).contains(FILES);
            assertThat(database.rowCount("Files")).isEqualTo(1);
        }
    }

    @Test
    void aColumnCannotChangeItsType() {
        try (Database database = Database.inMemory()) {
            database.createTable(FILES);
            assertThatThrownBy(() -> database.addColumns("Files", List.of(new Column("Size", KqlType.REAL))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Size:long")
                    .hasMessageContaining("Size:real");
        }
    }

    @Test
    void columnsCanBeAddedWhileAnAppenderIsOpen() throws SQLException {
        Column added = new Column("Added", KqlType.STRING);
        try (Database database = Database.inMemory()) {
            database.createTable(FILES);
            database.inTransaction(() -> {
                try (TableAppender appender = database.appender("Files", FILES.columns())) {
                    appender.append("before", 1L);
                    database.addColumns("Files", List.of(added));
                    appender.append("after", 2L);
                    try (TableAppender wider = database.appender("Files", List.of(NAME, added))) {
                        wider.append("wider", "x");
                    }
                }
            });
            assertThat(rows(database, "SELECT * FROM Files ORDER BY Size"))
                    .containsExactly(
                            List.of("before", 1L, ""), List.of("after", 2L, ""), Arrays.asList("wider", null, "x"));
        }
    }

    @Test
    void anAbortedTransactionLeavesNothing() {
        try (Database database = Database.inMemory()) {
            database.createTable(FILES);
            append(database, FILES, new Object[] {"kept", 1L});
            assertThatThrownBy(() -> database.inTransaction(() -> {
                        database.addColumns("Files", List.of(new Column("Added", KqlType.LONG)));
                        database.createTable(new TableSchema("Other", List.of(NAME)));
                        TableAppender appender = database.appender("Files", FILES.columns());
                        for (long i = 0; i < 5_000; i++) {
                            appender.append("lost", i);
                        }
                        throw new IllegalStateException("no");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(database.schema().tableNames()).containsExactly("Files");
            assertThat(database.schema().table("Files")).contains(FILES);
            assertThat(database.rowCount("Files")).isEqualTo(1);
        }
    }

    @Test
    void anAppenderThatIsClosedAfterTheAbortWritesNothing() {
        try (Database database = Database.inMemory()) {
            database.createTable(FILES);
            TableAppender appender = database.appender("Files", FILES.columns());
            assertThatThrownBy(() -> database.inTransaction(() -> {
                        appender.append("lost", 1L);
                        throw new IllegalStateException("no");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            appender.close();
            assertThat(database.rowCount("Files")).isZero();
        }
    }

    @Test
    void manyRowsArriveInOrder() throws SQLException {
        try (Database database = Database.inMemory()) {
            database.createTable(FILES);
            database.inTransaction(() -> {
                try (TableAppender appender = database.appender("Files", List.of(SIZE))) {
                    for (long i = 0; i < 10_000; i++) {
                        appender.append(i);
                    }
                }
            });
            assertThat(rows(database, "SELECT count(*), min(Size), max(Size), sum(Size)::BIGINT FROM Files"))
                    .containsExactly(List.of(10_000L, 0L, 9_999L, 49_995_000L));
        }
    }

    @Test
    void aValueOfTheWrongFormIsRefusedAndItsRowLeavesNoTrace() {
        try (Database database = Database.inMemory()) {
            database.createTable(FILES);
            try (TableAppender appender = database.appender("Files", FILES.columns())) {
                assertThatThrownBy(() -> appender.append("a", 1))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Size:long cannot hold a Integer");
                assertThatThrownBy(() -> appender.append("a")).isInstanceOf(IllegalArgumentException.class);
                appender.append("b", 2L);
            }
            assertThat(database.rowCount("Files")).isEqualTo(1);
        }
    }

    @Test
    void aDecimalOfMoreDigitsThanTheStoreHoldsIsRefusedNotRounded() {
        TableSchema table = new TableSchema("T", List.of(new Column("D", KqlType.DECIMAL)));
        try (Database database = Database.inMemory()) {
            database.createTable(table);
            try (TableAppender appender = database.appender("T", table.columns())) {
                assertThatThrownBy(() -> appender.append(new BigDecimal("0.0000000000000000001")))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> appender.append(new BigDecimal("123456789012345678901")))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void otherToolsSeeTimestampsInTheReadableView() throws SQLException {
        TableSchema table = new TableSchema(
                "Logs", List.of(new Column("TimeGenerated", KqlType.DATETIME), new Column("Took", KqlType.TIMESPAN)));
        try (Database database = Database.inMemory()) {
            database.createTable(table);
            database.addColumns("Logs", List.of(new Column("Added", KqlType.DATETIME)));
            long time = Ticks.of(Instant.parse("2024-02-29T12:34:56.1234567Z"));
            append(database, database.schema().table("Logs").orElseThrow(), new Object[] {time, -25_000_000L, 0L});
            assertThat(rows(
                            database,
                            "SELECT TimeGenerated::VARCHAR, Took::VARCHAR, Added::VARCHAR FROM readable.Logs"))
                    .containsExactly(List.of("2024-02-29 12:34:56.123456", "-00:00:02.5", "0001-01-01 00:00:00"));
        }
    }

    @Test
    void aMissingStoreIsNotOpenedToRead() {
        assertThatThrownBy(() -> Database.openReadOnly(folder.resolve("none.duckdb")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("none.duckdb");
    }

    @Test
    void aStoreThatIsOpenToReadCannotBeWritten() {
        Path file = folder.resolve("store.duckdb");
        Database.open(file).close();
        try (Database database = Database.openReadOnly(file)) {
            assertThatThrownBy(() -> database.createTable(FILES))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("only to read");
        }
    }

    @Test
    void aDynamicColumnThatHasATextColumnsTextIsStoredOnceAndReadAsIfItWereStoredTwice() throws SQLException {
        TableSchema table = new TableSchema(
                "Activity", List.of(new Column("Claims", KqlType.STRING), new Column("Claims_d", KqlType.DYNAMIC)));
        Path file = folder.resolve("store.duckdb");
        try (Database database = Database.open(file)) {
            database.createTable(table, Map.of("Claims_d", "Claims"));
            append(
                    database,
                    table,
                    new Object[] {"{\"a\":1}", "{\"a\":1}"},
                    new Object[] {"{\"a\": 2}", "{\"a\":2}"},
                    new Object[] {"no JSON", null},
                    new Object[] {"", null},
                    new Object[] {"", "[3]"});
        }
        try (Database database = Database.openReadOnly(file)) {
            assertThat(rows(database, "SELECT Claims_d FROM Activity"))
                    .containsExactly(
                            list((Object) null), list("{\"a\":2}"), list(""), list((Object) null), list("[3]"));
            List<Object> read = new ArrayList<>();
            CompiledQuery query = KqlCompiler.compile(
                    "Activity | project Claims_d", database.schema(), CompileOptions.at(Instant.EPOCH));
            try (QueryResult result = database.run(query)) {
                result.forEach(row -> read.add(row[0]));
            }
            assertThat(read).containsExactly("{\"a\":1}", "{\"a\":2}", null, null, "[3]");
            assertThat(rows(database, "SELECT Claims_d FROM readable.Activity"))
                    .containsExactly(
                            list("{\"a\":1}"),
                            list("{\"a\":2}"),
                            list((Object) null),
                            list((Object) null),
                            list("[3]"));
        }
    }

    @Test
    void aStoreOfBeforeColumnsSharedTextsIsReadAsItIs() throws SQLException {
        Path file = folder.resolve("store.duckdb");
        try (Database database = Database.open(file)) {
            database.createTable(FILES);
            append(database, FILES, new Object[] {"a", 1L});
            try (Statement statement = database.connection().createStatement()) {
                statement.execute("ALTER TABLE azdetect.columns DROP COLUMN text_of");
            }
        }
        try (Database database = Database.openReadOnly(file)) {
            assertThat(database.schema().table("Files")).contains(FILES);
        }
        try (Database database = Database.open(file)) {
            database.addColumns("Files", List.of(new Column("Owner", KqlType.STRING)));
            assertThat(rows(database, "SELECT * FROM Files")).containsExactly(List.of("a", 1L, ""));
        }
    }

    @Test
    void aColumnCannotHaveTheTextOfAColumnThatIsNotThere() {
        try (Database database = Database.inMemory()) {
            assertThatThrownBy(() -> database.createTable(
                            new TableSchema("T", List.of(new Column("A_d", KqlType.DYNAMIC))), Map.of("A_d", "A")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("A_d")
                    .hasMessageContaining("no string column A");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws Exception {
        Path file = java.nio.file.Files.writeString(folder.resolve("notes.txt"), "x".repeat(20_000));
        assertThatThrownBy(() -> Database.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("notes.txt");
    }

    private static List<Object> list(Object value) {
        return Arrays.asList(value);
    }

    private static void append(Database database, TableSchema table, Object[]... rows) {
        try (TableAppender appender = database.appender(table.name(), table.columns())) {
            for (Object[] row : rows) {
                appender.append(row);
            }
        }
    }

    private static List<List<Object>> rows(Database database, String sql) throws SQLException {
        try (Statement statement = database.connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
