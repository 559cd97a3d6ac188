package io.azdetect.engine.stage;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Values that rows have in common, as codes of {@link CodedRows}: one for each mined column, or {@link CodedRows#ANY}.
 */
final class MinedPattern {
    /**
     * The order on Kusto's pages about {@code basket} and {@code autocluster}: weight times number of values, the largest
     * first; then the larger weight, then the values in the order of their texts, absent ones last.
     */
    static final Comparator<MinedPattern> BY_COUNT_AND_SIZE = Comparator.comparingDouble(
                    (MinedPattern p) -> -p.weight(0) * p.size())
            .thenComparingDouble(p -> -p.weight(0))
            .thenComparing(MinedPattern::byValues);

    private final int[] codes;
    private final double[] weights;

    MinedPattern(int[] codes, double[] weights) {
        this.codes = codes;
        this.weights = weights;
    }

    int code(int column) {
        return codes[column];
    }

    int[] codes() {
        return codes.clone();
    }

    /** A sum of the weights of the rows that have the values. */
    double weight(int index) {
        return weights[index];
    }

    /** How many values the pattern has. */
    int size() {
        return (int) Arrays.stream(codes).filter(code -> code != CodedRows.ANY).count();
    }

    boolean matches(int[] row) {
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] != CodedRows.ANY && codes[i] != row[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of the two has all values of the other. */
    boolean isComparableTo(MinedPattern other) {
        return matches(other.codes) || other.matches(codes);
    }

    static int byValues(MinedPattern left, MinedPattern right) {
        for (int i = 0; i < left.codes.length; i++) {
            int order = Integer.compareUnsigned(left.codes[i], right.codes[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
