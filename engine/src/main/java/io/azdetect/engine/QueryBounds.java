package io.azdetect.engine;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.KqlException;
import java.sql.SQLException;

/** The limits of a query from its start on, be it one statement or several with Java between them. */
final class QueryBounds {
    private final QueryLimits limits;
    private final QueryErrors errors;
    private final long start = System.nanoTime();

    QueryBounds(QueryLimits limits, String kql) {
        this.limits = requireNonNull(limits);
        this.errors = new QueryErrors(kql);
    }

    QueryLimits limits() {
        return limits;
    }

    /** The nanoseconds that are left, 0 when none are. */
    long remaining() {
        long spent = System.nanoTime() - start;
        return Math.max(0, limits.time().toNanos() - spent);
    }

    private boolean isOverdue() {
        return remaining() == 0;
    }

    /** Ends what calls it when the time is up or the query was cancelled. */
    void check() {
        if (isOverdue()
                || limits.cancellation().isCancelled()
                || Thread.currentThread().isInterrupted()) {
            throw error(new SQLException("INTERRUPT Error: Interrupted!"));
        }
    }

    /** What an error of DuckDB means to the reader: often that a limit was reached. */
    KqlException error(SQLException e) {
        if (isOverdue()) {
            return errors.tooLong(limits.time(), e);
        }
        return limits.cancellation().isCancelled() ? errors.cancelled(e) : errors.of(e);
    }

    /** Ends the reading of a result that has more rows, or more bytes, than it may have. */
    void checkResult(long rows, long bytes) {
        if (rows > limits.rows()) {
            throw errors.tooManyRows(limits.rows());
        }
        if (bytes > limits.bytes()) {
            throw errors.tooLarge(limits.bytes());
        }
    }
}
