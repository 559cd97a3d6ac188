package io.azdetect.engine.fuzz;

import io.azdetect.engine.Database;
import io.azdetect.engine.QueryLimits;
import io.azdetect.engine.QueryResult;
import io.azdetect.engine.TableAppender;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What Jazzer calls with one text after another, each made of the spec queries and of what led to new branches before. A text
 * is answered or refused as a query; SQL that DuckDB does not take, a table that changed, and whatever else is thrown are
 * found.
 */
public final class QueryFuzz {
    private static final List<Column> COLUMNS =
            List.of(new Column("x", KqlType.LONG), new Column("s", KqlType.STRING), new Column("d", KqlType.DYNAMIC));
    private static final QueryLimits LIMITS = QueryLimits.standard()
            .withTime(Duration.ofSeconds(5))
            .withRows(1_000)
            .withMemory(500_000_000);
    private static final Database DATABASE = open();

    private QueryFuzz() {}

    private static Database open() {
        Database database = Database.inMemory();
        database.createTable(new TableSchema("T", COLUMNS));
        try (TableAppender rows = database.appender("T", COLUMNS)) {
            rows.append(1L, "a b", "{\"k\":[1,null]}");
        }
        return database;
    }

    /** The name and the parameter are those that Jazzer looks for. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            CompiledQuery query = KqlCompiler.compile(text, DATABASE.schema(), CompileOptions.at(Instant.EPOCH));
            try (QueryResult result = DATABASE.run(query, LIMITS)) {
                result.toList();
            }
        } catch (KqlException e) {
            if (e.getMessage().startsWith("the query failed while it ran")) {
                throw new AssertionError(text, e);
            }
        }
        if (DATABASE.rowCount("T") != 1) {
            throw new AssertionError("the stored table changed by\n" + text);
        }
    }
}
