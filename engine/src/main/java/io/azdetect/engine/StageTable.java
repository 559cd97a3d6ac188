package io.azdetect.engine;

import io.azdetect.engine.KeptTables.StageSchema;
import io.azdetect.engine.sql.SqlStage;
import io.azdetect.engine.stage.RowWriter;
import io.azdetect.kql.schema.Column;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The table that a stage fills. */
final class StageTable implements RowWriter, AutoCloseable {
    /** So many rows go by between two looks at the clock. */
    private static final int ROWS_BETWEEN_CHECKS = 1024;

    private final List<Column> columns;
    private final QueryBounds bounds;
    private final DuckDBAppender appender;
    private long count;

    StageTable(SqlStage stage, StageSchema schema, DuckDBConnection connection, QueryBounds bounds)
            throws SQLException {
        this.columns = stage.columns();
        this.bounds = bounds;
        this.appender = connection.createAppender(schema.database(), schema.name(), stage.table());
    }

    @Override
    public void add(Object... row) {
        if (row.length != columns.size()) {
            throw new IllegalArgumentException(row.length + " values for " + columns);
        }
        if (++count % ROWS_BETWEEN_CHECKS == 0) {
            bounds.check();
        }
        try {
            appender.beginRow();
            for (int i = 0; i < row.length; i++) {
                Column column = columns.get(i);
                AppendedValue.write(appender, column.type(), AppendedValue.check(column, row[i]));
            }
            appender.endRow();
        } catch (SQLException e) {
            throw bounds.error(e);
        }
    }

    @Override
    public void check() {
        bounds.check();
    }

    /** Writes what is pending; close() of DuckDB's appender would keep an error to itself. */
    void finish() throws SQLException {
        appender.flush();
    }

    @Override
    public void close() throws SQLException {
        appender.close();
    }
}
