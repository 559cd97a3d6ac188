package io.azdetect.engine.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.engine.Database;
import io.azdetect.engine.QueryResult;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a step of scan computes over a remembered row and the one before it is what SQL computes over both. */
final class StepScalarsTest {
    private static final List<String> COMPARISONS = List.of("l == r", "l != r", "l < r", "l <= r", "l > r", "l >= r");
    private static final List<String> CHOICES = List.of(
            "isnull(l) or isempty(r)",
            "isnotnull(l) and isnotempty(r)",
            "not(l == r)",
            "iff(l == r, isnull(r), l != r)",
            "case(isnull(l), l == r, isnull(r), l != r, isempty(l))");

    private static final Map<String, List<String>> VALUES = Map.of(
            "bool", List.of("bool(null)", "true", "false"),
            "int", List.of("int(null)", "int(-7)", "int(0)", "int(2147483647)"),
            "long", List.of("long(null)", "-7", "0", "2", "3000000000"),
            "real", List.of("real(null)", "real(nan)", "real(+inf)", "real(-inf)", "-2.5", "0.0", "1e300"),
            "string", List.of("''", "' '", "'a'", "'A'", "'ab'", "'ż'", "'\uFF5E'", "'\uD83D\uDE00'"),
            "datetime", List.of("datetime(null)", "datetime(0001-01-02)", "datetime(1969-12-31 23:59:59.9999999)"),
            "timespan", List.of("timespan(null)", "-1d", "0s", "1tick", "12h"));

    private final Database database = Database.inMemory();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void comparisonsAndChoicesAgreeWithSql() {
        VALUES.forEach((type, values) -> {
            boolean ordered = !List.of("bool", "string").contains(type);
            agree(type, values, ordered ? COMPARISONS : COMPARISONS.subList(0, 2), "bool");
            agree(type, values, CHOICES, "bool");
        });
    }

    @Test
    void arithmeticAgreesWithSql() {
        List<String> operations = List.of("l + r", "l - r", "l * r", "l / r", "l % r", "-l + r");
        agree("long", VALUES.get("long"), operations, "long");
        agree("real", VALUES.get("real"), operations, "real");
        agree("timespan", VALUES.get("timespan"), List.of("l + r", "l - r", "l * 2", "2 * l - r"), "timespan");
        agree("datetime", VALUES.get("datetime"), List.of("l - r"), "timespan");
    }

    @Test
    void whatTheEngineComputesForAStepAgreesWithSql() {
        List<String> tests = List.of("l has r", "l contains r", "l startswith r", "l in~ (r, 'a')", "l =~ r");
        agree("string", VALUES.get("string"), tests, "bool");
        agree("string", VALUES.get("string"), List.of("strcat(l, r)", "coalesce(l, r)"), "string");
        agree("long", VALUES.get("long"), List.of("max_of(l, r)", "coalesce(l, r)", "bin(l, 3) + r"), "long");
    }

    /** Every value beside every other, and beside none. */
    private void agree(String type, List<String> values, List<String> expressions, String result) {
        List<String> rows = new ArrayList<>();
        for (String left : values) {
            for (String right : values) {
                rows.add(left);
                rows.add(right);
            }
        }
        for (String expression : expressions) {
            String inSql = expression.replaceAll("\\bl\\b", "before").replaceAll("\\br\\b", "x");
            String inStep = expression.replaceAll("\\bl\\b", "s.x").replaceAll("\\br\\b", "x");
            String query = "datatable(x: " + type + ") [" + String.join(", ", rows) + "]"
                    + " | serialize | extend before = prev(x)"
                    + " | serialize expected = " + inSql
                    + " | scan declare (actual: " + result + ") with (step s: true => actual = " + inStep + ";)"
                    + " | project before = tostring(before), x = tostring(x), expected = tostring(expected),"
                    + " actual = tostring(actual)";
            try (QueryResult found =
                    database.run(KqlCompiler.compile(query, database.schema(), CompileOptions.at(Instant.EPOCH)))) {
                List<Object[]> all = found.toList();
                assertThat(all).as(query).hasSize(rows.size());
                assertThat(all)
                        .as(query)
                        .allSatisfy(row -> assertThat(row[3])
                                .as("%s of %s and %s", expression, row[0], row[1])
                                .isEqualTo(row[2]));
            }
        }
    }
}
