package io.azdetect.engine;

import io.azdetect.engine.KeptTables.StageSchema;
import io.azdetect.engine.sql.PhysicalType;
import io.azdetect.engine.sql.SqlQuery;
import io.azdetect.engine.sql.SqlStage;
import io.azdetect.engine.sql.SqlText;
import io.azdetect.engine.stage.RowReader;
import io.azdetect.engine.stage.StagePrograms;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.plan.Program;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;

/**
 * Runs the stages of one query, the first first, into tables of a schema of their own, and the statement that reads these.
 * Closing drops the tables; that is for whenever the query has ended, however it has.
 */
final class StageRun implements AutoCloseable {
    private final Connection database;
    private final RegisteredFunctions functions;
    private final StageSchema schema;
    private final QueryBounds bounds;
    private boolean ran;

    StageRun(Connection database, RegisteredFunctions functions, StageSchema schema, QueryBounds bounds) {
        this.database = database;
        this.functions = functions;
        this.schema = schema;
        this.bounds = bounds;
    }

    /** Fills the stages' tables. */
    void run(List<SqlStage> stages) {
        if (stages.isEmpty()) {
            return;
        }
        ran = true;
        try (DuckDBConnection writer = connect()) {
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
                inputs.add(stream(input));
            }
            if (stage.program().isPresent()) {
                calculate(stage.program().get(), List.copyOf(inputs), table);
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

    private void calculate(Program program, List<RowReader> inputs, StageTable table) throws SQLException {
        try (SqlCalculator calculator = new SqlCalculator(this::connect, functions, bounds)) {
            StagePrograms.of(program, calculator).run(inputs, table);
        }
    }

    private static void copy(RowReader rows, StageTable table) {
        for (Object[] row = rows.next(); row != null; row = rows.next()) {
            table.add(row);
        }
    }

    /** Starts a statement whose rows stream: they are not in memory all at once. */
    private RunningQuery stream(SqlQuery input) throws SQLException {
        try {
            return start(input, true, false);
        } catch (KqlException e) {
            if (!String.valueOf(e.getMessage()).contains("Invalid result set")) {
                throw e;
            }
            // That is all that a result that streams says of an error in its first rows; one that does not says more.
            return start(input, false, false);
        }
    }

    /** Starts the query's statement, whose stages have run. */
    RunningQuery start(SqlQuery query) throws SQLException {
        return start(query, false, true);
    }

    private RunningQuery start(SqlQuery query, boolean stream, boolean isResult) throws SQLException {
        DuckDBConnection own = connect();
        try {
            functions.require(query.javaFunctions(), own);
            if (stream) {
                execute(own, "SET SESSION jdbc_stream_results = true");
            }
            return RunningQuery.start(own, query, bounds, isResult, functions.running());
        } catch (SQLException | RuntimeException e) {
            own.close();
            throw e;
        }
    }

    private DuckDBConnection connect() throws SQLException {
        return database.unwrap(DuckDBConnection.class).duplicate();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        if (!ran) {
            return;
        }
        try (DuckDBConnection own = connect()) {
            execute(own, "DROP SCHEMA IF EXISTS " + schema.sql() + " CASCADE");
        } catch (SQLException e) {
            throw new StoreException("cannot drop the rows that a query kept aside: " + e.getMessage(), e);
        }
    }
}
