package io.azdetect.telemetry.ingest;

import io.azdetect.engine.Database;
import io.azdetect.engine.TableAppender;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.mapping.Row;
import io.azdetect.telemetry.mapping.TableLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows on their way into the store. A batch is written whole or not at all; what the workspace has already is left out, and
 * each table's rows are written in the order of their time.
 */
final class Batch {
    private static final int MAX_ROWS = 1 << 17;
    private static final long MAX_BYTES = 128L << 20;

    /** Added to identities of quarantined records, so that one whose cause is mended becomes a row after all. */
    private static final long QUARANTINED = 0x5851F42D4C957F2DL;

    private final Database database;
    private final SeenRecords seen;
    private final Identities identities = new Identities();
    private final IdentityCounter within = new IdentityCounter();
    private final BitSet repeated = new BitSet();
    private final List<Row> rows = new ArrayList<>();
    private long bytes;

    Batch(Database database, SeenRecords seen) {
        this.database = database;
        this.seen = seen;
    }

    void add(Row row, long high, long low) {
        boolean quarantined = row.table().table().equals(Quarantine.TABLE);
        int hour = quarantined ? 0 : (int) (row.time() / Ticks.PER_HOUR);
        long distinct = quarantined ? low ^ QUARANTINED : low;
        if (within.add(high, distinct) > 0) {
            repeated.set(rows.size());
        }
        rows.add(row);
        identities.add(hour, high, distinct);
    }

    void addBytes(long count) {
        bytes += count;
    }

    boolean isFull() {
        return rows.size() >= MAX_ROWS || bytes >= MAX_BYTES;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Writes the rows; returns how many went to each table, and under an empty name the duplicates. */
    Written write() {
        Map<String, Long> counts = new LinkedHashMap<>();
        BitSet duplicates = seen.find(identities);
        duplicates.or(repeated);
        Map<TableLayout, List<Row>> byTable = new LinkedHashMap<>();
        for (int i = duplicates.nextClearBit(0); i < rows.size(); i = duplicates.nextClearBit(i + 1)) {
            byTable.computeIfAbsent(rows.get(i).table(), t -> new ArrayList<>()).add(rows.get(i));
        }
        database.inTransaction(() -> {
            byTable.forEach((layout, tableRows) -> {
                append(layout, tableRows);
                counts.put(layout.table(), (long) tableRows.size());
            });
            seen.add(identities, duplicates);
        });
        Written written = new Written(counts, duplicates.cardinality());
        clear();
        return written;
    }

    /** How many rows each table got, and how many records were there already. */
    record Written(Map<String, Long> rows, long duplicates) {}

    private void append(TableLayout layout, List<Row> tableRows) {
        List<Column> columns = layout.columns();
        database.createTable(new TableSchema(layout.table(), columns));
        tableRows.sort(Comparator.comparingLong(Row::time));
        try (TableAppender appender = database.appender(layout.table(), columns)) {
            for (Row row : tableRows) {
                Object[] values = row.values();
                appender.append(values.length == columns.size() ? values : Arrays.copyOf(values, columns.size()));
            }
        }
    }

    private void clear() {
        rows.clear();
        identities.clear();
        within.clear();
        repeated.clear();
        bytes = 0;
    }
}
