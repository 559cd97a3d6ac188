package io.azdetect.telemetry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.engine.QueryLimits;
import io.azdetect.engine.QueryResult;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestorTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-06-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void theSameFileTwiceAddsNothing() throws Exception {
        Path file = write("a.json", record(1), record(2), "no record");
        try (Workspace workspace = Workspace.inMemory()) {
            assertReport(ingest(workspace, file), Map.of("AzureDiagnostics", 2L), 0, 1);
            assertReport(ingest(workspace, file), Map.of(), 3, 0);
            assertThat(workspace.database().rowCount("AzureDiagnostics")).isEqualTo(2);
            assertThat(workspace.database().rowCount(Quarantine.TABLE)).isEqualTo(1);
        }
    }

    @Test
    void eachRowKnowsWhenItCameWithoutAColumnThatSaysSo() throws Exception {
        try (Workspace workspace = Workspace.inMemory()) {
            ingest(workspace, write("a.json", record(1)));
            Clock later = Clock.offset(CLOCK, Duration.ofDays(1));
            new Ingestor(workspace, later).ingest(List.of(write("b.json", record(2), record(1))));

            assertThat(rows(workspace, "AzureDiagnostics | project ingestion_time(), n_d | sort by n_d asc"))
                    .containsExactly("2024-06-01T00:00:00Z 1.0", "2024-06-02T00:00:00Z 2.0");
            assertThat(rows(workspace, "AzureDiagnostics | where ingestion_time() > ago(6h) | count"))
                    .containsExactly("1");
            assertThat(rows(workspace, "AzureDiagnostics | getschema | where ColumnName has 'Ingest' | count"))
                    .containsExactly("0");
        }
    }

    private static List<String> rows(Workspace workspace, String query) {
        CompileOptions options = CompileOptions.at(Instant.parse("2024-06-02T01:00:00Z"));
        try (QueryResult result = workspace.kql().query(query, options, QueryLimits.standard())) {
            return result.rows()
                    .map(row -> result.columns().stream()
                            .map(column -> String.valueOf(row.value(column.name())))
                            .collect(Collectors.joining(" ")))
                    .toList();
        }
    }

    @Test
    void aFileThatHasGrownAddsWhatIsNew() throws Exception {
        Path file = write("a.json", record(1), record(2));
        try (Workspace workspace = Workspace.inMemory()) {
            ingest(workspace, file);
            write("a.json", record(1), record(2), record(3));
            assertReport(ingest(workspace, file), Map.of("AzureDiagnostics", 1L), 2, 0);
        }
    }

    @Test
    void theSameRecordByAnotherWayIsADuplicate() throws Exception {
        Path lines = write("a.json", record(1), record(2));
        Path envelope = write("b.json", "{\n\"records\": [\n" + record(2).replace(",", " ,\n") + "\n]}");
        Path gzipped = folder.resolve("c.gz");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(record(1).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(gzipped, bytes.toByteArray());
        try (Workspace workspace = Workspace.inMemory()) {
            assertReport(ingest(workspace, lines, envelope, gzipped), Map.of("AzureDiagnostics", 2L), 2, 0);
        }
    }

    @Test
    void equalLinesOfOneFileAreDifferentEventsButNotInAnotherFile() throws Exception {
        Path three = write("a.json", record(1), record(1), record(1));
        Path two = write("b.json", record(1), record(1));
        Path four = write("c.json", record(1), record(1), record(1), record(1));
        try (Workspace workspace = Workspace.inMemory()) {
            assertReport(ingest(workspace, three), Map.of("AzureDiagnostics", 3L), 0, 0);
            assertReport(ingest(workspace, two), Map.of(), 2, 0);
            assertReport(ingest(workspace, four), Map.of("AzureDiagnostics", 1L), 3, 0);
        }
    }

    @Test
    void whatWasIngestedIsKnownAfterTheWorkspaceWasClosed() throws Exception {
        Path file = write("a.json", record(1), record(2));
        Path place = folder.resolve("workspace");
        try (Workspace workspace = Workspace.open(place)) {
            ingest(workspace, file);
        }
        try (Workspace workspace = Workspace.open(place)) {
            assertReport(ingest(workspace, file), Map.of(), 2, 0);
        }
        try (Workspace workspace = Workspace.openReadOnly(place)) {
            assertThat(workspace.schema().table("AzureDiagnostics")).isPresent();
            assertThat(workspace.schema().table("SigninLogs")).isPresent();
            assertThat(workspace.schema().tableNames()).contains("Quarantine", "AzureDiagnostics", "Syslog");
        }
    }

    @Test
    void columnsThatRecordsBringAreAddedAndKeepTheirCase() throws Exception {
        Path file = write(
                "a.json",
                record(1).replace("\"n\":1", "\"clientip\":\"x\""),
                record(2).replace("\"n\":2", "\"CLIENTIP\":\"y\""));
        try (Workspace workspace = Workspace.inMemory()) {
            assertReport(ingest(workspace, file), Map.of("AzureDiagnostics", 2L), 0, 0);
            assertThat(workspace
                            .schema()
                            .table("AzureDiagnostics")
                            .orElseThrow()
                            .columns())
                    .extracting(c -> c.name())
                    .contains("clientIP_s", "clientIp_s", "clientip_s", "CLIENTIP_s");
        }
    }

    @Test
    void aTablesRowsAreWrittenInTheOrderOfTheirTime() throws Exception {
        Path later = write("y=2024/m=05/d=02/h=00/m=00/PT1H.json", record(2000), record(1999));
        Path earlier = write("y=2024/m=05/d=01/h=00/m=00/PT1H.json", record(5), record(4));
        try (Workspace workspace = Workspace.inMemory()) {
            ingest(workspace, folder);
            assertThat(column(workspace, "SELECT CAST(n_d AS INTEGER) FROM AzureDiagnostics"))
                    .containsExactly("4", "5", "1999", "2000");
            assertThat(List.of(later, earlier)).allMatch(Files::exists);
        }
    }

    @Test
    void theQuarantineSaysWhereAndWhy() throws Exception {
        Path file = write(
                "a.json", record(1), "", "{\"a\":1}", "{\"time\":\"never\",\"category\":\"c\",\"resourceId\":\"/\"}");
        try (Workspace workspace = Workspace.inMemory()) {
            IngestReport report = ingest(workspace, file);
            assertReport(report, Map.of("AzureDiagnostics", 1L), 0, 2);
            assertThat(report.reasons())
                    .containsEntry("unreadable time in TimeGenerated: never", 1L)
                    .hasSize(2);
            assertThat(column(workspace, "SELECT \"Line\" || ' ' || RawRecord FROM Quarantine ORDER BY \"Line\""))
                    .containsExactly("3 {\"a\":1}", "4 {\"time\":\"never\",\"category\":\"c\",\"resourceId\":\"/\"}");
            assertThat(column(workspace, "SELECT DISTINCT \"File\" FROM Quarantine"))
                    .containsExactly(file.toString());
            assertThat(column(workspace, "SELECT DISTINCT TimeGenerated FROM Quarantine"))
                    .containsExactly(String.valueOf(Ticks.of(CLOCK.instant())));
        }
    }

    @Test
    void aRecordWhoseTroubleIsMendedLeavesTheQuarantineForItsTable() throws Exception {
        String row = "{\"TimeGenerated\":\"2024-05-01T10:00:00Z\",\"Computer\":\"vm\"}";
        Path unnamed = write("rows.json", row);
        try (Workspace workspace = Workspace.inMemory()) {
            assertReport(ingest(workspace, unnamed), Map.of(), 0, 1);
            assertReport(new Ingestor(workspace, CLOCK).ingest("Event", List.of(unnamed)), Map.of("Event", 1L), 0, 0);
        }
    }

    @Test
    void aStreamIsIngestedLikeAFile() throws Exception {
        byte[] bytes = (record(1) + "\n" + record(2)).getBytes(StandardCharsets.UTF_8);
        try (Workspace workspace = Workspace.inMemory()) {
            IngestReport report =
                    new Ingestor(workspace, CLOCK).ingest(new ByteArrayInputStream(bytes), "standard input");
            assertReport(report, Map.of("AzureDiagnostics", 2L), 0, 0);
        }
    }

    @Test
    void progressEndsWithEverythingDone() throws Exception {
        Path file = write("a.json", record(1), record(2));
        List<IngestProgress> told = new ArrayList<>();
        try (Workspace workspace = Workspace.inMemory()) {
            new Ingestor(workspace, CLOCK).onProgress(told::add).ingest(List.of(file));
        }
        long size = Files.size(file);
        assertThat(told).last().isEqualTo(new IngestProgress(1, 1, size, size, 2));
    }

    @Test
    void manyRecordsOverManyBlocksAllArriveOnce() throws Exception {
        int count = 150_000;
        Path file = write(
                "a.json",
                IntStream.range(0, count).mapToObj(IngestorTest::record).toArray(String[]::new));
        try (Workspace workspace = Workspace.inMemory()) {
            assertReport(ingest(workspace, file), Map.of("AzureDiagnostics", (long) count), 0, 0);
            assertThat(column(workspace, "SELECT count(DISTINCT n_d) FROM AzureDiagnostics"))
                    .containsExactly(String.valueOf(count));
            assertReport(ingest(workspace, file), Map.of(), count, 0);
        }
    }

    @Property(tries = 30)
    void everyRecordIsARowADuplicateOrInTheQuarantine(@ForAll("lines") List<List<String>> files) throws Exception {
        Path place = Files.createTempDirectory("ingest");
        List<Path> paths = new ArrayList<>();
        for (List<String> lines : files) {
            Path file = place.resolve("file" + paths.size() + ".json");
            Files.writeString(file, String.join("\n", lines));
            paths.add(file);
        }
        long lines = files.stream()
                .flatMap(List::stream)
                .filter(line -> !line.isBlank())
                .count();
        try (Workspace workspace = Workspace.inMemory()) {
            IngestReport first = new Ingestor(workspace, CLOCK).ingest(paths);
            assertThat(first.records()).isEqualTo(lines);
            IngestReport second = new Ingestor(workspace, CLOCK).ingest(paths);
            assertThat(second.duplicates()).isEqualTo(lines);
            long stored = 0;
            for (String table : workspace.database().schema().tableNames()) {
                stored += workspace.database().rowCount(table);
            }
            assertThat(stored).isEqualTo(first.rows() + first.quarantined());
        }
    }

    @Provide
    Arbitrary<List<List<String>>> lines() {
        Arbitrary<String> line = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 5).map(IngestorTest::record),
                Arbitraries.of(
                        "{\"a\":1}",
                        "{broken",
                        "",
                        "[]x",
                        "{\"a\":\"",
                        "\u0001",
                        record(1).substring(0, 40)));
        return line.list()
                .ofMaxSize(8)
                .map(lines -> {
                    // The first line shows the format, as in real files.
                    List<String> withFirst = new ArrayList<>(List.of(record(77)));
                    withFirst.addAll(lines);
                    return withFirst;
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    static String record(int number) {
        Instant time = Instant.parse("2024-05-01T00:00:00Z").plusSeconds(number);
        return "{\"time\":\"" + time
                + "\",\"resourceId\":\"/subscriptions/s\",\"category\":\"c\",\"properties\":{\"n\":" + number + "}}";
    }

    private Path write(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private static IngestReport ingest(Workspace workspace, Path... paths) {
        return new Ingestor(workspace, CLOCK).ingest(List.of(paths));
    }

    private static void assertReport(IngestReport report, Map<String, Long> tables, long duplicates, long quarantined) {
        assertThat(report.tables()).as("%s", report).isEqualTo(tables);
        assertThat(report.duplicates()).as("%s", report).isEqualTo(duplicates);
        assertThat(report.quarantined()).as("%s", report).isEqualTo(quarantined);
    }

    static List<String> column(Workspace workspace, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = workspace.database().connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
