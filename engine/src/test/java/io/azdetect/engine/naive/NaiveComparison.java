package io.azdetect.engine.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.engine.Database;
import io.azdetect.engine.QueryResult;
import io.azdetect.engine.TableAppender;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A database and the naive engine over the same tables. */
final class NaiveComparison implements AutoCloseable {
    private final Database database = Database.inMemory();
    private final NaiveEngine naive = new NaiveEngine();

    NaiveComparison() {
        for (int number = 0; number < 10; number++) {
            String name = "T" + number;
            List<List<Object>> rows = SampleTables.rows(number);
            database.createTable(new TableSchema(name, SampleTables.COLUMNS));
            try (TableAppender appender = database.appender(name, SampleTables.COLUMNS)) {
                rows.forEach(row -> appender.append(row.toArray()));
            }
            naive.add(name, SampleTables.COLUMNS, rows);
        }
    }

    NaiveEngine naive() {
        return naive;
    }

    /** What the engine answers; dynamic values are Jackson's trees. */
    NaiveTable answer(String query) {
        CompiledQuery compiled = KqlCompiler.compile(query, database.schema(), CompileOptions.at(Instant.EPOCH));
        List<Column> columns = compiled.columns();
        List<List<Object>> rows = new ArrayList<>();
        try (QueryResult result = database.run(compiled)) {
            for (Object[] row : result) {
                List<Object> cells = new ArrayList<>();
                for (int i = 0; i < row.length; i++) {
                    boolean dynamic = columns.get(i).type() == KqlType.DYNAMIC;
                    cells.add(dynamic ? NaiveJson.read((String) row[i]) : row[i]);
                }
                rows.add(cells);
            }
        }
        return new NaiveTable(columns, rows);
    }

    /** Equal columns, and the same rows, in this order or in any. */
    void assertAnswersAgree(String query, boolean inOrder) {
        assertEqual(query, answer(query), naive.answer(query), inOrder);
    }

    static void assertEqual(String query, NaiveTable actual, NaiveTable expected, boolean inOrder) {
        assertThat(actual.columns()).as("columns of\n%s", query).isEqualTo(expected.columns());
        assertThat(lines(actual, inOrder)).as("rows of\n%s", query).isEqualTo(lines(expected, inOrder));
    }

    private static List<String> lines(NaiveTable table, boolean inOrder) {
        List<String> lines = table.rows().stream()
                .map(row -> row.stream().map(NaiveComparison::text).toList().toString())
                .toList();
        return inOrder ? lines : lines.stream().sorted().toList();
    }

    /** Reals to ten digits, for the order of a sum is open; decimals without the zeros at their end. */
    private static String text(Object value) {
        if (value instanceof Double real && Double.isFinite(real)) {
            return real == 0 ? "0 real" : String.format(java.util.Locale.ROOT, "%.9e", real);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0 decimal" : decimal.stripTrailingZeros() + " decimal";
        }
        return value + (value == null ? "" : " " + value.getClass().getSimpleName());
    }

    @Override
    public void close() {
        database.close();
    }
}
