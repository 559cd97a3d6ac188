package io.azdetect.kql;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.Column;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A query that is ready to run on any engine.
 *
 * @param text the KQL text it was compiled from
 * @param plan what to run
 * @param tables the stored tables that it reads
 * @param readsClock whether its answer depends on {@code now()} or {@code ago()}
 * @param render the visualization that {@code render} asks for
 */
public record CompiledQuery(String text, Plan plan, Set<String> tables, boolean readsClock, Optional<String> render) {
    public CompiledQuery {
        requireNonNull(text, "text");
        requireNonNull(plan, "plan");
        tables = Set.copyOf(tables);
    }

    /** The columns of the result. */
    public List<Column> columns() {
        return plan.columns();
    }
}
