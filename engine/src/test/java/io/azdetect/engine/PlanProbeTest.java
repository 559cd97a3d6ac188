package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The compiler looks at data only where it may, and within limits. */
final class PlanProbeTest {
    private static final CompileOptions OPTIONS = CompileOptions.at(Instant.parse("2024-01-01T00:00:00Z"));

    private static Database database;

    @BeforeAll
    static void open() {
        database = Database.inMemory();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void withoutAProbeColumnsThatDependOnDataHaveToBeDeclared() {
        String query = "print d = dynamic({\"a\": 1}) | evaluate bag_unpack(d)";
        assertThatThrownBy(() -> KqlCompiler.compile(query, database.schema(), OPTIONS))
                .isInstanceOfSatisfying(
                        KqlException.class,
                        e -> assertThat(e.diagnostic().code()).isEqualTo(Code.UNSUPPORTED))
                .hasMessageContaining("write them behind it, such as : (*, name: string)");
        assertThat(KqlCompiler.compile(query + ": (a: long)", database.schema(), OPTIONS)
                        .columns())
                .hasToString("[a:long]");
    }

    @Test
    void aProbeKeepsTheLimitsOfItsQuery() {
        var limits = QueryLimits.standard().withTime(Duration.ofMillis(50));
        String query = "range i from 1 to 100000000000 step 1 | where i % 7 == 8 | project d = bag_pack('a', i)"
                + " | evaluate bag_unpack(d)";
        assertThatThrownBy(() -> KqlCompiler.compile(query, database.schema(), OPTIONS.probing(database.probe(limits))))
                .hasMessageContaining("time limit of 50 ms");
    }
}
