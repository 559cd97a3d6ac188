package io.azdetect.catalog;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What hunting needs of a store of log rows. */
interface RowStore extends AutoCloseable {
    /** Every table that a query may name. */
    DatabaseSchema schema();

    /** Whether there is such a table; one that a query may name and that is not there has no rows. */
    boolean has(String table);

    /**
     * Runs a plan.
     *
     * @throws io.azdetect.kql.KqlException when the engine cannot run it, or fails
     */
    Rows run(Plan plan);

    /**
     * Runs a plan that may be given up: there is another way to what it gives.
     *
     * @param time how long it may run, if the store's own bounds allow it so long
     * @return nothing where it reached a bound, of time, memory or rows
     * @throws io.azdetect.kql.KqlException when the engine cannot run it, or fails
     */
    Optional<Rows> runWithin(Plan plan, Duration time);

    /** Runs a plan and keeps its rows aside until {@link #close}; gives a plan that reads them. */
    Plan keep(Plan plan);

    @Override
    void close();

    /** Rows whose values have the Java forms of {@link io.azdetect.kql.type.KqlType}. */
    record Rows(List<Column> columns, List<List<Object>> rows) {
        public Rows {
            columns = List.copyOf(columns);
            rows = rows.stream()
                    .map(r -> Collections.unmodifiableList(new ArrayList<>(r)))
                    .toList();
        }
    }
}
