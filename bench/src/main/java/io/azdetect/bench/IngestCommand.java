package io.azdetect.bench;

import io.azdetect.engine.Database;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.IngestReport;
import io.azdetect.telemetry.ingest.Ingestor;
import io.azdetect.telemetry.schema.TableSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Ingestion beside DuckDB's {@code read_json} with the same mapping in SQL. Both start with no database and end when theirs is
 * closed, so both times have the writing of the file in them. Only ingestion recognises the records' kind, looks for
 * duplicates and would put a broken record into the quarantine.
 */
@Command(
        name = "ingest",
        description = "Times the ingestion of raw Activity Log beside DuckDB's read_json.",
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
    @Option(names = "--records", description = "How many records (default: ${DEFAULT-VALUE}).")
    private long records = 1_000_000;

    @Option(names = "--repetitions", description = "How often each does it (default: ${DEFAULT-VALUE}).")
    private int repetitions = 3;

    @Option(names = "--temp", paramLabel = "DIR", description = "Where files and stores are made, and deleted.")
    private Path temp;

    @Override
    public Integer call() throws Exception {
        Timings ours = new Timings();
        Timings readJson = new Timings();
        long bytes;
        try (Scratch scratch = new Scratch(temp)) {
            Path logs = scratch.resolve("logs");
            bytes = ActivityLogFiles.write(logs, records);
            System.out.printf("%,d records in %,d MB of files%n%n", records, bytes >> 20);
            for (int i = 0; i < repetitions; i++) {
                Path workspace = scratch.resolve("workspace");
                Path peer = scratch.resolve("read-json.duckdb");
                ours.time(() -> ingest(logs, workspace));
                readJson.time(() -> readJson(logs, peer));
                check(workspace.resolve(Workspace.DATABASE_FILE), peer);
                Scratch.delete(workspace);
                Scratch.delete(peer);
            }
        }
        Figures figures = new Figures("", "s", "fastest s", "records/s", "MB/s");
        row(figures, "azdetect ingest", ours, bytes);
        row(figures, "DuckDB read_json", readJson, bytes);
        System.out.println(figures);
        System.out.printf(
                "%nMedians of %d runs each, in turn. The rate of ingest is %s of read_json's; of the fastest runs, %s.%n",
                repetitions,
                Timings.ratio(readJson.median() / ours.median()),
                Timings.ratio(readJson.min() / ours.min()));
        return 0;
    }

    private void row(Figures figures, String name, Timings timings, long bytes) {
        double seconds = timings.median() / 1000;
        figures.row(
                name,
                String.format("%.1f", seconds),
                String.format("%.1f", timings.min() / 1000),
                String.format("%,.0f", records / seconds),
                String.format("%,.0f", bytes / seconds / (1 << 20)));
    }

    private IngestReport ingest(Path logs, Path folder) {
        try (Workspace workspace = Workspace.open(folder)) {
            IngestReport report = new Ingestor(workspace, Clock.systemUTC()).ingest(List.of(logs));
            if (report.rows() != records) {
                throw new IllegalStateException(records + " records became " + report);
            }
            return report;
        }
    }

    private static Path readJson(Path logs, Path file) throws IOException, SQLException {
        try (Database database = Database.open(file)) {
            database.createTable(activity());
            String files = "'" + logs.resolve("**/*.json").toString().replace("'", "''") + "'";
            try (Statement statement = database.connection().createStatement()) {
                statement.execute("INSERT INTO \"AzureActivity\" BY NAME "
                        + SqlText.read("read-json.sql").replace("$files", files));
            }
            return file;
        }
    }

    /** The two tables hold the same, column by column. */
    private static void check(Path ours, Path readJson) throws SQLException {
        List<String> here = fingerprints(ours);
        List<String> there = fingerprints(readJson);
        if (!here.equals(there)) {
            List<String> differences = new ArrayList<>(here);
            differences.removeAll(there);
            there.removeAll(here);
            throw new IllegalStateException(
                    "read_json's table is another than ingestion's: " + differences + " here, " + there + " there");
        }
    }

    private static List<String> fingerprints(Path file) throws SQLException {
        List<String> columns = activity().columns().stream().map(Column::name).toList();
        String sums = columns.stream()
                .map(column -> "sum(hash(\"" + column + "\"))")
                .collect(Collectors.joining(", ", "SELECT ", " FROM readable.\"AzureActivity\""));
        List<String> fingerprints = new ArrayList<>();
        try (Database database = Database.openReadOnly(file);
                Statement statement = database.connection().createStatement();
                ResultSet row = statement.executeQuery(sums)) {
            row.next();
            for (int i = 0; i < columns.size(); i++) {
                fingerprints.add(columns.get(i) + " " + row.getString(i + 1));
            }
        }
        return fingerprints;
    }

    private static TableSchema activity() {
        return TableSchemas.builtIn().table("AzureActivity").orElseThrow();
    }
}
