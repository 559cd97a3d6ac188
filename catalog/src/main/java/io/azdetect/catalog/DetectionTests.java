package io.azdetect.catalog;

import io.azdetect.engine.QueryLimits;
import io.azdetect.kql.KqlException;
import io.azdetect.telemetry.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the tests that detection files hold. The events of all tests are made into raw records and ingested once. A test
 * replays its detection over the evaluations from its zero to its last event; what happens before its zero is history. What
 * the tests of a detection have in common, its query over all stored rows, runs once for all of them.
 */
public final class DetectionTests implements AutoCloseable {
    private final Workspace workspace;
    private final Map<Detection, List<Case>> cases = new LinkedHashMap<>();
    private final Map<Case, TimeBounds> ranges = new LinkedHashMap<>();
    private final Map<Case, String> unmakeable = new LinkedHashMap<>();

    private DetectionTests(Workspace workspace) {
        this.workspace = workspace;
    }

    /** A test of a detection. */
    public record Case(Detection detection, DetectionTest test) {
        /** Where it stands: {@code file:line}. */
        public String place() {
            return detection.source() + ":" + test.line();
        }
    }

    /**
     * What came of a test.
     *
     * @param failure empty when it passed
     * @param took of the time for the detection's tests, what was for this one alone
     */
    public record Outcome(Case tested, Optional<Failure> failure, Duration took) {
        public boolean passed() {
            return failure.isEmpty();
        }
    }

    /**
     * Why a test failed.
     *
     * @param expected what it asks for, in words
     * @param happened what there was instead, perhaps in several lines
     */
    public record Failure(String expected, String happened) {}

    /** Makes and ingests the events of all tests of these detections. A test whose events cannot be made will fail. */
    public static DetectionTests of(List<Detection> detections) {
        Workspace workspace = Workspace.inMemory();
        try {
            DetectionTests tests = new DetectionTests(workspace);
            tests.ingest(detections);
            return tests;
        } catch (RuntimeException e) {
            workspace.close();
            throw e;
        }
    }

    /** The tests of all detections, in the order of the files. */
    public List<Case> cases() {
        return cases.values().stream().flatMap(List::stream).toList();
    }

    /** The tests of a detection, in the order of its file. */
    public List<Case> cases(Detection detection) {
        return cases.getOrDefault(detection, List.of());
    }

    /** Runs the tests of a detection. */
    public List<Outcome> run(Detection detection) {
        List<Outcome> outcomes = new ArrayList<>();
        try (TestRun run = new TestRun(this, detection)) {
            for (Case tested : cases(detection)) {
                long started = System.nanoTime();
                Optional<Failure> failure = failure(run, tested);
                outcomes.add(new Outcome(tested, failure, Duration.ofNanos(System.nanoTime() - started)));
            }
        }
        return outcomes;
    }

    private Optional<Failure> failure(TestRun run, Case tested) {
        String unmade = unmakeable.get(tested);
        if (unmade != null) {
            return Optional.of(new Failure("events that can be made", unmade));
        }
        try {
            return run.unmet(tested).map(unmet -> new Failure(unmet.expected(), unmet.happened()));
        } catch (KqlException e) {
            return Optional.of(new Failure(
                    "a query that runs", QueryErrors.describe(tested.detection().query(), e)));
        } catch (RuntimeException e) {
            // Whatever one test trips over, the others must still be run.
            return Optional.of(new Failure("a query that runs", String.valueOf(e.getMessage())));
        }
    }

    /** The rows of all tests' events; each caller closes its own. */
    RowStore rows() {
        return new WorkspaceRows(workspace, QueryLimits.standard());
    }

    TimeBounds range(Case tested) {
        return ranges.get(tested);
    }

    @Override
    public void close() {
        workspace.close();
    }

    private void ingest(List<Detection> detections) {
        TestEvents events = new TestEvents();
        for (Detection detection : detections) {
            List<Case> own = new ArrayList<>();
            for (DetectionTest test : detection.tests()) {
                Case tested = new Case(detection, test);
                own.add(tested);
                try {
                    ranges.put(tested, events.add(test));
                } catch (IllegalArgumentException e) {
                    unmakeable.put(tested, String.valueOf(e.getMessage()));
                }
            }
            cases.put(detection, List.copyOf(own));
        }
        if (events.ingestInto(workspace).isPresent()) {
            // Which test it was shows when each is ingested on its own.
            ranges.keySet()
                    .forEach(tested ->
                            TestEvents.problem(tested.test()).ifPresent(problem -> unmakeable.put(tested, problem)));
        }
    }
}
