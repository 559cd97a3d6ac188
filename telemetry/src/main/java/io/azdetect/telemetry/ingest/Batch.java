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
    private static final int MAX_ROWS = 1 << 15;
    private static final long MAX_BYTES = 64L << 20;

    /** Added to identities of quarantined records, so that one whose cause is mended becomes a row after all. */
    private static final long QUARANTINED = 0x5851F42D4C957F2DL;

    private final Database database;
    private final SeenRecords seen;
    private final Identities identities = new Identities();
    private final IdentityCounter within = new IdentityCounter();
    private final BitSet repeated = new BitSet();
    private final List<Row> rows = new ArrayList<>();
    private final Long now;
    private long bytes;

    /** @param now when the rows come, in ticks */
    Batch(Database database, SeenRecords seen, long now) {
        this.now = now;
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

    /** Writes the rows into the present transaction. */
    Written write() {
        BitSet duplicates = seen.find(identities);
        duplicates.or(repeated);
        Map<TableLayout, List<Row>> byTable = new LinkedHashMap<>();
        for (int i = duplicates.nextClearBit(0); i < rows.size(); i = duplicates.nextClearBit(i + 1)) {
            byTable.computeIfAbsent(rows.get(i).table(), t -> new ArrayList<>()).add(rows.get(i));
        }
        byTable.forEach(this::append);
        seen.add(identities, duplicates);
        Map<String, List<Row>> byName = new LinkedHashMap<>();
        byTable.forEach((layout, tableRows) -> byName.put(layout.table(), tableRows));
        clear();
        return new Written(byName, duplicates.cardinality());
    }

    /** The rows that each table got, and how many records were there already. */
    record Written(Map<String, List<Row>> rows, long duplicates) {}

    private void append(TableLayout layout, List<Row> tableRows) {
        List<Column> columns = new ArrayList<>(layout.columns());
        columns.add(TableSchema.INGESTION_TIME);
        database.createTable(new TableSchema(layout.table(), columns), layout.texts());
        tableRows.sort(Comparator.comparingLong(Row::time));
        try (TableAppender appender = database.appender(layout.table(), columns)) {
            for (Row row : tableRows) {
                Object[] values = Arrays.copyOf(row.values(), columns.size());
                values[values.length - 1] = now;
                appender.append(values);
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
