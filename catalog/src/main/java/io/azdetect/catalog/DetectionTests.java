package io.azdetect.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.catalog.DetectionTest.Event;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.IngestReport;
import io.azdetect.telemetry.ingest.Ingestor;
import io.azdetect.telemetry.simulator.Events;
import io.azdetect.telemetry.simulator.RawEvent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Runs the tests that detection files hold. The events of all tests are made into raw records and ingested once, each test
 * in a time of its own, far enough from the others that none sees another's. A test then replays its detection over the
 * evaluations from its zero to its last event; what happens before its zero is history.
 */
public final class DetectionTests implements AutoCloseable {
    /** Longer than the longest period of a rule, 14 days, plus the history of a test. */
    private static final Duration APART = Duration.ofDays(40);

    private static final Instant FIRST_ZERO = Instant.parse("2020-01-06T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workspace workspace;
    private final Hunt hunt;
    private final Map<Case, TimeBounds> ranges = new LinkedHashMap<>();

    private DetectionTests(Workspace workspace) {
        this.workspace = workspace;
        this.hunt = Hunt.in(workspace);
    }

    /** A test of a detection. */
    public record Case(Detection detection, DetectionTest test) {}

    /** What came of a test; {@code problem} says what was expected and what happened instead. */
    public record Outcome(Case tested, Optional<String> problem) {
        public boolean passed() {
            return problem.isEmpty();
        }
    }

    /**
     * Makes and ingests the events of all tests of these detections.
     *
     * @throws IllegalArgumentException if a test's event cannot be made, saying which and why
     */
    public static DetectionTests of(List<Detection> detections) {
        DetectionTests tests = new DetectionTests(Workspace.inMemory());
        try {
            tests.ingest(detections);
            return tests;
        } catch (RuntimeException e) {
            tests.close();
            throw e;
        }
    }

    public List<Case> cases() {
        return List.copyOf(ranges.keySet());
    }

    /** Runs one test. */
    public Outcome run(Case tested) {
        return run(tested, plan -> plan);
    }

    /** Runs one test with the detection's plan changed. */
    Outcome run(Case tested, UnaryOperator<Plan> change) {
        try {
            List<Alert> alerts =
                    hunt.replay(tested.detection(), tested.test().parameters(), change, ranges.get(tested));
            return new Outcome(tested, Expectations.unmet(tested.test().expectation(), alerts));
        } catch (KqlException e) {
            return new Outcome(
                    tested, Optional.of(QueryErrors.describe(tested.detection().query(), e)));
        }
    }

    @Override
    public void close() {
        workspace.close();
    }

    private void ingest(List<Detection> detections) {
        Map<String, StringBuilder> linesByContainer = new LinkedHashMap<>();
        Instant zero = FIRST_ZERO;
        for (Detection detection : detections) {
            for (DetectionTest test : detection.tests()) {
                Case tested = new Case(detection, test);
                Instant last = zero;
                for (Event event : test.events()) {
                    for (int i = 0; i < event.repeat(); i++) {
                        Instant at = zero.plus(event.at()).plus(event.every().multipliedBy(i));
                        RawEvent raw = raw(tested, event, at);
                        linesByContainer
                                .computeIfAbsent(raw.container(), c -> new StringBuilder())
                                .append(raw.record())
                                .append('\n');
                        last = at.isAfter(last) ? at : last;
                    }
                }
                ranges.put(tested, new TimeBounds(Ticks.of(zero), Ticks.of(last) + 1));
                zero = zero.plus(APART);
            }
        }
        Ingestor ingestor = new Ingestor(workspace, Clock.fixed(zero, ZoneOffset.UTC));
        linesByContainer.forEach((container, lines) -> {
            byte[] content = lines.toString().getBytes(StandardCharsets.UTF_8);
            IngestReport report = ingestor.ingest(new ByteArrayInputStream(content), container + "/PT1H.json");
            if (report.quarantined() > 0) {
                throw new IllegalArgumentException(
                        report.quarantined() + " events of the tests in " + container + " became no row: " + report);
            }
        });
    }

    private static RawEvent raw(Case tested, Event event, Instant at) {
        try {
            ObjectNode fields = JSON.valueToTree(event.overrides());
            if (Character.isUpperCase(event.kind().charAt(0))) {
                ObjectNode row = fields.put("TimeGenerated", at.toString());
                return new RawEvent(event.kind(), row);
            }
            return Events.build(event.kind(), fields, at);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    tested.detection().source() + ":" + tested.test().line() + ": test '"
                            + tested.test().name() + "': " + e.getMessage(),
                    e);
        }
    }

    /** All outcomes, in the order of the files. */
    public List<Outcome> runAll() {
        List<Outcome> outcomes = new ArrayList<>();
        cases().forEach(tested -> outcomes.add(run(tested)));
        return outcomes;
    }
}
