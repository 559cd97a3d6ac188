package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The SQL of the queries in {@code src/test/resources/sql/duckdb.golden}: what a reader of {@code explain} sees. */
final class GeneratedSqlTest {
    private static final Path FILE = Path.of("src/test/resources/sql/duckdb.golden");

    private static Database database;

    @BeforeAll
    static void open() {
        database = Database.inMemory();
        database.createTable(new TableSchema(
                "AzureActivity",
                List.of(
                        new Column("TimeGenerated", KqlType.DATETIME),
                        new Column("OperationNameValue", KqlType.STRING),
                        new Column("Caller", KqlType.STRING),
                        new Column("Level", KqlType.LONG),
                        new Column("Duration", KqlType.REAL),
                        new Column("Properties_d", KqlType.DYNAMIC),
                        new Column("Properties", KqlType.STRING),
                        new Column("clientIP_s", KqlType.STRING),
                        new Column("clientIp_s", KqlType.STRING))));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> generatedSql() throws IOException {
        return GoldenFile.read(FILE).stream()
                .map(entry -> DynamicTest.dynamicTest(entry.name(), () -> {
                    var query = KqlCompiler.compile(
                            entry.query(), database.schema(), CompileOptions.at(Instant.parse("2024-05-15T12:00:00Z")));
                    assertThat(database.sql(query).sql()).isEqualTo(entry.sql());
                    database.run(query).close();
                }));
    }
}
