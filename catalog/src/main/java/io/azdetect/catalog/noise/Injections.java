package io.azdetect.catalog.noise;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionTest;
import io.azdetect.catalog.DetectionTest.Event;
import io.azdetect.catalog.Technique;
import io.azdetect.telemetry.simulator.Events;
import io.azdetect.telemetry.simulator.RawEvent;
import io.azdetect.telemetry.simulator.tenant.InjectedEvent;
import io.azdetect.telemetry.simulator.tenant.Tenant;
import io.azdetect.telemetry.simulator.tenant.TenantSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Attacks for a simulated tenant, taken from the catalogue: what a detection's first firing test tells happens again, at a
 * random moment, done by random people of the tenant among all their everyday work. What a test sets as parameters is not
 * set here: each detection runs as it is shipped.
 */
public final class Injections {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Injections() {}

    /**
     * One for each detection that has a firing test without parameters of its own.
     *
     * @param from no attack begins earlier
     */
    public static List<Injection> of(List<Detection> detections, Tenant tenant, Instant from) {
        TenantSize size = tenant.size();
        Random random = new Random(size.seed());
        List<String> users = new ArrayList<>(tenant.ordinaryUsers());
        Collections.shuffle(users, random);
        Supplier<String> next = around(users);
        List<Injection> injections = new ArrayList<>();
        for (Detection detection : detections) {
            told(detection).ifPresent(test -> {
                Duration lasts = end(test);
                long room = Math.max(
                        1, Duration.between(from, size.end()).minus(lasts).toMinutes() - 120);
                Instant zero = from.plus(Duration.ofMinutes((long) (random.nextDouble() * room)));
                injections.add(injection(detection, test, zero, next));
            });
        }
        return injections;
    }

    private static Supplier<String> around(List<String> users) {
        return new Supplier<>() {
            private Iterator<String> rest = users.iterator();

            @Override
            public String get() {
                if (!rest.hasNext()) {
                    rest = users.iterator();
                }
                return rest.next();
            }
        };
    }

    /** The first test that fires with the detection's own parameters. */
    private static Optional<DetectionTest> told(Detection detection) {
        return detection.tests().stream()
                .filter(test ->
                        !test.expectation().isSilent() && test.parameters().isEmpty())
                .findFirst();
    }

    private static Duration end(DetectionTest test) {
        return test.events().stream()
                .map(event -> event.at().plus(event.every().multipliedBy(event.repeat() - 1L)))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Injection injection(Detection detection, DetectionTest test, Instant zero, Supplier<String> next) {
        List<ObjectNode> fields = test.events().stream()
                .map(event -> (ObjectNode) JSON.valueToTree(event.overrides()))
                .toList();
        Actors actors = Actors.cast(detection.slug(), fields, next);
        Set<String> who = new LinkedHashSet<>();
        Set<String> from = new LinkedHashSet<>();
        Set<String> on = new LinkedHashSet<>();
        List<InjectedEvent> events = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Event event = test.events().get(i);
            ObjectNode played = actors.play(fields.get(i));
            if (!event.at().isNegative()) {
                Actors.note(played, who, from, on);
            }
            for (int n = 0; n < event.repeat(); n++) {
                Instant at = zero.plus(event.at()).plus(event.every().multipliedBy(n));
                events.add(new InjectedEvent(at, raw(event.kind(), played, at)));
            }
        }
        return new Injection(
                detection.slug(),
                detection.name() + ": " + test.name(),
                detection.technique().map(Technique::id).map(List::of).orElse(List.of()),
                detection.stratusTechniques(),
                List.of(detection.slug()),
                zero,
                zero.plus(end(test)),
                who,
                from,
                on,
                events);
    }

    /** A kind that begins with a capital is a table, and the event a row of it. */
    private static RawEvent raw(String kind, ObjectNode fields, Instant at) {
        if (kind.substring(0, 1).equals(kind.substring(0, 1).toUpperCase(Locale.ROOT))) {
            return new RawEvent(kind, fields.deepCopy().put("TimeGenerated", at.toString()));
        }
        return Events.build(kind, fields, at);
    }
}
