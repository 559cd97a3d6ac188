package io.azdetect.engine;

import io.azdetect.engine.KeptTables.StageSchema;
import io.azdetect.engine.sql.PhysicalType;
import io.azdetect.engine.sql.SqlQuery;
import io.azdetect.engine.sql.SqlStage;
import io.azdetect.engine.sql.SqlText;
import io.azdetect.engine.stage.RowReader;
import io.azdetect.engine.stage.StagePrograms;
import io.azdetect.kql.KqlException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;

/**
 * Runs the stages of one query, the first first, into tables of a schema of their own. Closing drops it; that is for
 * whenever the query has ended, however it has.
 */
final class StageRun implements AutoCloseable {
    private final DuckDBConnection database;
    private final RegisteredFunctions functions;
    private final StageSchema schema;
    private final QueryBounds bounds;

    StageRun(DuckDBConnection database, RegisteredFunctions functions, StageSchema schema, QueryBounds bounds) {
        this.database = database;
        this.functions = functions;
        this.schema = schema;
        this.bounds = bounds;
    }

    /** Fills the stages' tables. */
    void run(List<SqlStage> stages) {
        try (DuckDBConnection writer = database.duplicate()) {
            KeptTables.attach(writer);
            execute(writer, "CREATE SCHEMA IF NOT EXISTS " + schema.sql());
            for (SqlStage stage : stages) {
                run(stage, writer);
            }
        } catch (SQLException e) {
            throw bounds.error(e);
        }
    }

    private void run(SqlStage stage, DuckDBConnection writer) throws SQLException {
        String columns = IntStream.range(0, stage.names().size())
                .mapToObj(i -> SqlText.identifier(stage.names().get(i)) + " "
                        + PhysicalType.definition(stage.columns().get(i).type()))
                .collect(Collectors.joining(", "));
        execute(writer, "CREATE TABLE " + stage.place() + " (" + columns + ")");
        // Outside of a transaction, DuckDB would commit every 2,048 rows.
        execute(writer, "BEGIN TRANSACTION");
        List<RunningQuery> inputs = new ArrayList<>();
        boolean done = false;
        try (StageTable table = new StageTable(stage, schema, writer, bounds)) {
            for (SqlQuery input : stage.inputs()) {
                inputs.add(start(input));
            }
            if (stage.program().isPresent()) {
                StagePrograms.of(stage.program().get()).run(List.copyOf(inputs), table);
            } else {
                copy(inputs.get(0), table);
            }
            table.finish();
            done = true;
        } finally {
            inputs.forEach(RunningQuery::close);
            execute(writer, done ? "COMMIT" : "ROLLBACK");
        }
    }

    private static void copy(RowReader rows, StageTable table) {
        for (Object[] row = rows.next(); row != null; row = rows.next()) {
            table.add(row);
        }
    }

    /** Starts a statement whose rows stream: they are not in memory all at once. */
    private RunningQuery start(SqlQuery input) throws SQLException {
        try {
            return start(input, true);
        } catch (KqlException e) {
            if (!String.valueOf(e.getMessage()).contains("Invalid result set")) {
                throw e;
            }
            // That is all that a result that streams says of an error in its first rows; one that does not says more.
            return start(input, false);
        }
    }

    private RunningQuery start(SqlQuery input, boolean stream) throws SQLException {
        DuckDBConnection own = database.duplicate();
        try {
            functions.require(input.javaFunctions(), own);
            execute(own, "SET SESSION jdbc_stream_results = " + stream);
            return RunningQuery.start(own, input, bounds, Long.MAX_VALUE);
        } catch (SQLException | RuntimeException e) {
            own.close();
            throw e;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try (DuckDBConnection own = database.duplicate()) {
            execute(own, "DROP SCHEMA IF EXISTS " + schema.sql() + " CASCADE");
        } catch (SQLException e) {
            throw new StoreException("cannot drop the rows that a query kept aside: " + e.getMessage(), e);
        }
    }
}
