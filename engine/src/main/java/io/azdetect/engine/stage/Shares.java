package io.azdetect.engine.stage;

import java.util.List;

/** What rows of patterns say of their weights. */
final class Shares {
    /** Shares are quotients of sums, so that what equals a threshold in numbers of rows may lie this much below it. */
    private static final double ROUNDING = 1e-12;

    private Shares() {}

    static boolean reaches(double share, double threshold) {
        return share >= threshold - ROUNDING;
    }

    /** Count and Percent. */
    static List<Object> ofOne(MinedPattern pattern, double[] totals) {
        return List.of(count(pattern.weight(0)), 100 * pattern.weight(0) / totals[0]);
    }

    /** CountA, CountB, PercentA, PercentB, PercentDiffAB; percentages have two decimals, as on Kusto's pages. */
    static List<Object> ofTwo(MinedPattern pattern, double[] totals) {
        return List.of(
                count(pattern.weight(0)),
                count(pattern.weight(1)),
                twoDecimals(100 * pattern.weight(0) / totals[0]),
                twoDecimals(100 * pattern.weight(1) / totals[1]),
                twoDecimals(100 * difference(pattern, totals)));
    }

    /** How far the shares of the two parts are apart. */
    static double difference(MinedPattern pattern, double[] totals) {
        return Math.abs(pattern.weight(0) / totals[0] - pattern.weight(1) / totals[1]);
    }

    /** Weights may be reals, a count is none. */
    private static long count(double weight) {
        return Math.round(weight);
    }

    private static double twoDecimals(double percent) {
        return Math.round(percent * 100) / 100.0;
    }
}
