package io.azdetect.engine;

import io.azdetect.engine.sql.SqlQuery;
import io.azdetect.engine.stage.RowReader;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.schema.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** A statement on a connection of its own, with its limits kept. */
final class RunningQuery implements RowReader {
    private final SqlQuery query;
    private final QueryBounds bounds;
    private final boolean isResult;
    private final Connection connection;
    private final BoundedStatement statement;
    private final ResultSet rows;
    private long read;
    private long size;
    private boolean closed;

    private RunningQuery(
            Connection connection, SqlQuery query, QueryBounds bounds, boolean isResult, RunningQueries running)
            throws SQLException {
        this.connection = connection;
        this.query = query;
        this.bounds = bounds;
        this.isResult = isResult;
        this.statement = new BoundedStatement(connection, bounds, running);
        try {
            this.rows = statement.query(query.sql());
        } catch (SQLException e) {
            KqlException error = bounds.error(e);
            close();
            throw error;
        } catch (KqlException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a query, whose stages have run, on a connection that closes with it.
     *
     * @param isResult whether its rows are the result, which has limits of its own; a stage may read any number of rows
     */
    static RunningQuery start(
            DuckDBConnection database, SqlQuery query, QueryBounds bounds, boolean isResult, RunningQueries running)
            throws SQLException {
        return new RunningQuery(database, query, bounds, isResult, running);
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
            statement.check();
            Object[] row = new Object[query.columns().size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = ResultValue.read(rows, i + 1, query.columns().get(i).type());
            }
            if (isResult) {
                bounds.checkResult(++read, size += ResultSize.of(query.columns(), row));
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
        try (connection) {
            statement.close();
        } catch (SQLException e) {
            throw new StoreException("cannot end a query: " + e.getMessage(), e);
        }
    }
}
