package io.azdetect.telemetry;

import io.azdetect.engine.CsvFile;
import io.azdetect.engine.Elsewhere;
import io.azdetect.engine.StoreException;
import io.azdetect.engine.sql.StoredNames;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The watchlists of a workspace: {@code ALIAS.csv} in a folder, the file that one uploads to Microsoft Sentinel. Its columns
 * are texts; before them stand those that Sentinel's function returns besides. A CSV file does not say which column is the
 * search key, so that is the one called {@code SearchKey}, or else the first.
 */
final class Watchlists {
    private static final String ID = "_DTItemId";
    private static final String UPDATED = "LastUpdatedTimeUTC";
    private static final String KEY = "SearchKey";

    /** What each item has besides its own columns, in the order of Sentinel's function. */
    private static final List<Column> OWN = List.of(
            new Column(ID, KqlType.STRING), new Column(UPDATED, KqlType.DATETIME), new Column(KEY, KqlType.STRING));

    private final Elsewhere elsewhere;
    private final Map<String, Path> files = new TreeMap<>();
    private final Map<String, TableSchema> known = new HashMap<>();

    Watchlists(Elsewhere elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** Adds a folder's watchlists, which come before those of the same alias that are there. */
    void add(Path folder) {
        files.putAll(NamedFiles.in(folder, ".csv"));
        known.clear();
    }

    Collection<String> aliases() {
        return files.keySet();
    }

    /** The table of a watchlist's items. */
    Optional<TableSchema> find(String alias) {
        Path file = files.get(alias);
        return file == null ? Optional.empty() : Optional.of(known.computeIfAbsent(alias, a -> table(file)));
    }

    private TableSchema table(Path file) {
        CsvFile csv = CsvFile.of(file);
        List<Column> columns = new ArrayList<>(OWN);
        for (String name : csv.names()) {
            if (OWN.stream().noneMatch(own -> own.name().equals(name))) {
                columns.add(new Column(name, KqlType.STRING));
            }
        }
        Map<String, String> cells = csv.columns();
        Map<String, String> sql = new HashMap<>(cells);
        sql.putIfAbsent(
                ID,
                "CAST(CAST(md5(concat_ws(chr(31), " + String.join(", ", cells.values()) + ")) AS UUID) AS VARCHAR)");
        sql.put(UPDATED, updated(file, cells));
        sql.putIfAbsent(KEY, cells.values().iterator().next());
        // No query text can name this table.
        TableSchema table = new TableSchema("_GetWatchlist(\"" + file.toAbsolutePath() + "\")", columns);
        elsewhere.add(table.name(), new StoredNames.Location(csv.sql(), sql));
        return table;
    }

    /** When an item was changed, in ticks: what an exported watchlist says, or else when the file was. */
    private static String updated(Path file, Map<String, String> cells) {
        long changed;
        try {
            changed = Ticks.of(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            throw new StoreException("cannot read " + file + ": " + e.getMessage(), e);
        }
        String exported = cells.get(UPDATED);
        return exported == null
                ? "CAST(" + changed + " AS BIGINT)"
                : "coalesce(epoch_us(TRY_CAST(" + exported + " AS TIMESTAMP)) * 10 + 621355968000000000, " + changed
                        + ")";
    }
}
