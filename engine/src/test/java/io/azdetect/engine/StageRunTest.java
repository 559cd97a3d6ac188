package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stages in Java within the limits of a query, and what is left of them. */
final class StageRunTest {
    private static final String SCAN =
            " | scan declare (sum: long = 0) with (step s: true => sum = x + s.sum;) | summarize max(sum)";

    private final Database database = Database.inMemory();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theRowsOfAStageAreDroppedWhenTheResultIsClosed() throws SQLException {
        try (QueryResult result = database.run(compile("range x from 1 to 10 step 1" + SCAN))) {
            assertThat(result.toList()).containsExactly(new Object[] {55L});
            assertThat(keptTables()).isEqualTo(1);
        }
        assertThat(keptTables()).isZero();
    }

    @Test
    void theyAreDroppedWhenTheQueryFailsAfterIt() throws SQLException {
        CompiledQuery query = compile("range x from 1 to 10 step 1 | scan with (step s: true;)");

        assertThatThrownBy(() -> {
                    try (QueryResult result =
                            database.run(query, QueryLimits.standard().withRows(3))) {
                        result.toList();
                    }
                })
                .isInstanceOf(KqlException.class)
                .hasMessageContaining("more than 3 rows");
        assertThat(keptTables()).isZero();
    }

    @Test
    void aStageEndsWhenTheQuerysTimeIsUp() throws SQLException {
        CompiledQuery query = compile("range x from 1 to 1000000000 step 1" + SCAN);

        assertThatThrownBy(() -> database.run(query, QueryLimits.standard().withTime(Duration.ofMillis(300)))
                        .close())
                .isInstanceOf(KqlException.class)
                .hasMessageContaining("longer than its time limit of 300 ms");
        assertThat(keptTables()).isZero();
    }

    @Test
    void theSqlOfAQueryShowsItsStages() {
        String text =
                database.sql(compile("range x from 1 to 10 step 1" + SCAN)).text();

        assertThat(text)
                .contains("stages.\"stage1\"")
                .contains("scan with steps s")
                .contains("generate_series");
    }

    private long keptTables() throws SQLException {
        try (Statement statement = database.connection().createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM duckdb_tables() WHERE database_name = 'kept'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private CompiledQuery compile(String text) {
        return KqlCompiler.compile(text, database.schema(), CompileOptions.at(Instant.EPOCH));
    }
}
