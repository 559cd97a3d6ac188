package io.azdetect.catalog;

import io.azdetect.catalog.DetectionTest.Event;
import io.azdetect.catalog.DetectionTest.Expectation;
import io.azdetect.catalog.DetectionTest.ExpectedAlert;
import io.azdetect.catalog.Fields.Located;
import io.azdetect.telemetry.simulator.EventKind;
import io.azdetect.telemetry.simulator.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the tests of a detection file: {@code azdetect.tests}. */
final class TestReader {
    private static final List<String> KINDS =
            Events.kinds().stream().map(EventKind::name).toList();

    private final Problems problems;
    private final List<Parameter> parameters;

    TestReader(Problems problems, List<Parameter> parameters) {
        this.problems = problems;
        this.parameters = parameters;
    }

    List<DetectionTest> read(Optional<Fields> ours) {
        return ours.map(o -> o.groups("tests", (test, path) -> Optional.of(test(test))))
                .orElse(List.of());
    }

    private DetectionTest test(Fields test) {
        DetectionTest read = new DetectionTest(
                test.text("name").strip(),
                test.groups("events", (event, path) -> event(event)),
                overrides(test),
                expectation(test),
                test.line());
        if (read.events().isEmpty() && !test.has("events")) {
            test.missing("events");
        }
        test.rejectUnknown(Set.of());
        return read;
    }

    /**
     * An event is a group with its kind as a field, whose value are the kind's own fields; the others say when. Instead of
     * a kind there may be a table's name: the value is then a row of it, for tables that no raw record goes to.
     */
    Optional<Event> event(Fields event) {
        Optional<String> kind = event.names().stream()
                .filter(name -> !Set.of("at", "repeat", "every").contains(name))
                .findFirst();
        if (kind.isEmpty()) {
            problems.add(event.line(), "an event needs its kind as a field, one of " + String.join(", ", KINDS));
            return Optional.empty();
        }
        if (!KINDS.contains(kind.get()) && !Character.isUpperCase(kind.get().charAt(0))) {
            event.wrong(kind.get(), "is no kind of event" + Suggestion.near(kind.get(), KINDS));
        }
        Map<String, Object> fields = event.group(kind.get())
                .map(f -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    f.names()
                            .forEach(n ->
                                    values.put(n, f.node(n).map(YamlNode::plain).orElse(null)));
                    return values;
                })
                .orElse(Map.of());
        Duration at = event.parsed(
                        "at", "a length of time before or after the test's zero, such as -10m", Durations::parse)
                .orElse(Duration.ZERO);
        int repeat = event.parsed(
                        "repeat",
                        "a whole number from 1 to 10000",
                        text -> Optional.of(text)
                                .filter(t -> t.matches("[1-9]\\d{0,3}|10000"))
                                .map(Integer::valueOf))
                .orElse(1);
        Duration every = event.parsed("every", "a length of time such as 1m", Durations::parse)
                .orElse(Duration.ofSeconds(1));
        event.rejectUnknown(Set.of());
        return Optional.of(new Event(kind.get(), at, repeat, every, fields));
    }

    private Map<String, String> overrides(Fields test) {
        return test.group("parameters")
                .map(group -> ParameterReader.values(group, parameters))
                .orElse(Map.of());
    }

    private Expectation expectation(Fields test) {
        boolean silent =
                test.optionalText("expect").filter(e -> e.equals("silent")).isPresent();
        boolean fires = test.has("alerts");
        if (silent == fires) {
            problems.add(test.line(), "a test says either 'expect: silent' or which 'alerts' it expects");
        }
        List<ExpectedAlert> alerts = new ArrayList<>();
        if (fires) {
            alerts.addAll(test.groups("alerts", (alert, path) -> Optional.of(alert(alert))));
        }
        return new Expectation(alerts);
    }

    private ExpectedAlert alert(Fields alert) {
        int rows = alert.parsed(
                        "rows",
                        "a whole number from 1",
                        text -> Optional.of(text)
                                .filter(t -> t.matches("[1-9]\\d{0,5}"))
                                .map(Integer::valueOf))
                .orElse(0);
        Map<String, List<String>> entities = new LinkedHashMap<>();
        alert.group("entities")
                .ifPresent(group -> group.names()
                        .forEach(type -> entities.put(
                                type,
                                group.texts(type).stream().map(Located::text).toList())));
        Map<String, String> columns = alert.textMap("columns");
        alert.rejectUnknown(Set.of());
        return new ExpectedAlert(rows, entities, columns);
    }
}
