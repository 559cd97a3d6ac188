package io.azdetect.engine;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.TableSchema;

/** Rows of a query that {@link Database#keep} keeps beside the store; they go when this is closed. */
public final class KeptRows implements AutoCloseable {
    private final Database database;
    private final TableSchema table;

    KeptRows(Database database, TableSchema table) {
        this.database = requireNonNull(database, "database");
        this.table = requireNonNull(table, "table");
    }

    /** A plan that reads the rows, for use in plans that run on the same database. */
    public Plan plan() {
        return new Plan.Scan(table, table.columns());
    }

    @Override
    public void close() {
        database.forget(table.name());
    }
}
