package io.azdetect.catalog.noise;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.catalog.AttackChain;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionTest;
import io.azdetect.catalog.DetectionTest.Event;
import io.azdetect.catalog.Technique;
import io.azdetect.catalog.noise.Injection.Step;
import io.azdetect.telemetry.simulator.Events;
import io.azdetect.telemetry.simulator.RawEvent;
import io.azdetect.telemetry.simulator.tenant.InjectedEvent;
import io.azdetect.telemetry.simulator.tenant.Tenant;
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
        Told told = new Told(tenant, from, tenant.size().seed());
        List<Injection> injections = new ArrayList<>();
        for (Detection detection : detections) {
            told(detection).ifPresent(test -> {
                String title = detection.name() + ": " + test.name();
                List<String> techniques =
                        detection.technique().map(Technique::id).stream().toList();
                Act act = new Act(title, techniques, List.of(detection.slug()), test.events());
                injections.add(told.injection(detection.slug(), title, detection.stratusTechniques(), List.of(act)));
            });
        }
        return injections;
    }

    /**
     * One for each chain, whose steps follow one another.
     *
     * @param from no attack begins earlier
     */
    public static List<Injection> ofChains(List<AttackChain> chains, Tenant tenant, Instant from) {
        // Another seed than that of single acts, which so stay the same whether there are chains or not.
        Told told = new Told(tenant, from, ~tenant.size().seed());
        return chains.stream()
                .map(chain -> told.injection(
                        chain.id(),
                        chain.title(),
                        List.of(),
                        chain.steps().stream()
                                .map(step -> new Act(
                                        step.name(),
                                        step.technique().map(Technique::id).stream()
                                                .toList(),
                                        step.detections(),
                                        step.events()))
                                .toList()))
                .toList();
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

    private record Act(String name, List<String> techniques, List<String> expected, List<Event> events) {
        Duration begin() {
            return events.stream()
                    .map(Event::at)
                    .filter(at -> !at.isNegative())
                    .min(Duration::compareTo)
                    .orElse(Duration.ZERO);
        }

        Duration end() {
            return events.stream()
                    .map(event -> event.at().plus(event.every().multipliedBy(event.repeat() - 1L)))
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
        }
    }

    /** Tells what tests and chains say at random moments, with people of the tenant. */
    private static final class Told {
        private final Tenant tenant;
        private final Instant from;
        private final Random random;
        private final Supplier<String> next;

        Told(Tenant tenant, Instant from, long seed) {
            this.tenant = tenant;
            this.from = from;
            this.random = new Random(seed);
            List<String> users = new ArrayList<>(tenant.ordinaryUsers());
            Collections.shuffle(users, random);
            this.next = around(users);
        }

        Injection injection(String id, String title, List<String> stratus, List<Act> acts) {
            Duration lasts =
                    acts.stream().map(Act::end).max(Duration::compareTo).orElseThrow();
            long room = Math.max(
                    1, Duration.between(from, tenant.size().end()).minus(lasts).toMinutes() - 120);
            Instant zero = from.plus(Duration.ofMinutes((long) (random.nextDouble() * room)));
            List<Event> all =
                    acts.stream().flatMap(act -> act.events().stream()).toList();
            List<ObjectNode> fields = all.stream()
                    .map(event -> (ObjectNode) JSON.valueToTree(event.overrides()))
                    .toList();
            Actors actors = Actors.cast(id, fields, next);
            Set<String> who = new LinkedHashSet<>();
            Set<String> where = new LinkedHashSet<>();
            Set<String> on = new LinkedHashSet<>();
            List<InjectedEvent> events = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                Event event = all.get(i);
                ObjectNode played = actors.play(fields.get(i));
                if (!event.at().isNegative()) {
                    Actors.note(played, who, where, on);
                }
                for (int n = 0; n < event.repeat(); n++) {
                    Instant at = zero.plus(event.at()).plus(event.every().multipliedBy(n));
                    events.add(new InjectedEvent(at, raw(event.kind(), played, at)));
                }
            }
            // A single act begins with its test's zero; what lies between is part of the telling.
            List<Step> steps = acts.stream()
                    .map(act -> new Step(
                            act.name(),
                            act.techniques(),
                            act.expected(),
                            acts.size() == 1 ? zero : zero.plus(act.begin()),
                            zero.plus(act.end())))
                    .toList();
            return new Injection(
                    id,
                    title,
                    steps.stream()
                            .flatMap(s -> s.techniques().stream())
                            .distinct()
                            .toList(),
                    stratus,
                    steps.stream()
                            .flatMap(s -> s.expected().stream())
                            .distinct()
                            .toList(),
                    zero,
                    zero.plus(lasts),
                    who,
                    where,
                    on,
                    events,
                    steps);
        }
    }

    /** A kind that begins with a capital is a table, and the event a row of it. */
    private static RawEvent raw(String kind, ObjectNode fields, Instant at) {
        if (kind.substring(0, 1).equals(kind.substring(0, 1).toUpperCase(Locale.ROOT))) {
            return new RawEvent(kind, fields.deepCopy().put("TimeGenerated", at.toString()));
        }
        return Events.build(kind, fields, at);
    }
}
