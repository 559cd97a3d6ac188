package io.azdetect.engine;

import io.azdetect.engine.sql.SqlText;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** A file's rows, with the columns and types that DuckDB finds in it. */
final class FileRows {
    private final String table;
    private final Path file;
    private final String source;

    FileRows(String table, Path file) {
        this.table = table;
        this.file = file;
        if (!Files.isRegularFile(file)) {
            throw new StoreException("there is no file " + file);
        }
        this.source = source(file);
    }

    /** A column of the file, and the SQL that gives its values in the form in which results are read. */
    private record FileColumn(Column column, String sql) {}

    /** The columns of the file, and the SQL that reads it. */
    private record FileLayout(List<FileColumn> columns, String source) {}

    private static String source(Path file) {
        String path = SqlText.literal(escaped(file.toAbsolutePath().toString()));
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String ending = name.replaceFirst("\\.gz$", "").replaceFirst("^.*\\.", ".");
        // The whole file decides on the types: a sample may miss the row that needs another one.
        return switch (ending) {
            case ".csv" -> "read_csv(" + path + ", header = true, sample_size = -1)";
            case ".json", ".ndjson", ".jsonl" -> "read_json(" + path + ", sample_size = -1)";
            case ".parquet" -> "read_parquet(" + path + ")";
            default ->
                throw new IllegalArgumentException(
                        file + " is no file that is read here: name it .csv, .json, .ndjson, .jsonl or .parquet");
        };
    }

    /** DuckDB takes some signs of a path for a pattern. */
    private static String escaped(String path) {
        return path.replaceAll("([*?\\[])", "[$1]");
    }

    void addTo(Database database) {
        try (Connection own =
                database.connection().unwrap(DuckDBConnection.class).duplicate()) {
            FileLayout layout = layout(own);
            TableSchema schema = new TableSchema(
                    table, layout.columns().stream().map(FileColumn::column).toList());
            database.inTransaction(() -> {
                database.createTable(schema);
                copy(own, layout, database);
            });
        } catch (SQLException | IllegalArgumentException e) {
            throw new StoreException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private FileLayout layout(Connection own) throws SQLException {
        List<FileColumn> columns = new ArrayList<>();
        List<String> types = new ArrayList<>();
        try (Statement statement = own.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
            while (rows.next()) {
                String name = rows.getString("column_name");
                String type = rows.getString("column_type");
                columns.add(column(name, type));
                types.add(SqlText.literal(name) + ": " + SqlText.literal(isNested(type) ? "JSON" : type));
            }
        }
        // What is nested is read as it is: as structures, objects would get each other's keys.
        String exact = source.startsWith("read_json")
                ? source.substring(0, source.length() - 1) + ", columns = {" + String.join(", ", types) + "})"
                : source;
        return new FileLayout(columns, exact);
    }

    private FileColumn column(String name, String type) {
        String sql = SqlText.identifier(name);
        String family = type.replaceFirst("\\(.*", "");
        if (isNested(type)) {
            return new FileColumn(new Column(name, KqlType.DYNAMIC), "to_json(" + sql + ")::VARCHAR");
        }
        return switch (family) {
            case "BOOLEAN" -> new FileColumn(new Column(name, KqlType.BOOL), sql);
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" ->
                new FileColumn(new Column(name, KqlType.INT), sql + "::INTEGER");
            case "BIGINT", "UINTEGER" -> new FileColumn(new Column(name, KqlType.LONG), sql + "::BIGINT");
            case "FLOAT", "DOUBLE" -> new FileColumn(new Column(name, KqlType.REAL), sql + "::DOUBLE");
            case "DECIMAL", "UBIGINT", "HUGEINT" ->
                new FileColumn(new Column(name, KqlType.DECIMAL), sql + "::DECIMAL(38, 18)");
            case "VARCHAR", "ENUM" -> new FileColumn(new Column(name, KqlType.STRING), sql + "::VARCHAR");
            case "UUID" -> new FileColumn(new Column(name, KqlType.GUID), sql);
            case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS" ->
                new FileColumn(new Column(name, KqlType.DATETIME), ticks("epoch_us(" + sql + "::TIMESTAMP) * 10"));
            case "TIMESTAMP WITH TIME ZONE" ->
                new FileColumn(new Column(name, KqlType.DATETIME), ticks("epoch_us(" + sql + ") * 10"));
            case "TIMESTAMP_NS" ->
                new FileColumn(new Column(name, KqlType.DATETIME), ticks("epoch_ns(" + sql + ") // 100"));
            default ->
                throw new IllegalArgumentException("column " + name + " is a " + type + ", which no Kusto type holds");
        };
    }

    private static boolean isNested(String type) {
        return type.endsWith("]") || type.matches("(?s)(STRUCT|MAP)\\(.*|JSON");
    }

    private static String ticks(String sinceEpoch) {
        return "(" + sinceEpoch + " + " + Ticks.UNIX_EPOCH + ")::BIGINT";
    }

    private void copy(Connection own, FileLayout layout, Database database) throws SQLException {
        List<FileColumn> columns = layout.columns();
        String list = columns.stream().map(FileColumn::sql).collect(Collectors.joining(", "));
        try (Statement statement = own.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + list + " FROM " + layout.source());
                TableAppender appender = database.appender(
                        table, columns.stream().map(FileColumn::column).toList())) {
            Object[] row = new Object[columns.size()];
            while (rows.next()) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = ResultValue.read(
                            rows, i + 1, columns.get(i).column().type());
                }
                appender.append(row);
            }
        }
    }
}
