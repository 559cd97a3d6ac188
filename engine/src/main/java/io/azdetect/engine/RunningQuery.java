package io.azdetect.engine;

import io.azdetect.engine.sql.SqlQuery;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;

/** A statement on a connection of its own, with its limits kept. */
final class RunningQuery {
    private final SqlQuery query;
    private final QueryLimits limits;
    private final QueryErrors errors;
    private final Connection connection;
    private final Statement statement;
    private final ResultSet rows;
    private final ScheduledFuture<?> deadline;
    private final Runnable onCancel;
    private long read;
    private volatile boolean overdue;
    private boolean closed;

    private RunningQuery(Connection connection, SqlQuery query, String kql, QueryLimits limits) throws SQLException {
        this.connection = connection;
        this.query = query;
        this.limits = limits;
        this.errors = new QueryErrors(kql);
        this.statement = connection.createStatement();
        this.onCancel = this::cancel;
        this.deadline = Deadlines.after(limits.time().toNanos(), TimeUnit.NANOSECONDS, () -> {
            overdue = true;
            cancel();
        });
        limits.cancellation().onCancel(onCancel);
        try {
            limits.memory().ifPresent(this::limitMemory);
            if (limits.cancellation().isCancelled()) {
                throw new SQLException("INTERRUPT Error: Interrupted!");
            }
            this.rows = statement.executeQuery(query.sql());
        } catch (SQLException e) {
            KqlException error = error(e);
            close();
            throw error;
        }
    }

    /** Starts a query on a connection that closes with it. */
    static RunningQuery start(DuckDBConnection database, SqlQuery query, String kql, QueryLimits limits)
            throws SQLException {
        return new RunningQuery(database, query, kql, limits);
    }

    private void limitMemory(long bytes) {
        try (Statement set = connection.createStatement()) {
            set.execute("SET memory_limit = '" + bytes + "B'");
        } catch (SQLException e) {
            throw error(e);
        }
    }

    private void cancel() {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The query has just ended by itself.
        }
    }

    List<Column> columns() {
        return query.columns();
    }

    String sql() {
        return query.sql();
    }

    /** The next row; null behind the last. */
    Object[] next() {
        if (closed) {
            throw new IllegalStateException("the result is closed");
        }
        try {
            if (!rows.next()) {
                return null;
            }
            if (read++ == limits.rows()) {
                throw errors.tooManyRows(limits.rows());
            }
            if (overdue || limits.cancellation().isCancelled()) {
                throw new SQLException("INTERRUPT Error: Interrupted!");
            }
            Object[] row = new Object[query.columns().size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = value(i + 1, query.columns().get(i).type());
            }
            return row;
        } catch (SQLException e) {
            throw error(e);
        }
    }

    private Object value(int index, KqlType type) throws SQLException {
        Object value = switch (type) {
            case BOOL -> rows.getBoolean(index);
            case INT -> rows.getInt(index);
            case LONG, DATETIME, TIMESPAN -> rows.getLong(index);
            case REAL -> rows.getDouble(index);
            case DECIMAL -> shortened(rows.getBigDecimal(index));
            case STRING -> emptyForNull(rows.getString(index));
            case DYNAMIC -> rows.getString(index);
            case GUID -> rows.getObject(index, UUID.class);
        };
        return type != KqlType.STRING && rows.wasNull() ? null : value;
    }

    private static BigDecimal shortened(BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String emptyForNull(String text) {
        return text == null ? "" : text;
    }

    private KqlException error(SQLException e) {
        return overdue
                ? errors.tooLong(limits.time(), e)
                : limits.cancellation().isCancelled() ? errors.cancelled(e) : errors.of(e);
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        deadline.cancel(false);
        limits.cancellation().forget(onCancel);
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("cannot end a query: " + e.getMessage(), e);
        }
    }
}
