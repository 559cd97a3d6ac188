package io.azdetect.engine;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends rows to a table in bulk.
 *
 * <p>Rows are visible after {@link #close()}, and, inside {@link Database#inTransaction}, to others after the transaction
 * only. Outside of one, every 2,048 rows are committed on their own, which is slow and leaves a part behind when
 * something fails. Not for use by several threads.
 */
public final class TableAppender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableAppender.class);

    private final Database database;
    private final String table;
    private final List<Column> columns;

    private DuckDBAppender target;
    private KqlType[] types;
    private int[] sources;
    private int[] texts;

    TableAppender(Database database, String table, List<Column> columns) {
        this.database = database;
        this.table = table;
        this.columns = List.copyOf(columns);
    }

    /**
     * Appends a row.
     *
     * @param values one for each column that the appender was opened with, in the Java form that {@link KqlType} names;
     *     null, and the columns that it was not opened with, become the type's null, or an empty string
     * @throws IllegalArgumentException if a value has not its column's Java form, or is a decimal of more digits than the
     *     store holds (20 before and 18 after the point); nothing of the row is appended then
     */
    public void append(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    table + " takes " + columns.size() + " values a row here, not " + values.length);
        }
        Object[] checked = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            checked[i] = AppendedValue.check(columns.get(i), values[i]);
        }
        try {
            if (target == null) {
                open();
            }
            target.beginRow();
            for (int i = 0; i < types.length; i++) {
                AppendedValue.write(target, types[i], stored(checked, i));
            }
            target.endRow();
        } catch (SQLException e) {
            throw new StoreException("cannot append to " + table + ": " + e.getMessage(), e);
        }
    }

    private Object stored(Object[] values, int index) {
        Object value = value(values, index);
        if (texts[index] < 0) {
            return value;
        }
        Object text = value(values, texts[index]);
        String sameText = text == null ? "" : (String) text;
        // As StoredColumn says: null for the same text, an empty string for null.
        return value == null ? (sameText.isEmpty() ? null : "") : value.equals(sameText) ? null : value;
    }

    private Object value(Object[] values, int index) {
        return sources[index] < 0 ? null : values[sources[index]];
    }

    private void open() throws SQLException {
        StoredTable stored = database.storedTable(table);
        int width = stored.columns().size();
        types = new KqlType[width];
        sources = new int[width];
        texts = new int[width];
        List<String> physicalNames =
                stored.columns().stream().map(StoredColumn::physicalName).toList();
        for (int i = 0; i < width; i++) {
            types[i] = stored.columns().get(i).column().type();
            sources[i] = columns.indexOf(stored.columns().get(i).column());
            texts[i] =
                    stored.columns().get(i).textOf().map(physicalNames::indexOf).orElse(-1);
        }
        Connection connection = database.connection();
        target = connection
                .unwrap(DuckDBConnection.class)
                .createAppender(DuckDBConnection.DEFAULT_SCHEMA, stored.physicalName());
    }

    /** Writes what is pending and lets go of the table, so that it may change; the next row takes it up again. */
    void release() {
        if (target == null) {
            return;
        }
        // close() of DuckDB's appender keeps a failed flush to itself, so flush first.
        try (DuckDBAppender closing = target) {
            target = null;
            closing.flush();
        } catch (SQLException e) {
            throw new StoreException("cannot append to " + table + ": " + e.getMessage(), e);
        }
    }

    /** Drops what is pending, when the transaction is about to be rolled back. */
    void abandon() {
        if (target == null) {
            return;
        }
        // DuckDB's appender cannot forget rows; it can write them into the transaction that will not be.
        DuckDBAppender closing = target;
        target = null;
        try {
            closing.close();
        } catch (SQLException e) {
            LOG.debug("the appender of {} did not close: {}", table, e.getMessage());
        }
    }

    String table() {
        return table;
    }

    /** Writes what is pending. */
    @Override
    public void close() {
        database.forget(this);
        release();
    }
}
