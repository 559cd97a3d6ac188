package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.catalog.DetectionTests.Case;
import io.azdetect.catalog.Expectations.Unmet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the tests of one detection, as it is or changed. The compiled queries, and what the query makes of the stored rows
 * without a change, stay for the next one; what a change keeps aside in the store goes with it.
 */
final class TestRun implements AutoCloseable {
    private final DetectionTests tests;
    private final Detection detection;
    private final Evaluations evaluations;
    private final RowStore rows;
    private final RowStore changedRows;
    private final Map<Map<String, String>, EvaluationQueries> queries = new HashMap<>();
    private final Map<Map<String, String>, Replay> replays = new HashMap<>();
    private final Map<Map<String, String>, Boolean> alike = new HashMap<>();

    TestRun(DetectionTests tests, Detection detection) {
        this.tests = requireNonNull(tests, "tests");
        this.detection = requireNonNull(detection, "detection");
        this.evaluations = Evaluations.of(detection.schedule());
        this.rows = tests.rows();
        this.changedRows = tests.rows();
    }

    /**
     * What a test expects and does not get; nothing when it passes.
     *
     * @throws io.azdetect.kql.KqlException if the query does not compile or run
     */
    Optional<Unmet> unmet(Case tested) {
        return unmet(tested, replay(tested.test().parameters()));
    }

    /** Runs tests with changed plans, in evaluations that may be others than the detection's. */
    Changed changed(PlanChange change, Evaluations otherEvaluations) {
        return new Changed(change, otherEvaluations);
    }

    /** The query of the detection with these parameters. */
    EvaluationQueries queries(Map<String, String> parameters) {
        return queries.computeIfAbsent(parameters, p -> new EvaluationQueries(detection, p, rows.schema()));
    }

    private Optional<Unmet> unmet(Case tested, Replay replay) {
        return Expectations.unmet(tested.test().expectation(), replay.alerts(tests.range(tested)));
    }

    private Replay replay(Map<String, String> parameters) {
        return replays.computeIfAbsent(
                parameters, p -> replay(rows, p, PlanChange.NONE, evaluations, Optional.empty(), List.of()));
    }

    /**
     * The ranges of the tests with these parameters, to be looked at in one query, if the detection as it is passes all of them
     * so; else none. What an aggregate gathers in no certain order could fail otherwise.
     */
    private List<TimeBounds> together(Map<String, String> parameters) {
        List<Case> cases = cases(parameters);
        List<TimeBounds> ranges = cases.stream().map(tests::range).toList();
        boolean same = alike.computeIfAbsent(parameters, p -> {
            Replay atOnce = replay(rows, p, PlanChange.NONE, evaluations, Optional.of(replay(p)), ranges);
            return cases.stream().allMatch(tested -> unmet(tested, atOnce).isEmpty());
        });
        return same ? ranges : List.of();
    }

    /** The tests with these parameters whose events could be made. */
    private List<Case> cases(Map<String, String> parameters) {
        return tests.cases(detection).stream()
                .filter(tested -> tested.test().parameters().equals(parameters))
                .filter(tested -> tests.range(tested) != null)
                .toList();
    }

    private Replay replay(
            RowStore store,
            Map<String, String> parameters,
            PlanChange change,
            Evaluations when,
            Optional<Replay> like,
            List<TimeBounds> together) {
        TimeBounds around = cases(parameters).stream()
                .map(tests::range)
                .reduce(TimeBounds::around)
                .orElseThrow();
        return new Replay(store, detection, when, queries(parameters), change, around, like, together);
    }

    @Override
    public void close() {
        rows.close();
    }

    /** The tests with a change. */
    final class Changed implements AutoCloseable {
        private final PlanChange change;
        private final Evaluations otherEvaluations;
        private final Map<Map<String, String>, Replay> changed = new HashMap<>();

        private Changed(PlanChange change, Evaluations otherEvaluations) {
            this.change = requireNonNull(change, "change");
            this.otherEvaluations = requireNonNull(otherEvaluations, "otherEvaluations");
        }

        /** As {@link TestRun#unmet(Case)}. */
        Optional<Unmet> unmet(Case tested) {
            Map<String, String> parameters = tested.test().parameters();
            Replay same = replay(parameters);
            return TestRun.this.unmet(
                    tested,
                    changed.computeIfAbsent(
                            parameters,
                            p -> replay(changedRows, p, change, otherEvaluations, Optional.of(same), together(p))));
        }

        @Override
        public void close() {
            changedRows.close();
        }
    }
}
