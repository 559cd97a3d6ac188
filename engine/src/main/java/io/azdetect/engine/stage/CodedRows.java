package io.azdetect.engine.stage;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.PatternColumns;
import io.azdetect.kql.schema.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The rows that patterns are mined from: of each mined column a code in place of the value, and the row's weights. Only what
 * is frequent has a code, from 0 on in the order of the values' texts; {@link #ANY} stands for all else, and no pattern has
 * a value of it. Rows with equal codes are one.
 */
final class CodedRows {
    /** No value: in a pattern, any will do. */
    static final int ANY = -1;

    private static final int MOST_ROWS = 1_000_000;
    private static final int MOST_VALUES = 10_000_000;

    /** Sums of whole numbers are exact up to here. */
    private static final double MOST_WEIGHT = 1L << 53;

    private final List<List<Optional<Object>>> values;
    private final List<Row> rows;
    private final double[] totals;

    /** Distinct codes, and the sums of the weights of the rows that have them. */
    static final class Row {
        private final int[] codes;
        private final double[] weights;

        private Row(int[] codes, double[] weights) {
            this.codes = codes;
            this.weights = weights;
        }

        int[] codes() {
            return codes;
        }

        double[] weights() {
            return weights;
        }
    }

    private CodedRows(List<List<Optional<Object>>> values, List<Row> rows, double[] totals) {
        this.values = values;
        this.rows = rows;
        this.totals = totals;
    }

    /**
     * Reads all rows.
     *
     * @param weightColumns the columns with the weights that are summed
     * @param frequent which sums of weights, of these totals, make a value frequent
     */
    static CodedRows read(
            RowReader reader,
            PatternColumns columns,
            List<String> weightColumns,
            Frequency frequent,
            RowWriter bounds,
            Span span) {
        int[] places = columns.mined().stream()
                .map(Column::name)
                .mapToInt(reader::place)
                .toArray();
        int[] weightPlaces = weightColumns.stream().mapToInt(reader::place).toArray();
        int least = reader.place(PatternColumns.LEAST_WEIGHT);
        List<Map<Optional<Object>, Integer>> codes = new ArrayList<>();
        Arrays.stream(places).forEach(place -> codes.add(new HashMap<>()));
        List<Row> rows = new ArrayList<>();
        double[] totals = new double[weightPlaces.length];
        for (Object[] row = reader.next(); row != null; row = reader.next()) {
            if (rows.size() == MOST_ROWS || (rows.size() + 1L) * places.length > MOST_VALUES) {
                throw new KqlException(
                        Code.LIMIT,
                        String.format(
                                "patterns are looked for in at most %,d distinct rows and %,d values (rows times columns), and"
                                        + " here are more; leave out columns with 'project', or rows with 'where'",
                                MOST_ROWS, MOST_VALUES),
                        span);
            }
            double[] weights = new double[weightPlaces.length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = row[weightPlaces[i]] instanceof Double weight ? weight : 0;
                totals[i] += weights[i];
            }
            boolean negative = row[least] instanceof Double smallest && smallest < 0;
            if (negative || !(Arrays.stream(totals).sum() <= MOST_WEIGHT)) {
                throw new KqlException(
                        Code.RUNTIME,
                        String.format(
                                "weights are not negative, and their sum is at most %,.0f; some here are not so",
                                MOST_WEIGHT),
                        span);
            }
            if (Arrays.stream(weights).sum() > 0) {
                rows.add(new Row(coded(row, places, codes), weights));
            }
        }
        return frequentOnly(rows, codes, totals, frequent, bounds);
    }

    /** Whether a value or a pattern of such weights is frequent. */
    @FunctionalInterface
    interface Frequency {
        boolean test(double[] weights, double[] totals);
    }

    private static int[] coded(Object[] row, int[] places, List<Map<Optional<Object>, Integer>> codes) {
        int[] coded = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            Map<Optional<Object>, Integer> known = codes.get(i);
            coded[i] = known.computeIfAbsent(comparable(row[places[i]]), value -> known.size());
        }
        return coded;
    }

    /** The value, so that equal ones are equal in Java, too. */
    private static Optional<Object> comparable(Object value) {
        if (value instanceof Double number && number == 0) {
            return Optional.of(0.0);
        }
        return Optional.ofNullable(value instanceof BigDecimal number ? number.stripTrailingZeros() : value);
    }

    private static CodedRows frequentOnly(
            List<Row> rows,
            List<Map<Optional<Object>, Integer>> codes,
            double[] totals,
            Frequency frequent,
            RowWriter bounds) {
        List<List<Optional<Object>>> values = new ArrayList<>();
        List<int[]> renumbered = new ArrayList<>();
        for (int column = 0; column < codes.size(); column++) {
            bounds.check();
            double[][] sums = new double[codes.get(column).size()][totals.length];
            for (Row row : rows) {
                add(row.weights, sums[row.codes[column]]);
            }
            List<Map.Entry<Optional<Object>, Integer>> kept = codes.get(column).entrySet().stream()
                    .filter(entry -> frequent.test(sums[entry.getValue()], totals))
                    .sorted(Comparator.comparing(
                            entry -> entry.getKey().map(Object::toString).orElse("")))
                    .toList();
            int[] numbers = new int[sums.length];
            Arrays.fill(numbers, ANY);
            IntStream.range(0, kept.size()).forEach(i -> numbers[kept.get(i).getValue()] = i);
            renumbered.add(numbers);
            values.add(kept.stream().map(Map.Entry::getKey).toList());
        }
        Map<List<Integer>, Row> distinct = new HashMap<>();
        for (Row row : rows) {
            int[] numbers = IntStream.range(0, renumbered.size())
                    .map(column -> renumbered.get(column)[row.codes[column]])
                    .toArray();
            Row sum = distinct.computeIfAbsent(
                    Arrays.stream(numbers).boxed().toList(), key -> new Row(numbers, new double[totals.length]));
            add(row.weights, sum.weights);
        }
        return new CodedRows(values, List.copyOf(distinct.values()), totals);
    }

    static void add(double[] weights, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weights[i];
        }
    }

    int columns() {
        return values.size();
    }

    /** How many codes a column has. */
    int codes(int column) {
        return values.get(column).size();
    }

    /** What a code stands for; null is the type's null. */
    Object value(int column, int code) {
        return values.get(column).get(code).orElse(null);
    }

    List<Row> rows() {
        return rows;
    }

    /** The sums of the weights of all rows. */
    double[] totals() {
        return totals.clone();
    }

    List<Row> matching(MinedPattern pattern) {
        Predicate<Row> matches = row -> pattern.matches(row.codes);
        return rows.stream().filter(matches).toList();
    }
}
