package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryLimitsTest {
    /** Pairs each of 200,000 rows with each other, which takes far longer than any test may. */
    private static final String ENDLESS = "range x from 1 to 200000 step 1 | extend k = 1"
            + " | join kind=inner (range y from 1 to 200000 step 1 | extend k = 1) on k"
            + " | summarize sum(x * y % 7)";

    private final Database database = Database.inMemory();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aResultOfAsManyRowsAsAllowedIsRead() {
        try (QueryResult result = database.run(
                compile("range x from 1 to 5 step 1"), QueryLimits.standard().withRows(5))) {
            assertThat(result.toList()).hasSize(5);
        }
    }

    @Test
    void oneRowMoreThanAllowedIsAnError() {
        assertLimit("more than 5 rows", () -> {
            try (QueryResult result = database.run(
                    compile("range x from 1 to 6 step 1"),
                    QueryLimits.standard().withRows(5))) {
                result.toList();
            }
        });
    }

    @Test
    void aResultOfAsManyBytesAsAllowedIsRead() {
        // Three bytes of text twice, four of the other one, 8 for a long, 1 for a bool, nothing for null.
        String query = "print a = 'é1', b = dynamic('é1'), c = '\\U0001F600', d = 1, e = true, f = long(null)";
        try (QueryResult result =
                database.run(compile(query), QueryLimits.standard().withBytes(21))) {
            assertThat(result.toList()).hasSize(1);
        }
        assertLimit("larger than its size limit of 20 bytes", () -> {
            try (QueryResult result =
                    database.run(compile(query), QueryLimits.standard().withBytes(20))) {
                result.toList();
            }
        });
    }

    @Test
    void theSizeOfAllRowsCounts() {
        assertLimit("larger than its size limit of 1 MB", () -> {
            try (QueryResult result = database.run(
                    compile("range x from 1 to 200000 step 1"),
                    QueryLimits.standard().withBytes(1 << 20))) {
                result.toList();
            }
        });
    }

    @Test
    void rowsThatStagesReadAreNoResult() {
        try (QueryResult result = database.run(
                compile("range x from 1 to 1000 step 1 | scan with (step s: true;) | count"),
                QueryLimits.standard().withBytes(8))) {
            assertThat(result.toList()).hasSize(1);
        }
    }

    @Test
    void aQueryThatNeedsMoreMemoryThanItMayHaveSaysSo() {
        assertLimit(
                "memory limit",
                () -> database.run(
                                compile("range x from 1 to 20000000 step 1 | summarize make_list(strcat('some long"
                                        + " text ', x))"),
                                QueryLimits.standard().withMemory(20 << 20))
                        .close());
    }

    @Test
    void aFunctionInJavaEndsWithItsQuery() {
        RunningQueries queries = new RunningQueries();
        queries.begin("a");
        queries.begin("b");
        queries.ending("a");
        assertThat(queries.areAllEnding()).isFalse();
        queries.end("b");
        assertThat(queries.areAllEnding()).isTrue();
        queries.end("a");
        assertThat(queries.areAllEnding()).isFalse();
    }

    /** Each would take minutes. */
    @ParameterizedTest
    @Timeout(100)
    @ValueSource(
            strings = {
                "series_fir(whole, whole, false)",
                "series_iir(whole, whole, dynamic([1]))",
                "series_fft(array_slice(whole, 0, 1048447))",
                "countof(text, strcat(half, 'b'))",
                "indexof(text, 'a', 0, -1, 500000)",
                "replace_string(text, strcat(half, 'b'), '')"
            })
    void aFunctionInJavaEndsInTheMiddleOfARow(String call) {
        String query = "print whole = range(1, 1048576, 1), text = strcat_array(repeat('a', 1000000), ''),"
                + " half = strcat_array(repeat('a', 500000), '') | extend result = " + call;
        Cancellation cancellation = new Cancellation();
        cancelAfter(300, cancellation);
        assertLimit(
                "cancelled",
                () -> database.run(compile(query), QueryLimits.standard().with(cancellation))
                        .close());
        assertLimit("longer than its time limit of 300 ms", () -> {
            QueryLimits limits = QueryLimits.standard().withTime(Duration.ofMillis(300));
            database.run(compile(query), limits).close();
        });
    }

    @Test
    void aQueryEndsWhenItsTimeIsUp() {
        assertLimit("longer than its time limit of 200 ms", () -> {
            QueryLimits limits = QueryLimits.standard().withTime(Duration.ofMillis(200));
            database.run(compile(ENDLESS), limits).close();
        });
    }

    @Test
    void aQueryEndsWhenItIsCancelled() {
        Cancellation cancellation = new Cancellation();
        cancelAfter(200, cancellation);
        assertLimit(
                "cancelled",
                () -> database.run(compile(ENDLESS), QueryLimits.standard().with(cancellation))
                        .close());
    }

    @Test
    void aQueryThatIsCancelledBeforeItStartsDoesNotRun() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertLimit(
                "cancelled",
                () -> database.run(compile("print 1"), QueryLimits.standard().with(cancellation))
                        .close());
    }

    @Test
    void keepingRowsEndsWithTheLimitsOfItsQuery() {
        QueryLimits limits = QueryLimits.standard().withTime(Duration.ofMillis(200));
        assertLimit(
                "longer than its time limit of 200 ms",
                () -> database.keep(compile(ENDLESS), limits).close());
    }

    @Test
    void theStoreIsWholeAfterAQueryWasEnded() {
        database.createTable(new TableSchema("T", List.of(new Column("x", KqlType.LONG))));
        try (TableAppender appender = database.appender(
                "T", database.schema().table("T").orElseThrow().columns())) {
            appender.append(1L);
        }
        Cancellation cancellation = new Cancellation();
        cancelAfter(100, cancellation);
        assertLimit(
                "cancelled",
                () -> database.run(compile(ENDLESS), QueryLimits.standard().with(cancellation))
                        .close());
        try (QueryResult result = database.run(compile("T | count"))) {
            assertThat(result.toList()).containsExactly(new Object[] {1L});
        }
    }

    @Test
    void aQuerySeesWhatIsCommittedAndNotWhatIsBeingWritten() {
        database.createTable(new TableSchema("T", List.of(new Column("x", KqlType.LONG))));
        database.inTransaction(() -> {
            try (TableAppender appender = database.appender(
                    "T", database.schema().table("T").orElseThrow().columns())) {
                appender.append(1L);
            }
            try (QueryResult result = database.run(compile("T | count"))) {
                assertThat(result.toList()).containsExactly(new Object[] {0L});
            }
        });
        try (QueryResult result = database.run(compile("T | count"))) {
            assertThat(result.toList()).containsExactly(new Object[] {1L});
        }
    }

    @Test
    void aTableThatTheStoreLacksHasNoRowsAndAColumnThatItLacksIsAbsent() {
        database.createTable(new TableSchema("Known", List.of(new Column("x", KqlType.LONG))));
        try (TableAppender appender = database.appender(
                "Known", database.schema().table("Known").orElseThrow().columns())) {
            appender.append(1L);
        }
        var schema = io.azdetect.kql.schema.DatabaseSchema.of(List.of(
                new TableSchema(
                        "Known",
                        List.of(
                                new Column("x", KqlType.LONG),
                                new Column("text", KqlType.STRING),
                                new Column("number", KqlType.LONG))),
                new TableSchema("Unknown", List.of(new Column("s", KqlType.STRING)))));
        CompileOptions options = CompileOptions.at(Instant.EPOCH);
        try (QueryResult known = database.run(KqlCompiler.compile("Known", schema, options));
                QueryResult unknown = database.run(KqlCompiler.compile("Unknown | where s has 'x'", schema, options))) {
            assertThat(known.toList()).containsExactly(new Object[] {1L, "", null});
            assertThat(unknown.toList()).isEmpty();
        }
    }

    private static void cancelAfter(long milliseconds, Cancellation cancellation) {
        Timer timer = new Timer(true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        cancellation.cancel();
                    }
                },
                milliseconds);
    }

    private CompiledQuery compile(String text) {
        return KqlCompiler.compile(text, database.schema(), CompileOptions.at(Instant.EPOCH));
    }

    private static void assertLimit(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KqlException.class, e -> {
            assertThat(e.diagnostic().code()).isEqualTo(Diagnostic.Code.LIMIT);
            assertThat(e).hasMessageContaining(message);
        });
    }
}
