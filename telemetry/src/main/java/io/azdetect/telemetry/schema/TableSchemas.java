package io.azdetect.telemetry.schema;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tables of Log Analytics and of Microsoft Defender XDR with their documented columns, so that a query over a table
 * compiles before its first row is there.
 *
 * <p>Only the names are read at first; a table's columns are parsed when they are asked for.
 */
public final class TableSchemas implements DatabaseSchema {
    private static final String RESOURCE = "tables.txt";

    private final Map<String, String> columnsByTable;
    private final Map<String, String> namesByLowerCase;
    private final Map<String, TableSchema> parsed = new ConcurrentHashMap<>();

    private TableSchemas(Map<String, String> columnsByTable) {
        this.columnsByTable = columnsByTable;
        this.namesByLowerCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        columnsByTable.keySet().forEach(name -> namesByLowerCase.put(name, name));
    }

    /** The built-in tables. */
    public static TableSchemas builtIn() {
        return BuiltIn.TABLES;
    }

    @Override
    public Optional<TableSchema> table(String name) {
        String columns = columnsByTable.get(name);
        return columns == null
                ? Optional.empty()
                : Optional.of(parsed.computeIfAbsent(name, n -> new TableSchema(n, parse(n, columns))));
    }

    /**
     * The table of exactly this name.
     *
     * @throws NoSuchElementException if there is none
     */
    public TableSchema get(String name) {
        return table(name).orElseThrow(() -> new NoSuchElementException("no built-in table " + name));
    }

    /** The table's own spelling of a name that may differ from it in case, as names of folders and files do. */
    public Optional<String> spelling(String name) {
        return Optional.ofNullable(namesByLowerCase.get(name));
    }

    @Override
    public Collection<String> tableNames() {
        return columnsByTable.keySet();
    }

    /** False: these are definitions, and the rows are a workspace's. */
    @Override
    public boolean mayHaveRows(String table) {
        return false;
    }

    private static List<Column> parse(String table, String columns) {
        List<Column> result = new ArrayList<>();
        for (String column : columns.split(" ", -1)) {
            int colon = column.indexOf(':');
            result.add(
                    colon < 0
                            ? new Column(column, KqlType.STRING)
                            : new Column(column.substring(0, colon), type(table, column.substring(colon + 1))));
        }
        return result;
    }

    private static KqlType type(String table, String name) {
        return KqlType.of(name).orElseThrow(() -> new IllegalStateException(table + " has a column of type " + name));
    }

    private static TableSchemas read() {
        Map<String, String> tables = new TreeMap<>();
        String text;
        try (InputStream in = TableSchemas.class.getResourceAsStream(RESOURCE)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the built-in " + RESOURCE, e);
        }
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.indexOf(' ');
            tables.put(line.substring(0, space), line.substring(space + 1));
        });
        return new TableSchemas(Collections.unmodifiableMap(tables));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d built-in tables", columnsByTable.size());
    }

    private static final class BuiltIn {
        static final TableSchemas TABLES = read();
    }
}
