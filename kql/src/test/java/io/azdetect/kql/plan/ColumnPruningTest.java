package io.azdetect.kql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ColumnPruningTest {
    private static final DatabaseSchema SCHEMA = DatabaseSchema.of(List.of(new TableSchema(
            "T",
            Stream.of("a", "b", "c", "d", "e")
                    .map(name -> new Column(name, KqlType.STRING))
                    .toList())));

    /** The columns that each scan of a query reads, in the order of the scans. */
    private static List<List<String>> scans(String query) {
        Plan plan = KqlCompiler.compile(query, SCHEMA, CompileOptions.at(Instant.EPOCH))
                .plan();
        List<List<String>> scans = new ArrayList<>();
        collect(plan, scans);
        return scans;
    }

    private static void collect(Plan plan, List<List<String>> scans) {
        if (plan instanceof Plan.Scan scan) {
            scans.add(scan.columns().stream().map(Column::name).toList());
        }
        plan.inputs().forEach(input -> collect(input, scans));
    }

    @Test
    void aScanReadsWhatIsReturnedFilteredAndSorted() {
        assertThat(scans("T | where b == 'x' | sort by c | project a")).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void aCountReadsNothing() {
        assertThat(scans("T | count")).containsExactly(List.of());
    }

    @Test
    void computedColumnsThatNobodyReadsAreNotComputed() {
        assertThat(scans("T | extend x = strcat(a, b) | project c")).containsExactly(List.of("c"));
    }

    @Test
    void aggregatesThatNobodyReadsAreNotComputed() {
        assertThat(scans("T | summarize max(a), min(b) by c | project c, max_a"))
                .containsExactly(List.of("a", "c"));
    }

    @Test
    void aJoinReadsItsKeysAndWhatIsReturned() {
        assertThat(scans("T | join kind=inner (T | project a, d, e) on a | project b, d1"))
                .containsExactly(List.of("a", "b"), List.of("a", "d"));
    }

    @Test
    void aSharedPlanKeepsWhatAnyUseReads() {
        assertThat(scans("let S = materialize(T); union (S | project a), (S | where c == 'x' | project b)"))
                .allSatisfy(columns -> assertThat(columns).containsExactly("a", "b", "c"));
    }

    @Test
    void theResultKeepsItsColumns() {
        assertThat(scans("T")).containsExactly(List.of("a", "b", "c", "d", "e"));
    }
}
