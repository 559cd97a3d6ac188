package io.azdetect.catalog;

import java.util.NavigableSet;
import java.util.TreeSet;

/** The hours (or whatever the frequency is) in which a plan has rows, so that evaluations without any are left out. */
final class RowTimes {
    private final Evaluations evaluations;
    private final NavigableSet<Long> firstEvaluations;

    /** @param firstEvaluations the numbers of the evaluations that are the first to see some row */
    RowTimes(Evaluations evaluations, NavigableSet<Long> firstEvaluations) {
        this.evaluations = evaluations;
        this.firstEvaluations = new TreeSet<>(firstEvaluations);
    }

    /** Whether there may be a row between two times, the second exclusive. */
    boolean anyWithin(long from, long to) {
        if (from >= to) {
            return false;
        }
        Long next = firstEvaluations.ceiling(evaluations.firstAfter(from));
        return next != null && next <= evaluations.firstAfter(to - 1);
    }

    /** The parts of the window of an evaluation in which there are rows. */
    NavigableSet<Long> within(long number) {
        return firstEvaluations.subSet(evaluations.firstAfter(evaluations.begin(number)), true, number, true);
    }
}
