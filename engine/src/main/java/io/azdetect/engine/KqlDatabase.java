package io.azdetect.engine;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.CompiledResult;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.schema.DatabaseSchema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * KQL for other programs: give it rows or files, and ask.
 *
 * <pre>{@code
 * try (KqlDatabase kql = KqlDatabase.open().table("Logins", logins);
 *         QueryResult result = kql.query("Logins | summarize count() by User")) {
 *     result.rows().forEach(row -> System.out.println(row.string("User") + " " + row.longValue("count_")));
 * }
 * }</pre>
 *
 * <p>Several threads may query at a time, each with a result of its own. Tables are added by one thread at a time; a query
 * sees the rows that were there when it began.
 */
public final class KqlDatabase implements AutoCloseable {
    private final Database database;
    private final DatabaseSchema schema;

    private KqlDatabase(Database database, DatabaseSchema schema) {
        this.database = requireNonNull(database, "database");
        this.schema = requireNonNull(schema, "schema");
    }

    /** A new database in memory, without a table. It goes away when it is closed. */
    public static KqlDatabase open() {
        Database database = Database.inMemory();
        return new KqlDatabase(database, database.schema());
    }

    /**
     * Queries over a store, which is closed with this.
     *
     * @param schema the tables that a query may name; those that the store lacks are empty. Of a table that the store has,
     *     it must not say that it has no rows: see {@link DatabaseSchema#mayHaveRows}
     */
    public static KqlDatabase over(Database database, DatabaseSchema schema) {
        return new KqlDatabase(database, schema);
    }

    /**
     * Adds rows to a table, which comes into being with the first ones.
     *
     * <p>A row is a {@link java.util.Map} from column to value, or a record, whose components are the columns. Values become
     * Kusto's: {@code Boolean} bool; {@code Byte}, {@code Short} and {@code Integer} int; {@code Long} long; {@code Float}
     * and {@code Double} real; {@code BigDecimal} and {@code BigInteger} decimal; {@code CharSequence}, {@code Character} and
     * {@code Enum} string; {@code Instant}, {@code OffsetDateTime}, {@code ZonedDateTime} and {@code java.util.Date}
     * datetime; {@code Duration} timespan; {@code UUID} guid; {@code Map}, {@code Collection}, array and record dynamic. Of
     * a column with several kinds of number the widest is taken; a column of nulls alone is a string. Times are exact to
     * 100 ns, and what is finer is cut off.
     *
     * @throws IllegalArgumentException if there is no row, a value has none of these types, or two values of a column have
     *     types that have nothing in common; nothing is added then
     * @throws StoreException if the table has one of the columns with another type
     */
    public synchronized KqlDatabase table(String name, Collection<?> rows) {
        JavaRows.of(name, rows).addTo(database);
        return this;
    }

    /**
     * Adds a file's rows to a table, which comes into being with the first ones. The file's name says what it is: {@code
     * .csv} with a header, {@code .json} (an array of objects, or objects one after the other), {@code .ndjson} or {@code
     * .jsonl}, each also with {@code .gz} behind it, or {@code .parquet}. Columns have the names and types that the file
     * shows; what is nested is dynamic.
     *
     * @throws IllegalArgumentException if the name ends otherwise
     * @throws StoreException if the file cannot be read, or holds a value that no Kusto type holds; nothing is added then
     */
    public synchronized KqlDatabase table(String name, Path file) {
        new FileRows(name, file).addTo(database);
        return this;
    }

    /**
     * Compiles and runs a query; now is the present instant, and the limits are the standard ones.
     *
     * @return the rows as they come; to be closed
     * @throws KqlException if it does not compile, or fails at once
     */
    public QueryResult query(String kql) {
        return query(kql, QueryLimits.standard());
    }

    /**
     * Compiles and runs a query within these limits, among which is how another thread can cancel it.
     *
     * @throws KqlException if it does not compile, fails at once, or reaches a limit
     */
    public QueryResult query(String kql, QueryLimits limits) {
        return query(kql, CompileOptions.at(Instant.now()), limits);
    }

    /**
     * Compiles and runs a query.
     *
     * @param options what now is, which time range the stored tables show, and values for the query's parameters
     * @throws KqlException if it does not compile, fails at once, or reaches a limit
     */
    public QueryResult query(String kql, CompileOptions options, QueryLimits limits) {
        return run(compile(kql, options.probing(database.probe(limits))), limits);
    }

    /**
     * Compiles a query, to run it many times.
     *
     * @throws KqlException if it does not compile, also for want of stack or memory
     */
    public CompiledQuery compile(String kql, CompileOptions options) {
        return bounded(() -> KqlCompiler.compile(kql, schema, probing(options)));
    }

    /**
     * Compiles a text that may ask for several results, as {@link KqlCompiler#compileAll} does.
     *
     * @return the results in their order, at least one
     * @throws KqlException if it does not compile, also for want of stack or memory
     */
    public List<CompiledResult> compileAll(String kql, CompileOptions options) {
        return bounded(() -> KqlCompiler.compileAll(kql, schema, probing(options)));
    }

    private CompileOptions probing(CompileOptions options) {
        return options.probe().isPresent() ? options : options.probing(database.probe());
    }

    /** What is wrong with a query, as {@link KqlCompiler#problems} says; nothing when it compiles. */
    public List<Diagnostic> problems(String kql, CompileOptions options) {
        return bounded(() -> KqlCompiler.problems(kql, schema, options));
    }

    /** Runs a query that was compiled here. */
    public QueryResult run(CompiledQuery query, QueryLimits limits) {
        return bounded(() -> database.run(query, limits));
    }

    /** The SQL that a query becomes here. */
    public String sql(CompiledQuery query) {
        return bounded(() -> database.sql(query).text());
    }

    /** The tables that a query may name. */
    public DatabaseSchema schema() {
        return schema;
    }

    /** The last fence: a query that is too much for the stack or the heap is refused like any other bad one. */
    private static <T> T bounded(Supplier<T> work) {
        try {
            return work.get();
        } catch (StackOverflowError e) {
            throw new KqlException(
                    Code.TOO_COMPLEX, "the query is nested too deeply; divide it with let", new Span(0, 0));
        } catch (OutOfMemoryError e) {
            throw new KqlException(Code.LIMIT, "the query needs more memory than there is", new Span(0, 0));
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
