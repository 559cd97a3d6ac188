package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What became of mutants.
 *
 * @param tried all mutants, in the order of the detections and of their queries
 * @param problems what is wrong with the detections' own lists of equivalent mutants
 */
public record MutationReport(List<Tried> tried, List<DetectionError> problems) {
    public MutationReport {
        tried = List.copyOf(tried);
        problems = List.copyOf(problems);
    }

    /** What became of a mutant. */
    public enum Fate {
        /** A test failed. */
        KILLED,
        /** All tests passed. */
        SURVIVED,
        /** All tests passed, and the detection says that none can fail. */
        EQUIVALENT,
        /** The changed query does not run, which says nothing of the tests. */
        INVALID,
        /** The time was up. */
        NOT_TRIED
    }

    /**
     * A mutant and what became of it.
     *
     * @param detail the test that killed it, the reason why it is equivalent, or why it does not run
     */
    public record Tried(Mutant mutant, Fate fate, String detail) {
        public Tried {
            requireNonNull(mutant, "mutant");
            requireNonNull(fate, "fate");
            requireNonNull(detail, "detail");
        }
    }

    /** The mutants of one detection. */
    public MutationReport of(Detection detection) {
        return new MutationReport(
                tried.stream()
                        .filter(t -> t.mutant().detection().equals(detection))
                        .toList(),
                List.of());
    }

    public long count(Fate fate) {
        return tried.stream().filter(t -> t.fate() == fate).count();
    }

    public List<Tried> survivors() {
        return tried.stream().filter(t -> t.fate() == Fate.SURVIVED).toList();
    }

    /** Killed mutants in per cent of those that could have been; 100 when there is none. */
    public double score() {
        long killed = count(Fate.KILLED);
        long counted = killed + count(Fate.SURVIVED);
        return counted == 0 ? 100 : 100.0 * killed / counted;
    }

    /**
     * Whether this many per cent are reached. Of mutants that were not tried, the best is supposed: a time box that is too
     * short makes nothing fail.
     */
    public boolean reaches(double percent) {
        long all = count(Fate.KILLED) + count(Fate.SURVIVED) + count(Fate.NOT_TRIED);
        return all == 0 || 100.0 * (all - count(Fate.SURVIVED)) / all >= percent;
    }
}
