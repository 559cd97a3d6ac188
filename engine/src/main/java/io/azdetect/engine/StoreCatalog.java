package io.azdetect.engine;

import io.azdetect.engine.sql.SqlText;
import io.azdetect.engine.sql.StoredNames;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which Kusto tables and columns the store holds, under which DuckDB names.
 *
 * <p>It is kept in {@code azdetect.columns}, since DuckDB's own catalogue can say neither Kusto's types nor its
 * case-sensitive names.
 */
final class StoreCatalog implements DatabaseSchema {
    private final Map<String, StoredTable> tables = new TreeMap<>();
    private final String database;

    /** The catalogue of the database that was opened. */
    StoreCatalog() {
        this.database = "";
    }

    /** @param database the name of one that is attached; it needs no quotes */
    StoreCatalog(String database) {
        this.database = database + ".";
    }

    @Override
    public Optional<TableSchema> table(String name) {
        return stored(name).map(StoredTable::schema);
    }

    @Override
    public synchronized Collection<String> tableNames() {
        return List.copyOf(tables.keySet());
    }

    synchronized Optional<StoredTable> stored(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** Where a query finds the table. */
    Optional<StoredNames.Location> location(String name) {
        return stored(name)
                .map(table -> new StoredNames.Location(
                        database + "main." + SqlText.identifier(table.physicalName()),
                        table.columns().stream()
                                .collect(Collectors.toMap(c -> c.column().name(), StoredColumn::sql))));
    }

    synchronized Collection<String> physicalNames() {
        return tables.values().stream().map(StoredTable::physicalName).toList();
    }

    synchronized void put(StoredTable table) {
        tables.put(table.name(), table);
    }

    /** Makes the place for the catalogue in a new store; in one that has it, does nothing. */
    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS azdetect");
            statement.execute("CREATE SCHEMA IF NOT EXISTS readable");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS azdetect.columns (
                        table_name VARCHAR NOT NULL,
                        physical_table VARCHAR NOT NULL,
                        ordinal INTEGER NOT NULL,
                        column_name VARCHAR NOT NULL,
                        kusto_type VARCHAR NOT NULL,
                        physical_column VARCHAR NOT NULL,
                        text_of VARCHAR)""");
            statement.execute("ALTER TABLE azdetect.columns ADD COLUMN IF NOT EXISTS text_of VARCHAR");
        }
    }

    /** Whether the database has a catalogue, and so is a store. */
    static boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT count(*) FROM duckdb_tables()
                        WHERE schema_name = 'azdetect' AND table_name = 'columns'""")) {
            return rows.next() && rows.getLong(1) > 0;
        }
    }

    /** Reads the catalogue anew, as after a rollback. */
    synchronized void load(Connection connection) throws SQLException {
        Map<String, List<StoredColumn>> columns = new LinkedHashMap<>();
        Map<String, String> physical = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT table_name, physical_table, column_name, kusto_type, physical_column, text_of
                        FROM (FROM %sazdetect.columns UNION ALL BY NAME SELECT NULL::VARCHAR AS text_of WHERE false)
                        ORDER BY table_name, ordinal""".formatted(database))) {
            while (rows.next()) {
                String table = rows.getString(1);
                String type = rows.getString(4);
                KqlType kqlType = KqlType.of(type)
                        .orElseThrow(() -> new StoreException("table " + table + " has a column of type " + type
                                + ", which this version does not know; use the version that wrote the store"));
                physical.put(table, rows.getString(2));
                columns.computeIfAbsent(table, t -> new ArrayList<>())
                        .add(new StoredColumn(
                                new Column(rows.getString(3), kqlType),
                                rows.getString(5),
                                Optional.ofNullable(rows.getString(6))));
            }
        }
        tables.clear();
        columns.forEach((name, list) -> tables.put(name, new StoredTable(name, physical.get(name), list)));
    }

    /** Writes down columns that were added at the end of a table. */
    static void record(Connection connection, StoredTable table, List<StoredColumn> added) throws SQLException {
        int ordinal = table.columns().size() - added.size();
        List<String> rows = new ArrayList<>();
        for (StoredColumn column : added) {
            rows.add("("
                    + String.join(
                            ", ",
                            SqlText.literal(table.name()),
                            SqlText.literal(table.physicalName()),
                            Integer.toString(ordinal++),
                            SqlText.literal(column.column().name()),
                            SqlText.literal(column.column().type().kustoName()),
                            SqlText.literal(column.physicalName()),
                            column.textOf().map(SqlText::literal).orElse("NULL"))
                    + ")");
        }
        // One statement: a JDBC batch would open a transaction of its own.
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO azdetect.columns VALUES " + String.join(", ", rows));
        }
    }
}
