package io.azdetect.engine.stage;

import io.azdetect.engine.stage.CodedRows.Frequency;
import io.azdetect.engine.stage.CodedRows.Row;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All frequent patterns, each with every value that its rows have in common: of patterns with the same rows there is one.
 *
 * <p>As in the Apriori algorithm a level of patterns comes from the level before it, by one value more; with that value come
 * those that the rows have in common then. So the level says of how many columns the values have to be given.
 */
final class ClosedPatterns {
    private static final int MOST_PATTERNS = 100_000;

    private final CodedRows rows;
    private final Frequency frequent;
    private final RowWriter bounds;
    private final Span span;
    private final Map<List<Integer>, MinedPattern> found = new HashMap<>();

    private ClosedPatterns(CodedRows rows, Frequency frequent, RowWriter bounds, Span span) {
        this.rows = rows;
        this.frequent = frequent;
        this.bounds = bounds;
        this.span = span;
    }

    /** The patterns of at most so many levels, in no order. */
    static List<MinedPattern> of(CodedRows rows, Frequency frequent, long maxLevels, RowWriter bounds, Span span) {
        ClosedPatterns patterns = new ClosedPatterns(rows, frequent, bounds, span);
        patterns.find(maxLevels);
        return patterns.found.values().stream()
                .filter(pattern -> pattern.size() > 0)
                .toList();
    }

    private void find(long maxLevels) {
        if (rows.rows().isEmpty()) {
            return;
        }
        List<MinedPattern> level = new ArrayList<>();
        addTo(level, rows.rows());
        for (long depth = 0; depth < maxLevels && !level.isEmpty(); depth++) {
            List<MinedPattern> next = new ArrayList<>();
            for (MinedPattern pattern : level) {
                extend(pattern, next);
            }
            level = next;
        }
    }

    /** The patterns with one value more, and what follows from it. */
    private void extend(MinedPattern pattern, List<MinedPattern> next) {
        List<Row> matching = rows.matching(pattern);
        for (int column = 0; column < rows.columns(); column++) {
            if (pattern.code(column) != CodedRows.ANY) {
                continue;
            }
            bounds.check();
            List<List<Row>> byCode = new ArrayList<>();
            for (int code = 0; code < rows.codes(column); code++) {
                byCode.add(new ArrayList<>());
            }
            for (Row row : matching) {
                if (row.codes()[column] != CodedRows.ANY) {
                    byCode.get(row.codes()[column]).add(row);
                }
            }
            for (List<Row> part : byCode) {
                if (frequent.test(sum(part), rows.totals())) {
                    addTo(next, part);
                }
            }
        }
    }

    /** Adds the pattern of all values that the rows have in common, unless it was found before. */
    private void addTo(List<MinedPattern> level, List<Row> matching) {
        int[] common = matching.get(0).codes().clone();
        for (Row row : matching) {
            for (int column = 0; column < common.length; column++) {
                if (common[column] != row.codes()[column]) {
                    common[column] = CodedRows.ANY;
                }
            }
        }
        MinedPattern pattern = new MinedPattern(common, sum(matching));
        if (found.putIfAbsent(Arrays.stream(common).boxed().toList(), pattern) == null) {
            level.add(pattern);
        }
        if (found.size() > MOST_PATTERNS) {
            throw new KqlException(
                    Code.LIMIT,
                    String.format(
                            "more than %,d patterns are frequent; raise the threshold, or leave out columns with 'project'",
                            MOST_PATTERNS),
                    span);
        }
    }

    private double[] sum(List<Row> matching) {
        double[] sum = new double[rows.totals().length];
        matching.forEach(row -> CodedRows.add(row.weights(), sum));
        return sum;
    }
}
