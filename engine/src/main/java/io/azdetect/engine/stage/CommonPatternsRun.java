package io.azdetect.engine.stage;

import io.azdetect.engine.stage.CodedRows.Frequency;
import io.azdetect.engine.stage.CodedRows.Row;
import io.azdetect.kql.plan.CommonPatterns;
import io.azdetect.kql.plan.PatternColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code autocluster}: from frequent rows, the seeds, one value after another is given up, that which brings in the most
 * rows, and the best pattern on the way is a candidate. Of the candidates remain those that say something that the
 * better ones do not.
 *
 * <p>This is the search that the plug-in's page names (Ofer and others, Algorithms for Telemetry Data Mining using Discrete
 * Attributes, 2017) as far as the page tells it.
 */
final class CommonPatternsRun implements StageProgram {
    private static final double LEAST_SHARE = 0.01;
    private static final double MOST_OVERLAP = 0.5;

    private final CommonPatterns program;
    private CodedRows rows;
    private double[][] information;
    private RowWriter bounds;

    CommonPatternsRun(CommonPatterns program) {
        this.program = program;
    }

    @Override
    public void run(List<RowReader> inputs, RowWriter result) {
        bounds = result;
        Frequency frequent = (weights, totals) -> Shares.reaches(weights[0] / totals[0], LEAST_SHARE);
        rows = CodedRows.read(
                inputs.get(0), program.columns(), List.of(PatternColumns.WEIGHT), frequent, result, program.span());
        information = information();
        PatternRows.write(choose(candidates()), rows, program.columns(), Shares::ofOne, result);
    }

    /** The best pattern from each seed: the most frequent row, then the most frequent one without any pattern found so far. */
    private List<MinedPattern> candidates() {
        List<MinedPattern> seeds = rows.rows().stream()
                .map(row -> new MinedPattern(row.codes(), row.weights()))
                .filter(row -> row.size() > 0)
                .sorted(MinedPattern.BY_COUNT_AND_SIZE)
                .toList();
        List<MinedPattern> candidates = new ArrayList<>();
        for (MinedPattern seed : seeds) {
            if (candidates.size() == program.seeds()) {
                break;
            }
            if (candidates.stream().noneMatch(found -> found.matches(seed.codes()))) {
                candidates.add(bestOnTheWay(seed));
            }
        }
        return candidates;
    }

    private MinedPattern bestOnTheWay(MinedPattern seed) {
        int[] codes = seed.codes();
        MinedPattern best = null;
        for (int size = seed.size(); size > 0; size--) {
            bounds.check();
            Neighbours neighbours = new Neighbours(codes);
            MinedPattern here = new MinedPattern(codes.clone(), new double[] {neighbours.weight});
            if (best == null || score(here) > score(best)) {
                best = here;
            }
            codes[neighbours.cheapest()] = CodedRows.ANY;
        }
        return withAllInCommon(best);
    }

    /** The weight of a pattern's rows, and for each of its values of those rows that lack this value only. */
    private final class Neighbours {
        private final int[] codes;
        private final double[] gained;
        private double weight;

        Neighbours(int[] codes) {
            this.codes = codes;
            this.gained = new double[codes.length];
            rows.rows().forEach(this::count);
        }

        private void count(Row row) {
            int differs = -1;
            for (int i = 0; i < codes.length; i++) {
                if (codes[i] != CodedRows.ANY && codes[i] != row.codes()[i]) {
                    if (differs >= 0) {
                        return;
                    }
                    differs = i;
                }
            }
            if (differs < 0) {
                weight += row.weights()[0];
            } else {
                gained[differs] += row.weights()[0];
            }
        }

        /** The value that brings in the most rows when it is given up; of several, the last. */
        int cheapest() {
            int cheapest = -1;
            for (int i = 0; i < codes.length; i++) {
                if (codes[i] != CodedRows.ANY && (cheapest < 0 || gained[i] >= gained[cheapest])) {
                    cheapest = i;
                }
            }
            return cheapest;
        }
    }

    /**
     * The weighted geometric mean of how much the pattern covers and how much it says: many values, and rare ones, so that
     * one which nearly all rows have adds next to nothing.
     */
    private double score(MinedPattern pattern) {
        double coverage = pattern.weight(0) / rows.totals()[0];
        double says = 0;
        for (int column = 0; column < rows.columns(); column++) {
            says += pattern.code(column) == CodedRows.ANY ? 0 : information[column][pattern.code(column)];
        }
        return Math.pow(coverage, program.sizeWeight()) * Math.pow(says, 1 - program.sizeWeight());
    }

    /** Of each column's values the negative logarithms of their shares of the weight. */
    private double[][] information() {
        double[][] sums = new double[rows.columns()][];
        for (int column = 0; column < sums.length; column++) {
            sums[column] = new double[rows.codes(column)];
            for (Row row : rows.rows()) {
                int code = row.codes()[column];
                if (code != CodedRows.ANY) {
                    sums[column][code] += row.weights()[0];
                }
            }
            for (int code = 0; code < sums[column].length; code++) {
                // A sum of parts may lie above the sum of all by a rounding.
                sums[column][code] = Math.max(0, -Math.log(sums[column][code] / rows.totals()[0]));
            }
        }
        return sums;
    }

    private MinedPattern withAllInCommon(MinedPattern pattern) {
        int[] common = null;
        for (Row row : rows.matching(pattern)) {
            common = common == null ? row.codes().clone() : common;
            for (int i = 0; i < common.length; i++) {
                common[i] = common[i] == row.codes()[i] ? common[i] : CodedRows.ANY;
            }
        }
        return new MinedPattern(common, new double[] {pattern.weight(0)});
    }

    private List<MinedPattern> choose(List<MinedPattern> candidates) {
        List<MinedPattern> ordered = new ArrayList<>(candidates);
        ordered.sort(Comparator.comparingDouble((MinedPattern p) -> -score(p))
                .thenComparing(MinedPattern.BY_COUNT_AND_SIZE));
        List<MinedPattern> chosen = new ArrayList<>();
        for (MinedPattern candidate : ordered) {
            bounds.check();
            if (chosen.stream().noneMatch(candidate::isComparableTo) && !isCovered(candidate, chosen)) {
                chosen.add(candidate);
            }
        }
        chosen.sort(MinedPattern.BY_COUNT_AND_SIZE);
        return chosen;
    }

    private boolean isCovered(MinedPattern candidate, List<MinedPattern> chosen) {
        double covered = rows.matching(candidate).stream()
                .filter(row -> chosen.stream().anyMatch(pattern -> pattern.matches(row.codes())))
                .mapToDouble(row -> row.weights()[0])
                .sum();
        return covered > MOST_OVERLAP * candidate.weight(0);
    }
}
