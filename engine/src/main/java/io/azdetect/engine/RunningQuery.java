package io.azdetect.engine;

import io.azdetect.engine.sql.SqlQuery;
import io.azdetect.engine.stage.RowReader;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.schema.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;

/** A statement on a connection of its own, with its limits kept. */
final class RunningQuery implements RowReader {
    private final SqlQuery query;
    private final QueryBounds bounds;
    private final long mostRows;
    private final Connection connection;
    private final Statement statement;
    private final ResultSet rows;
    private final ScheduledFuture<?> deadline;
    private final Runnable onCancel;
    private long read;
    private volatile boolean interrupted;
    private boolean closed;

    private RunningQuery(Connection connection, SqlQuery query, QueryBounds bounds, long mostRows) throws SQLException {
        this.connection = connection;
        this.query = query;
        this.bounds = bounds;
        this.mostRows = mostRows;
        this.statement = connection.createStatement();
        this.onCancel = this::cancel;
        this.deadline = Deadlines.after(bounds.remaining(), TimeUnit.NANOSECONDS, this::cancel);
        bounds.limits().cancellation().onCancel(onCancel);
        try {
            bounds.limits().memory().ifPresent(this::limitMemory);
            bounds.check();
            this.rows = statement.executeQuery(query.sql());
        } catch (SQLException e) {
            KqlException error = bounds.error(e);
            close();
            throw error;
        } catch (KqlException e) {
            close();
            throw e;
        }
    }

    /** Starts a query, whose stages have run, on a connection that closes with it. */
    static RunningQuery start(DuckDBConnection database, SqlQuery query, QueryBounds bounds, long mostRows)
            throws SQLException {
        return new RunningQuery(database, query, bounds, mostRows);
    }

    private void limitMemory(long bytes) {
        try (Statement set = connection.createStatement()) {
            set.execute("SET memory_limit = '" + bytes + "B'");
        } catch (SQLException e) {
            throw bounds.error(e);
        }
    }

    private void cancel() {
        interrupted = true;
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The query has just ended by itself.
        }
    }

    @Override
    public List<Column> columns() {
        return query.columns();
    }

    String sql() {
        return query.sql();
    }

    @Override
    public Object[] next() {
        if (closed) {
            throw new IllegalStateException("the result is closed");
        }
        try {
            if (!rows.next()) {
                return null;
            }
            if (read++ == mostRows) {
                throw bounds.tooManyRows(mostRows);
            }
            if (interrupted) {
                throw new SQLException("INTERRUPT Error: Interrupted!");
            }
            Object[] row = new Object[query.columns().size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = ResultValue.read(rows, i + 1, query.columns().get(i).type());
            }
            return row;
        } catch (SQLException e) {
            throw bounds.error(e);
        }
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        deadline.cancel(false);
        bounds.limits().cancellation().forget(onCancel);
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("cannot end a query: " + e.getMessage(), e);
        }
    }
}
