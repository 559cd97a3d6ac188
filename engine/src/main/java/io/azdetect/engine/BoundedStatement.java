package io.azdetect.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A statement that ends when its query's time is up or the query is cancelled. To be closed before its connection. */
final class BoundedStatement implements AutoCloseable {
    private final QueryBounds bounds;
    private final RunningQueries running;
    private final Statement statement;
    private final ScheduledFuture<?> deadline;
    private final Runnable onCancel = this::interrupt;
    private volatile boolean interrupted;

    BoundedStatement(Connection connection, QueryBounds bounds, RunningQueries running) throws SQLException {
        this.bounds = bounds;
        this.running = running;
        this.statement = connection.createStatement();
        running.begin(this);
        this.deadline = Deadlines.after(bounds.remaining(), TimeUnit.NANOSECONDS, onCancel);
        bounds.limits().cancellation().onCancel(onCancel);
    }

    /** Runs what gives rows. */
    ResultSet query(String sql) throws SQLException {
        begin();
        return statement.executeQuery(sql);
    }

    /** Runs what gives none. */
    void execute(String sql) throws SQLException {
        begin();
        statement.execute(sql);
    }

    private void begin() throws SQLException {
        if (bounds.limits().memory().isPresent()) {
            statement.execute("SET memory_limit = '" + bounds.limits().memory().getAsLong() + "B'");
        }
        bounds.check();
    }

    private void interrupt() {
        interrupted = true;
        running.ending(this);
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The query has just ended by itself.
        }
    }

    /** Ends whoever reads rows that were there before the query was to end. */
    void check() throws SQLException {
        if (interrupted) {
            throw new SQLException("INTERRUPT Error: Interrupted!");
        }
    }

    @Override
    public void close() throws SQLException {
        running.end(this);
        deadline.cancel(false);
        bounds.limits().cancellation().forget(onCancel);
        statement.close();
    }
}
