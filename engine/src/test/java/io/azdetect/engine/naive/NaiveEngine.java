package io.azdetect.engine.naive;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.KqlParser;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.syntax.Statement;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers queries the plainest way: it walks the syntax tree, row by row, and knows nothing of plans and SQL. What it says is
 * what Kusto's pages say, and it says nothing where they leave the answer open.
 */
public final class NaiveEngine {
    private final Map<String, NaiveTable> tables = new HashMap<>();

    /** Has a table of this name; dynamic values are JSON texts. */
    public void add(String name, List<Column> columns, List<List<Object>> rows) {
        tables.put(
                name,
                new NaiveTable(
                        columns, rows.stream().map(r -> trees(columns, r)).toList()));
    }

    private static List<Object> trees(List<Column> columns, List<Object> row) {
        List<Object> cells = new ArrayList<>(row);
        for (int i = 0; i < cells.size(); i++) {
            if (columns.get(i).type() == KqlType.DYNAMIC) {
                cells.set(i, NaiveJson.read((String) cells.get(i)));
            }
        }
        return cells;
    }

    NaiveTable answer(String query) {
        Statement.Query last =
                (Statement.Query) KqlParser.parse(query).statements().get(0);
        return table(last.expression());
    }

    NaiveTable table(Expression expression) {
        if (expression instanceof Expression.NameReference reference) {
            return tables.get(reference.name().text());
        }
        if (expression instanceof Expression.Datatable datatable) {
            return datatable(datatable);
        }
        if (expression instanceof Expression.Pipe pipe) {
            NaiveTable table = table(pipe.source());
            for (Operator operator : pipe.operators()) {
                table = new NaiveOperators(this, table).apply(operator);
            }
            return table;
        }
        throw new IllegalArgumentException("no table: " + expression);
    }

    private static NaiveTable datatable(Expression.Datatable datatable) {
        List<Column> columns = datatable.columns().stream()
                .map(c -> new Column(c.name().text(), c.type()))
                .toList();
        NaiveTable none = new NaiveTable(columns, List.of());
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < datatable.values().size(); i += columns.size()) {
            List<Object> row = new ArrayList<>();
            for (int j = 0; j < columns.size(); j++) {
                row.add(NaiveScalars.evaluate(datatable.values().get(i + j), none.nowhere())
                        .value());
            }
            rows.add(row);
        }
        return new NaiveTable(columns, rows);
    }
}
