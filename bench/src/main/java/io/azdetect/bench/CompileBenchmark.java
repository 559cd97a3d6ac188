package io.azdetect.bench;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.engine.Database;
import io.azdetect.engine.sql.SqlQuery;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.bind.Binder;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.syntax.KqlParser;
import io.azdetect.kql.syntax.Script;
import io.azdetect.telemetry.schema.TableSchemas;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long the queries of built-in detections take from text to SQL, and in which step. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class CompileBenchmark {
    private static final CompileOptions OPTIONS = CompileOptions.at(Instant.parse("2024-03-13T12:00:00Z"));

    /** A detection by its file's name. */
    @Param({
        "automation-run-as-certificate",
        "key-vault-read-surge",
        "key-vault-secrets-listed",
        "storage-account-keys-listed",
        "vm-run-command",
        "vm-run-command-script"
    })
    public String detection;

    private String text;
    private Script script;
    private CompiledQuery compiled;
    private DatabaseSchema schema;
    private Database database;

    /** Makes the tables that the query reads, and what each step starts from. */
    @Setup
    public void prepare() {
        text = DetectionCatalog.builtIn()
                .find(detection)
                .map(Detection::query)
                .orElseThrow(() -> new IllegalArgumentException("there is no built-in detection " + detection));
        schema = TableSchemas.builtIn();
        script = KqlParser.parse(text);
        compiled = KqlCompiler.compile(text, schema, OPTIONS);
        database = Database.inMemory();
        compiled.tables()
                .forEach(table -> database.createTable(schema.table(table).orElseThrow()));
    }

    /** Ends the database. */
    @TearDown
    public void close() {
        database.close();
    }

    /** Text to syntax tree. */
    @Benchmark
    public Script parse() {
        return KqlParser.parse(text);
    }

    /** Syntax tree to typed plan. */
    @Benchmark
    public CompiledQuery bind() {
        return Binder.bind(text, script, schema, OPTIONS).get(0).query();
    }

    /** Typed plan to SQL. */
    @Benchmark
    public SqlQuery write() {
        return database.sql(compiled);
    }

    /** Text to SQL. */
    @Benchmark
    public SqlQuery whole() {
        return database.sql(KqlCompiler.compile(text, schema, OPTIONS));
    }
}
