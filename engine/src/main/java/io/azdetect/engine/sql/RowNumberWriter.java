package io.azdetect.engine.sql;

import io.azdetect.engine.sql.Select.OrderKey;
import io.azdetect.kql.plan.Plan;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what needs a number for each row: the first rows of each key, and rows told apart. */
final class RowNumberWriter {
    private final ScalarWriter scalars;

    RowNumberWriter(ScalarWriter scalars) {
        this.scalars = scalars;
    }

    Select first(Plan.LimitPerKey limit, Select input) {
        List<OrderKey> order = List.copyOf(input.rowOrder());
        String keys = limit.keys().stream()
                .filter(key -> !Scalars.isConstant(key))
                .map(key -> scalars.value(key, input.values()).text())
                .collect(Collectors.joining(", "));
        String window = (keys.isEmpty() ? "" : "PARTITION BY " + keys)
                + (order.isEmpty()
                        ? ""
                        : order.stream().map(OrderKey::text).collect(Collectors.joining(", ", " ORDER BY ", "")));
        Fragment count = Scalars.isConstant(limit.count())
                ? scalars.shortLiteral(limit.count())
                : scalars.value(limit.count(), input.values());
        String sql = "SELECT *\nFROM " + input.from() + "\nQUALIFY row_number() OVER (" + window.strip() + ") <= "
                + count.operand();
        Select result = new Select("(\n" + SqlWriter.indent(sql) + "\n)");
        input.columns().forEach(c -> result.column(c, input.values().get(c.name())));
        result.inheritOrder(order);
        return result;
    }

    static Select numbered(Plan.Numbered numbered, Select input) {
        // Other columns would be computed anew, and the number with them, where the row is used twice.
        return input.column(numbered.number(), new Fragment("row_number() OVER ()", Fragment.Form.VOLATILE));
    }
}
