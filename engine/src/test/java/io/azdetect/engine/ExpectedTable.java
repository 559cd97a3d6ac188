package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.CompiledResult;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.DatetimeText;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.TimespanText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A result that a test expects, as text; spec/README.md describes the form.
 *
 * @param header the columns as {@code name:type}
 * @param rows the rows' cells
 * @param inOrder whether the rows must come in this order
 */
record ExpectedTable(List<String> header, List<List<String>> rows, boolean inOrder) {
    private static final String NEXT_RESULT = "-- then";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the tables of several results, or of one. */
    static List<ExpectedTable> parseAll(List<String> lines, boolean inOrder) {
        List<ExpectedTable> tables = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= lines.size(); i++) {
            if (i == lines.size() || lines.get(i).equals(NEXT_RESULT)) {
                tables.add(parse(lines.subList(start, i), inOrder));
                start = i + 1;
            }
        }
        return tables;
    }

    /** Reads the lines of a table, its header first. */
    static ExpectedTable parse(List<String> lines, boolean inOrder) {
        return new ExpectedTable(
                cells(lines.get(0)),
                lines.stream().skip(1).map(ExpectedTable::cells).toList(),
                inOrder);
    }

    /** The cells of {@code a | b | c}; {@code \\|} is a bar in a cell. */
    private static List<String> cells(String line) {
        return Arrays.stream(line.split("(?<!\\\\)\\|", -1))
                .map(cell -> cell.strip().replace("\\|", "|"))
                .toList();
    }

    /** Compares the query's results, one after another, with tables that are as many. */
    static void check(List<ExpectedTable> tables, Database database, String text, CompileOptions options) {
        List<CompiledResult> results =
                KqlCompiler.compileAll(text, database.schema(), options.probing(database.probe()));
        assertThat(results).as("results").hasSameSizeAs(tables);
        for (int i = 0; i < tables.size(); i++) {
            tables.get(i).check(database, results.get(i).query());
        }
    }

    void check(Database database, String text, CompileOptions options) {
        check(List.of(this), database, text, options);
    }

    private void check(Database database, CompiledQuery query) {
        assertThat(query.columns().stream().map(Column::toString)).as("columns").containsExactlyElementsOf(header);
        List<List<Object>> expected =
                rows.stream().map(row -> values(query.columns(), row)).toList();
        List<List<Object>> actual = rows(database, query);
        if (inOrder) {
            assertThat(actual).containsExactlyElementsOf(expected);
        } else {
            assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** What a query gives, dynamic values as Jackson's trees. */
    static List<List<Object>> rows(Database database, String text, CompileOptions options) {
        return rows(database, KqlCompiler.compile(text, database.schema(), options.probing(database.probe())));
    }

    private static List<List<Object>> rows(Database database, CompiledQuery query) {
        try (QueryResult result = database.run(query)) {
            List<List<Object>> rows = new ArrayList<>();
            for (Object[] row : result) {
                for (int i = 0; i < row.length; i++) {
                    if (query.columns().get(i).type() == KqlType.DYNAMIC && row[i] != null) {
                        row[i] = json((String) row[i]);
                    }
                }
                rows.add(Arrays.asList(row));
            }
            return rows;
        }
    }

    private static List<Object> values(List<Column> columns, List<String> cells) {
        assertThat(cells).as("cells of a row").hasSameSizeAs(columns);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            values.add(value(columns.get(i).type(), cells.get(i)));
        }
        return values;
    }

    private static Object value(KqlType type, String cell) {
        if (type == KqlType.STRING) {
            return cell.startsWith("\"") ? json(cell).textValue() : cell;
        }
        if (cell.equals("null")) {
            return null;
        }
        return switch (type) {
            case BOOL -> {
                assertThat(cell).isIn("true", "false");
                yield Boolean.valueOf(cell);
            }
            case INT -> Integer.valueOf(cell);
            case LONG -> Long.valueOf(cell);
            case REAL -> Double.valueOf(cell);
            case DECIMAL -> new BigDecimal(cell);
            case DATETIME -> DatetimeText.parse(cell).orElseThrow();
            case TIMESPAN -> TimespanText.parse(cell).orElseThrow();
            case GUID -> UUID.fromString(cell);
            case DYNAMIC -> json(cell);
            case STRING -> cell;
        };
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }
}
