package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An example that a detection file gives of what it does: what happens, and which alerts that must raise.
 *
 * @param parameters values for the detection's parameters in this test, as KQL literals
 * @param line where the test stands in its file, from 1
 */
public record DetectionTest(
        String name, List<Event> events, Map<String, String> parameters, Expectation expectation, int line) {
    public DetectionTest {
        requireNonNull(name, "name");
        events = List.copyOf(events);
        parameters = Map.copyOf(parameters);
        requireNonNull(expectation, "expectation");
    }

    /**
     * Raw records of one kind.
     *
     * @param kind what happens, as the simulator names it
     * @param at when the first one happens, counted from the test's zero
     * @param repeat how many there are
     * @param every from one to the next
     * @param overrides what differs from the kind's defaults, by field
     */
    public record Event(String kind, Duration at, int repeat, Duration every, Map<String, Object> overrides) {
        public Event {
            requireNonNull(kind, "kind");
            requireNonNull(at, "at");
            if (repeat < 1) {
                throw new IllegalArgumentException("repeat " + repeat);
            }
            requireNonNull(every, "every");
            overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
        }
    }

    /** The alerts that must be raised: as many as listed, each one like its description; none when the list is empty. */
    public record Expectation(List<ExpectedAlert> alerts) {
        public Expectation {
            alerts = List.copyOf(alerts);
        }

        public boolean isSilent() {
            return alerts.isEmpty();
        }
    }

    /**
     * What is said of an alert; what is not said may be anything.
     *
     * @param rows how many rows it has; 0 when not said
     * @param entities the values it must name, by entity type
     * @param columns the values that some row of it must have, by column, as {@code tostring()} would give them
     */
    public record ExpectedAlert(int rows, Map<String, List<String>> entities, Map<String, String> columns) {
        public ExpectedAlert {
            entities = Map.copyOf(entities);
            columns = Map.copyOf(columns);
        }
    }
}
