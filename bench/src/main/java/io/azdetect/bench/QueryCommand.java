package io.azdetect.bench;

import io.azdetect.engine.Database;
import io.azdetect.engine.QueryResult;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.telemetry.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.duckdb.DuckDBConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** KQL beside hand-written SQL: one process, one table, in turn. Both times go from the text to the last row in Java. */
@Command(
        name = "query",
        description = "Times KQL queries beside the SQL that one would write by hand for them.",
        mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {
    private static final CompileOptions OPTIONS = CompileOptions.at(Instant.parse("2024-04-01T00:00:00Z"));

    private static final int WARM_UP = 3;
    private static final int COMPILATIONS = 1_000;

    @Option(names = "--rows", description = "How many rows of AzureActivity (default: ${DEFAULT-VALUE}).")
    private long rows = 10_000_000;

    @Option(
            names = "--repetitions",
            description = "How often each query runs, after a warm-up (default: ${DEFAULT-VALUE}).")
    private int repetitions = 11;

    @Option(names = "--temp", paramLabel = "DIR", description = "Where the store is made, and deleted.")
    private Path temp;

    @Option(names = "--show-sql", description = "Prints the SQL of both.")
    private boolean showSql;

    @Override
    public Integer call() throws Exception {
        Figures figures = new Figures(
                "query",
                "rows found",
                "KQL ms",
                "KQL min",
                "of it compiling",
                "SQL ms",
                "SQL min",
                "KQL / SQL",
                "of mins");
        try (Scratch scratch = new Scratch(temp);
                Workspace workspace = Workspace.open(scratch.resolve("workspace"))) {
            Timings making = new Timings();
            making.time(() -> {
                new StoredLogs(workspace, 30).activity(rows);
                return rows;
            });
            System.out.printf("%,d rows of AzureActivity, made in %.0f s%n%n", rows, making.min() / 1000);
            warmCompiler(workspace.database());
            List<Double> ratios = new ArrayList<>();
            for (QueryPair pair : QueryPair.ALL) {
                ratios.add(compare(pair, workspace.database(), figures));
            }
            for (QueryPair pair : QueryPair.TERMS) {
                compare(pair, workspace.database(), figures);
            }
            System.out.println(figures);
            double logarithms = ratios.stream().mapToDouble(Math::log).sum();
            System.out.printf(
                    "%nMedians and minima of %d runs each, in turn. The first %d: geometric mean of KQL / SQL %s, largest %s.%n",
                    repetitions,
                    ratios.size(),
                    Timings.ratio(Math.exp(logarithms / ratios.size())),
                    Timings.ratio(Collections.max(ratios)));
        }
        return 0;
    }

    /** Times are those of a process that has run for a while; what a cold compiler costs is seen in the command's start. */
    private static void warmCompiler(Database database) {
        for (int i = 0; i < COMPILATIONS; i++) {
            for (QueryPair pair : QueryPair.ALL) {
                database.sql(compile(pair, database));
            }
        }
    }

    /** Adds the pair to the figures; says how many times as long the KQL takes. */
    private double compare(QueryPair pair, Database database, Figures figures) throws Exception {
        if (showSql) {
            String generated = database.sql(compile(pair, database)).sql();
            System.out.println("-- " + pair.name() + ", from KQL\n" + generated + "\n-- by hand\n" + pair.sql() + "\n");
        }
        List<List<Object>> answer = bySql(pair, database);
        for (int i = 0; i < WARM_UP; i++) {
            List<List<Object>> same = byKql(pair, database, new Timings());
            if (!answer.equals(same)) {
                throw new IllegalStateException(
                        pair.name() + ": the hand-written SQL answers " + answer + ", the KQL " + same);
            }
        }
        Timings kql = new Timings();
        Timings compiling = new Timings();
        Timings sql = new Timings();
        for (int i = 0; i < repetitions; i++) {
            // Whoever comes second finds warmer caches.
            if (i % 2 == 0) {
                kql.time(() -> byKql(pair, database, compiling));
                sql.time(() -> bySql(pair, database));
            } else {
                sql.time(() -> bySql(pair, database));
                kql.time(() -> byKql(pair, database, compiling));
            }
        }
        figures.row(
                pair.name(),
                String.format("%,d", ((Number) answer.get(0).get(0)).longValue()),
                Timings.milliseconds(kql.median()),
                Timings.milliseconds(kql.min()),
                Timings.milliseconds(compiling.median()),
                Timings.milliseconds(sql.median()),
                Timings.milliseconds(sql.min()),
                Timings.ratio(kql.median() / sql.median()),
                Timings.ratio(kql.min() / sql.min()));
        return kql.median() / sql.median();
    }

    private static CompiledQuery compile(QueryPair pair, Database database) {
        return KqlCompiler.compile(pair.kql(), database.schema(), OPTIONS);
    }

    private static List<List<Object>> byKql(QueryPair pair, Database database, Timings compiling) throws Exception {
        CompiledQuery query = compiling.time(() -> compile(pair, database));
        try (QueryResult result = database.run(query)) {
            return result.toList().stream().map(Arrays::asList).toList();
        }
    }

    /** On a connection of its own, as every KQL query has one. */
    private static List<List<Object>> bySql(QueryPair pair, Database database) throws Exception {
        List<List<Object>> answer = new ArrayList<>();
        try (Connection own =
                        database.connection().unwrap(DuckDBConnection.class).duplicate();
                Statement statement = own.createStatement();
                ResultSet result = statement.executeQuery(pair.sql())) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getObject(i));
                }
                answer.add(row);
            }
        }
        return answer;
    }
}
