package io.azdetect.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.catalog.DetectionTest.Event;
import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.IngestReport;
import io.azdetect.telemetry.ingest.Ingestor;
import io.azdetect.telemetry.mapping.Origin;
import io.azdetect.telemetry.mapping.RecordMapper;
import io.azdetect.telemetry.mapping.TableLayouts;
import io.azdetect.telemetry.record.JsonRecord;
import io.azdetect.telemetry.record.MalformedRecordException;
import io.azdetect.telemetry.schema.TableSchemas;
import io.azdetect.telemetry.simulator.Events;
import io.azdetect.telemetry.simulator.RawEvent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What happens in tests, as raw records in one workspace: each test in a time of its own, far enough from the others that
 * none sees another's.
 */
final class TestEvents {
    /** Longer than the longest period of a rule, 14 days, twice over, plus the history of a test. */
    private static final Duration APART = Duration.ofDays(40);

    static final Instant FIRST_ZERO = Instant.parse("2020-01-06T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, StringBuilder> linesByContainer = new LinkedHashMap<>();
    private Instant zero = FIRST_ZERO;

    /**
     * Adds what happens in a test.
     *
     * @return from its zero to its last event
     * @throws IllegalArgumentException if one of its events cannot be made, saying why; then none is added
     */
    TimeBounds add(DetectionTest test) {
        Instant last = zero;
        Map<String, StringBuilder> lines = new LinkedHashMap<>();
        for (Event event : test.events()) {
            for (int i = 0; i < event.repeat(); i++) {
                Instant at = zero.plus(event.at()).plus(event.every().multipliedBy(i));
                RawEvent raw = raw(event, at);
                lines.computeIfAbsent(raw.container(), c -> new StringBuilder())
                        .append(raw.record())
                        .append('\n');
                last = at.isAfter(last) ? at : last;
            }
        }
        lines.forEach((container, more) -> linesByContainer
                .computeIfAbsent(container, c -> new StringBuilder())
                .append(more));
        TimeBounds range = new TimeBounds(Ticks.of(zero), Ticks.of(last) + 1);
        zero = zero.plus(APART);
        return range;
    }

    /** Ingests everything; gives nothing, or why some of it became no row. */
    Optional<String> ingestInto(Workspace workspace) {
        Ingestor ingestor = new Ingestor(workspace, Clock.fixed(zero, ZoneOffset.UTC));
        for (Map.Entry<String, StringBuilder> lines : linesByContainer.entrySet()) {
            byte[] content = lines.getValue().toString().getBytes(StandardCharsets.UTF_8);
            IngestReport report = ingestor.ingest(new ByteArrayInputStream(content), lines.getKey() + "/PT1H.json");
            if (report.quarantined() > 0) {
                return Optional.of(report.quarantined() + " of the events in " + lines.getKey() + " became no row: "
                        + String.join("; ", report.reasons().keySet()));
            }
        }
        return Optional.empty();
    }

    /** Why the events of a test alone cannot be ingested; nothing when they can. */
    static Optional<String> problem(DetectionTest test) {
        try (Workspace scratch = Workspace.inMemory()) {
            TestEvents events = new TestEvents();
            events.add(test);
            return events.ingestInto(scratch);
        }
    }

    /**
     * The tables in which a test happens: those that its events become rows of. An event that cannot be made, or becomes no
     * row, is in none; the test itself will say why.
     */
    static Set<String> tables(DetectionTest test) {
        RecordMapper mapper = new RecordMapper(new TableLayouts(TableSchemas.builtIn()));
        Set<String> tables = new TreeSet<>();
        for (Event event : test.events()) {
            table(mapper, event).ifPresent(tables::add);
        }
        return tables;
    }

    private static Optional<String> table(RecordMapper mapper, Event event) {
        try {
            RawEvent raw = raw(event, FIRST_ZERO);
            byte[] text = raw.record().toString().getBytes(StandardCharsets.UTF_8);
            JsonRecord record = new JsonRecord();
            record.read(text, 0, text.length);
            return Optional.of(
                    mapper.map(record, Origin.ofPath(raw.container())).table().table());
        } catch (IllegalArgumentException | MalformedRecordException e) {
            return Optional.empty();
        }
    }

    private static RawEvent raw(Event event, Instant at) {
        ObjectNode fields = JSON.valueToTree(event.overrides());
        if (Character.isUpperCase(event.kind().charAt(0))) {
            ObjectNode row = fields.put("TimeGenerated", at.toString());
            return new RawEvent(event.kind(), row);
        }
        return Events.build(event.kind(), fields, at);
    }
}
