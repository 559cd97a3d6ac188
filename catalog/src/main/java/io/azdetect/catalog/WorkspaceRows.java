package io.azdetect.catalog;

import io.azdetect.engine.KeptRows;
import io.azdetect.engine.QueryLimits;
import io.azdetect.engine.QueryResult;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.telemetry.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of a workspace. */
final class WorkspaceRows implements RowStore {
    private final Workspace workspace;
    private final DatabaseSchema schema;
    private final QueryLimits limits;
    private final List<KeptRows> kept = new ArrayList<>();

    /** @param limits the bounds of each query */
    WorkspaceRows(Workspace workspace, QueryLimits limits) {
        this.limits = limits;
        this.workspace = workspace;
        this.schema = workspace.schema();
    }

    @Override
    public DatabaseSchema schema() {
        return schema;
    }

    @Override
    public boolean has(String table) {
        return workspace.database().holds(table);
    }

    @Override
    public Rows run(Plan plan) {
        return run(plan, limits);
    }

    @Override
    public Optional<Rows> runWithin(Plan plan, Duration time) {
        try {
            return Optional.of(run(plan, time.compareTo(limits.time()) < 0 ? limits.withTime(time) : limits));
        } catch (KqlException e) {
            // Cancelled by its user is a bound, too, which the next query meets at once.
            if (e.diagnostic().code() == Diagnostic.Code.LIMIT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Rows run(Plan plan, QueryLimits bounds) {
        try (QueryResult result = workspace.database().run(query(plan), bounds)) {
            return new Rows(
                    plan.columns(), result.toList().stream().map(Arrays::asList).toList());
        }
    }

    @Override
    public Plan keep(Plan plan) {
        KeptRows rows = workspace.database().keep(query(plan), limits);
        kept.add(rows);
        return rows.plan();
    }

    @Override
    public void close() {
        kept.forEach(KeptRows::close);
        kept.clear();
    }

    /** The engine takes queries; what it needs of one besides the plan is not known of a part. */
    private static CompiledQuery query(Plan plan) {
        return new CompiledQuery("", plan, Set.of(), false, Optional.empty());
    }
}
