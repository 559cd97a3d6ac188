package io.azdetect.cli;

import io.azdetect.cli.format.ResultFormat;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.engine.QueryResult;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.telemetry.Workspace;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Runs queries over one workspace. */
final class Queries {
    private final Workspace workspace;
    private final DatabaseSchema schema;
    private final CompileOptions options;

    Queries(Workspace workspace, CompileOptions options) {
        this.workspace = workspace;
        this.schema = workspace.schema();
        this.options = options.probing(workspace.database().probe());
    }

    /**
     * Compiles a query.
     *
     * @throws KqlException if it does not compile, also for want of stack or memory
     */
    CompiledQuery compile(String query) {
        return bounded(() -> KqlCompiler.compile(query, schema, options));
    }

    /**
     * Makes the tables that the query reads and the workspace does not hold. A table without a row is not stored; constants
     * stand in its place in the SQL, and less of the query is left to see.
     */
    void createTables(CompiledQuery query) {
        for (String table : query.tables()) {
            schema.table(table).ifPresent(workspace.database()::createTable);
        }
    }

    /** The SQL that the query becomes. */
    String sql(CompiledQuery query) {
        return bounded(() -> workspace.database().sql(query).text());
    }

    /** What to do with the rows of a query. */
    @FunctionalInterface
    interface Reader {
        void read(QueryResult result) throws IOException;
    }

    /**
     * Runs a query.
     *
     * @throws KqlException if it does not compile or run
     */
    void run(String query, Reader reader) throws IOException {
        CompiledQuery compiled = compile(query);
        try (QueryResult result = bounded(() -> workspace.database().run(compiled))) {
            reader.read(result);
        }
    }

    /** Prints the rows of a query, or why there are none. */
    int print(String query, ResultFormat format, Terminal terminal) throws IOException {
        try {
            run(query, result -> format.write(result.columns(), rows(result), terminal.out(), terminal.outScreen()));
            return ExitCode.OK;
        } catch (KqlException e) {
            terminal.out().flush();
            terminal.note(new CaretMessage(query, e.diagnostic())
                    .text(terminal.errScreen().palette()));
            return ExitCode.FAILURE;
        }
    }

    /** The result's rows as lists, each read when it is asked for. */
    static Iterable<List<Object>> rows(QueryResult result) {
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

    @FunctionalInterface
    private interface Work<T> {
        T get();
    }

    /** The last fence: a query that is too much for the stack or the heap is refused like any other bad one. */
    private static <T> T bounded(Work<T> work) {
        try {
            return work.get();
        } catch (StackOverflowError e) {
            throw new KqlException(
                    Code.TOO_COMPLEX, "the query is nested too deeply; divide it with let", new Span(0, 0));
        } catch (OutOfMemoryError e) {
            throw new KqlException(Code.LIMIT, "the query needs more memory than there is", new Span(0, 0));
        }
    }
}
