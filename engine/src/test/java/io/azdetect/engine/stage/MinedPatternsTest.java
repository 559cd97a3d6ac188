package io.azdetect.engine.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.CommonPatterns;
import io.azdetect.kql.plan.DifferentPatterns;
import io.azdetect.kql.plan.FrequentPatterns;
import io.azdetect.kql.plan.PatternColumns;
import io.azdetect.kql.plan.PatternColumns.Cell;
import io.azdetect.kql.plan.Program;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Mined patterns against counting one by one, on random tables. */
final class MinedPatternsTest {
    private static final String ANY = "*";
    private static final Span SPAN = new Span(0, 1);

    private final Random random = new Random(7);

    @Test
    void basketGivesEveryFrequentPatternOnceWithAllThatItsRowsHaveInCommon() {
        for (int round = 0; round < 50; round++) {
            List<String[]> rows = randomRows(4, 3, 1 + random.nextInt(30));
            List<Object[]> result = run(new FrequentPatterns(columns(4), 0.2, 4, SPAN), counted(rows));
            Set<List<String>> expected = new HashSet<>();
            for (List<String> pattern : allPatterns(rows)) {
                List<String[]> matching = matching(pattern, rows);
                if (matching.size() * 5 >= rows.size()) {
                    expected.add(common(matching));
                }
            }
            expected.remove(List.of(ANY, ANY, ANY, ANY));
            assertThat(result.stream().map(row -> pattern(row, 3)).toList())
                    .containsExactlyInAnyOrderElementsOf(expected);
            result.forEach(row -> assertThat(row[1])
                    .isEqualTo((long) matching(pattern(row, 3), rows).size()));
        }
    }

    @Test
    void autoclusterCountsTruly() {
        for (int round = 0; round < 50; round++) {
            List<String[]> rows = randomRows(4, 3, 1 + random.nextInt(40));
            List<Object[]> result = run(new CommonPatterns(columns(4), 0.5, 25, SPAN), counted(rows));
            assertThat(result).isNotEmpty();
            for (Object[] row : result) {
                int matching = matching(pattern(row, 3), rows).size();
                assertThat(row[1]).isEqualTo((long) matching);
                assertThat(row[2]).isEqualTo(100.0 * matching / rows.size());
                assertThat(result.stream().filter(other -> other != row))
                        .noneMatch(other -> isPartOf(pattern(other, 3), pattern(row, 3)));
            }
        }
    }

    @Test
    void diffpatternsCountsBothPartsTrulyAndNoPatternIsPartOfAnother() {
        for (int round = 0; round < 50; round++) {
            List<String[]> a = randomRows(3, 3, 5 + random.nextInt(20));
            List<String[]> b = randomRows(3, 3, 5 + random.nextInt(20));
            List<Object[]> input = new ArrayList<>();
            a.forEach(row -> input.add(row(row, 1.0, 0.0, 1.0)));
            b.forEach(row -> input.add(row(row, 0.0, 1.0, 1.0)));
            List<Object[]> result = run(new DifferentPatterns(columns(3), "a", "b", 0.1, Long.MAX_VALUE, SPAN), input);
            for (Object[] row : result) {
                double inA = matching(pattern(row, 6), a).size();
                double inB = matching(pattern(row, 6), b).size();
                assertThat(row[1]).isEqualTo((long) inA);
                assertThat(row[2]).isEqualTo((long) inB);
                assertThat(Math.abs(inA / a.size() - inB / b.size())).isGreaterThan(0.0999);
                assertThat(result.stream().filter(other -> other != row))
                        .noneMatch(other -> isPartOf(pattern(other, 6), pattern(row, 6)));
            }
        }
    }

    @Test
    void moreRowsThanTheLimitAreAnError() {
        Object[] row = row(new String[] {"x", "y"}, 1.0, 1.0);
        assertThatThrownBy(() -> run(
                        new FrequentPatterns(columns(2), 0.2, 4, SPAN),
                        () -> IntStream.range(0, 1_000_001).mapToObj(i -> row).iterator()))
                .isInstanceOf(KqlException.class)
                .hasMessageContaining("at most 1,000,000 distinct rows");
    }

    @Test
    void morePatternsThanTheLimitAreAnError() {
        // Each of 18 rows lacks the common value of one column: every set of values but the whole is a pattern.
        List<String[]> rows = IntStream.range(0, 18)
                .mapToObj(i -> IntStream.range(0, 18)
                        .mapToObj(j -> i == j ? "other" + i : "same")
                        .toArray(String[]::new))
                .toList();
        assertThatThrownBy(() -> run(new FrequentPatterns(columns(18), 0.05, 18, SPAN), counted(rows)))
                .isInstanceOf(KqlException.class)
                .hasMessageContaining("more than 100,000 patterns");
    }

    private List<String[]> randomRows(int columns, int values, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> IntStream.range(0, columns)
                        .mapToObj(c -> "v" + Math.min(random.nextInt(values), random.nextInt(values)))
                        .toArray(String[]::new))
                .toList();
    }

    private static List<Object[]> counted(List<String[]> rows) {
        return rows.stream().map(row -> row(row, 1.0, 1.0)).toList();
    }

    private static Object[] row(String[] values, Double... weights) {
        Object[] row = Arrays.copyOf(values, values.length + weights.length, Object[].class);
        System.arraycopy(weights, 0, row, values.length, weights.length);
        return row;
    }

    private static PatternColumns columns(int count) {
        return new PatternColumns(IntStream.range(0, count)
                .mapToObj(i ->
                        new Cell(new Column("c" + i, KqlType.STRING), true, new Scalar.Constant(KqlType.STRING, ANY)))
                .toList());
    }

    private static List<Object[]> run(Program program, Iterable<Object[]> rows) {
        PatternColumns columns = program instanceof FrequentPatterns frequent
                ? frequent.columns()
                : program instanceof CommonPatterns common ? common.columns() : ((DifferentPatterns) program).columns();
        List<Column> input = new ArrayList<>(columns.mined());
        if (program instanceof DifferentPatterns) {
            input.add(new Column(DifferentPatterns.WEIGHT_A, KqlType.REAL));
            input.add(new Column(DifferentPatterns.WEIGHT_B, KqlType.REAL));
        } else {
            input.add(new Column(PatternColumns.WEIGHT, KqlType.REAL));
        }
        input.add(new Column(PatternColumns.LEAST_WEIGHT, KqlType.REAL));
        List<Object[]> result = new ArrayList<>();
        StagePrograms.of(program, call -> {
                    throw new IllegalStateException("nothing to calculate");
                })
                .run(List.of(new Rows(input, rows.iterator())), new Collected(result));
        return result;
    }

    private record Rows(List<Column> columns, Iterator<Object[]> rows) implements RowReader {
        @Override
        public Object[] next() {
            return rows.hasNext() ? rows.next() : null;
        }
    }

    private record Collected(List<Object[]> rows) implements RowWriter {
        @Override
        public void add(Object... row) {
            rows.add(row);
        }

        @Override
        public void check() {}
    }

    private static List<String> pattern(Object[] row, int from) {
        return Arrays.stream(row).skip(from).map(String::valueOf).toList();
    }

    private static boolean isPartOf(List<String> part, List<String> whole) {
        return IntStream.range(0, part.size())
                .allMatch(i -> part.get(i).equals(ANY) || part.get(i).equals(whole.get(i)));
    }

    private static List<String[]> matching(List<String> pattern, List<String[]> rows) {
        return rows.stream().filter(row -> isPartOf(pattern, List.of(row))).toList();
    }

    private static List<String> common(List<String[]> rows) {
        return IntStream.range(0, rows.get(0).length)
                .mapToObj(i -> rows.stream().allMatch(row -> row[i].equals(rows.get(0)[i])) ? rows.get(0)[i] : ANY)
                .toList();
    }

    /** Each row with every choice of its values left out. */
    private static Set<List<String>> allPatterns(List<String[]> rows) {
        Set<List<String>> patterns = new HashSet<>();
        for (String[] row : rows) {
            for (int choice = 0; choice < 1 << row.length; choice++) {
                int kept = choice;
                patterns.add(IntStream.range(0, row.length)
                        .mapToObj(i -> (kept & 1 << i) != 0 ? row[i] : ANY)
                        .toList());
            }
        }
        return patterns;
    }
}
