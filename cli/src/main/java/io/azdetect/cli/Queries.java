package io.azdetect.cli;

import io.azdetect.cli.format.ResultFormat;
import io.azdetect.cli.format.Results;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.engine.KqlDatabase;
import io.azdetect.engine.QueryLimits;
import io.azdetect.engine.QueryResult;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.CompiledResult;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.telemetry.Workspace;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Runs queries over one workspace. */
final class Queries {
    private final Workspace workspace;
    private final KqlDatabase kql;
    private final CompileOptions options;
    private final QueryLimits limits;

    /** @param limits the bounds of each query */
    Queries(Workspace workspace, CompileOptions options, QueryLimits limits) {
        this.workspace = workspace;
        this.kql = workspace.kql();
        this.options = options.probing(workspace.database().probe(limits));
        this.limits = limits;
    }

    /** The tables that queries may name. */
    DatabaseSchema schema() {
        return kql.schema();
    }

    /**
     * Compiles a query into its results, one or several.
     *
     * @throws KqlException if it does not compile, also for want of stack or memory
     */
    List<CompiledResult> compile(String query) {
        return kql.compileAll(query, options);
    }

    /**
     * Compiles a query that has one result, as {@link #compile} does.
     *
     * @throws KqlException also if it has several
     */
    CompiledQuery compileOne(String query) {
        return kql.compile(query, options);
    }

    /** What is wrong with a query, as much as can be told apart; nothing when it compiles. */
    List<Diagnostic> problems(String query) {
        return kql.problems(query, options);
    }

    /**
     * Makes the tables that the query reads and the workspace does not hold. A table without a row is not stored; constants
     * stand in its place in the SQL, and less of the query is left to see.
     */
    void createTables(CompiledQuery query) {
        for (String table : query.tables()) {
            kql.schema().table(table).ifPresent(workspace.database()::createTable);
        }
    }

    /** The SQL that the query becomes. */
    String sql(CompiledQuery query) {
        return kql.sql(query);
    }

    /** What to do with the results of a query: each is run when it is asked for, and is to be read before the next. */
    @FunctionalInterface
    interface Reader {
        void read(Results results) throws IOException;
    }

    /**
     * Runs a query.
     *
     * @throws KqlException if it does not compile or run
     */
    void run(String query, Reader reader) throws IOException {
        try (OpenResults results = new OpenResults(compile(query))) {
            reader.read(results);
        }
    }

    /** The results of one query, of which the last that was asked for is open. */
    private final class OpenResults implements Results, AutoCloseable {
        private final List<CompiledResult> compiled;
        private QueryResult open;

        OpenResults(List<CompiledResult> compiled) {
            this.compiled = compiled;
        }

        @Override
        public int count() {
            return compiled.size();
        }

        @Override
        public Rows result(int index) {
            close();
            CompiledResult result = compiled.get(index);
            open = kql.run(result.query(), limits);
            return new Rows(result.name().orElse("Result " + (index + 1)), open.columns(), rows(open));
        }

        @Override
        public void close() {
            if (open != null) {
                open.close();
                open = null;
            }
        }
    }

    /** Prints the rows of a query, or why there are none. */
    int print(String query, ResultFormat format, Terminal terminal) throws IOException {
        try {
            run(query, results -> format.write(results, terminal.out(), terminal.outScreen()));
            return ExitCode.OK;
        } catch (KqlException e) {
            terminal.out().flush();
            terminal.note(new CaretMessage(query, e.diagnostic())
                    .text(terminal.errScreen().palette()));
            return ExitCode.FAILURE;
        }
    }

    /** The result's rows as lists, each read when it is asked for. */
    private static Iterable<List<Object>> rows(QueryResult result) {
        return () -> {
            Iterator<Object[]> rows = result.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public List<Object> next() {
                    return Arrays.asList(rows.next());
                }
            };
        };
    }
}
