package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.catalog.DetectionTests.Case;
import io.azdetect.catalog.MutationReport.Fate;
import io.azdetect.catalog.MutationReport.Tried;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.type.Ticks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Makes small mistakes in detections and sees whether their tests notice. Each mutant runs with the tests of its detection
 * until one fails.
 */
public final class MutationTests {
    private final DetectionTests tests;
    private final LongSupplier nanoClock;

    /** @param nanoClock as {@link System#nanoTime} */
    MutationTests(DetectionTests tests, LongSupplier nanoClock) {
        this.tests = requireNonNull(tests, "tests");
        this.nanoClock = requireNonNull(nanoClock, "nanoClock");
    }

    /** Over the events of these tests. */
    public static MutationTests of(DetectionTests tests) {
        return new MutationTests(tests, System::nanoTime);
    }

    /** Told of each mutant when it is done. */
    @FunctionalInterface
    public interface Progress {
        /** How many are done, of how many, and of which detection the last one was. */
        void tried(int done, int all, Detection detection);
    }

    /**
     * Tries the mutants of these detections, one of each in turn, so that a time box holds something of all.
     *
     * @param timeBox when to stop; those left then are reported as not tried
     */
    public MutationReport run(List<Detection> detections, Optional<Duration> timeBox, Progress progress) {
        long end = nanoClock.getAsLong() + timeBox.map(Duration::toNanos).orElse(Long.MAX_VALUE / 2);
        List<DetectionError> problems = new ArrayList<>();
        List<Candidates> all = new ArrayList<>();
        for (Detection detection : detections) {
            try {
                all.add(new Candidates(detection));
            } catch (KqlException e) {
                problems.add(new DetectionError(
                        detection.source(), detection.queryLine(), QueryErrors.describe(detection.query(), e)));
            }
        }
        int count = all.stream().mapToInt(c -> c.left.size()).sum();
        int done = 0;
        boolean more = true;
        while (more && nanoClock.getAsLong() < end) {
            more = false;
            for (Candidates candidates : all) {
                if (!candidates.left.isEmpty() && nanoClock.getAsLong() < end) {
                    candidates.tryNext();
                    progress.tried(++done, count, candidates.detection);
                    more = true;
                }
            }
        }
        List<Tried> tried = new ArrayList<>();
        for (Candidates candidates : all) {
            candidates.left.forEach(mutant -> candidates.tried.put(mutant, new Tried(mutant, Fate.NOT_TRIED, "")));
            problems.addAll(candidates.problems());
            candidates.order.forEach(mutant -> tried.add(candidates.tried.get(mutant)));
        }
        return new MutationReport(tried, problems);
    }

    /** The mutants of one detection. */
    private final class Candidates {
        private final Detection detection;
        private final TestRun run;
        private final List<Case> cases;
        private final List<Mutant> order;
        private final List<Mutant> left;
        private final Map<Mutant, Tried> tried = new LinkedHashMap<>();

        Candidates(Detection detection) {
            this.detection = detection;
            this.run = new TestRun(tests, detection);
            this.cases = new ArrayList<>(tests.cases(detection));
            this.order = List.copyOf(mutants());
            this.left = spread(order);
        }

        /** Those that the plans of two evaluations have in common: what the clock changes otherwise is none. */
        private Set<Mutant> mutants() {
            EvaluationQueries queries = run.queries(Map.of());
            Evaluations evaluations = Evaluations.of(detection.schedule());
            long number = evaluations.firstAfter(Ticks.of(TestEvents.FIRST_ZERO));
            Set<Mutant> mutants = new LinkedHashSet<>(mutants(queries.at(number), evaluations.window(number)));
            if (queries.at(number).readsClock()) {
                mutants.retainAll(mutants(queries.at(number + 1), evaluations.window(number + 1)));
            }
            return mutants;
        }

        private Set<Mutant> mutants(CompiledQuery query, TimeBounds window) {
            return Mutations.of(detection, query.plan(), window);
        }

        /** The same ones in an order that goes through the whole query early on. */
        private static List<Mutant> spread(List<Mutant> mutants) {
            List<Mutant> spread = new ArrayList<>();
            int step = 7;
            for (int start = 0; start < step; start++) {
                for (int i = start; i < mutants.size(); i += step) {
                    spread.add(mutants.get(i));
                }
            }
            return spread;
        }

        void tryNext() {
            Mutant mutant = left.remove(0);
            Evaluations evaluations = Evaluations.of(detection.schedule());
            try (TestRun.Changed changed = run.changed(Mutations.making(mutant), evaluations)) {
                tried.put(mutant, fate(mutant, changed));
            }
            if (left.isEmpty()) {
                run.close();
            }
        }

        private Tried fate(Mutant mutant, TestRun.Changed changed) {
            boolean listed = entry(mutant).isPresent();
            for (Case tested : List.copyOf(cases)) {
                try {
                    if (changed.unmet(tested).isPresent()) {
                        // What noticed one mistake is likely to notice the next.
                        cases.remove(tested);
                        cases.add(0, tested);
                        return new Tried(mutant, Fate.KILLED, tested.test().name());
                    }
                } catch (RuntimeException e) {
                    return new Tried(mutant, Fate.INVALID, String.valueOf(e.getMessage()));
                }
            }
            return new Tried(
                    mutant,
                    listed ? Fate.EQUIVALENT : Fate.SURVIVED,
                    entry(mutant).map(EquivalentMutant::reason).orElse(""));
        }

        private Optional<EquivalentMutant> entry(Mutant mutant) {
            return detection.equivalentMutants().stream()
                    .filter(e -> e.words().equals(mutant.words()))
                    .findFirst();
        }

        private List<DetectionError> problems() {
            List<DetectionError> problems = new ArrayList<>();
            for (EquivalentMutant entry : detection.equivalentMutants()) {
                List<Tried> meant = tried.values().stream()
                        .filter(t -> t.mutant().words().equals(entry.words()))
                        .toList();
                String problem = "";
                if (meant.isEmpty()) {
                    problem = "is no mutant of this query"
                            + Suggestion.near(
                                    entry.words(),
                                    order.stream().map(Mutant::words).toList());
                } else if (meant.stream().allMatch(t -> t.fate() == Fate.KILLED)) {
                    problem = "is killed by the test '" + meant.get(0).detail() + "'; take it off the list";
                }
                if (!problem.isEmpty()) {
                    problems.add(new DetectionError(
                            detection.source(),
                            entry.line(),
                            "the equivalent mutant '" + entry.words() + "' " + problem));
                }
            }
            return problems;
        }
    }
}
