package io.azdetect.engine.stage;

import io.azdetect.kql.plan.PatternColumns;
import io.azdetect.kql.plan.PatternColumns.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The rows of patterns: a number, what is said of the weights, and a value or the wildcard for each column. */
final class PatternRows {
    private PatternRows() {}

    static void write(
            List<MinedPattern> patterns,
            CodedRows rows,
            PatternColumns columns,
            BiFunction<MinedPattern, double[], List<Object>> shares,
            RowWriter result) {
        for (int i = 0; i < patterns.size(); i++) {
            MinedPattern pattern = patterns.get(i);
            List<Object> row = new ArrayList<>();
            row.add((long) i);
            row.addAll(shares.apply(pattern, rows.totals()));
            int mined = 0;
            for (Cell cell : columns.cells()) {
                int code = cell.mined() ? pattern.code(mined) : CodedRows.ANY;
                row.add(code == CodedRows.ANY ? cell.wildcard().value() : rows.value(mined, code));
                mined += cell.mined() ? 1 : 0;
            }
            result.add(row.toArray());
        }
    }
}
