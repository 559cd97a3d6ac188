package io.azdetect.catalog.noise;

import static java.util.Objects.requireNonNull;

import io.azdetect.telemetry.simulator.tenant.InjectedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * An attack that is put into a simulated tenant.
 *
 * @param id names it among the others
 * @param title what happens, in a line
 * @param techniques of the Azure Threat Research Matrix
 * @param stratus techniques of Stratus Red Team
 * @param expected the detections that must alert, by slug
 * @param begin what lies before it only prepares the ground
 * @param end the last act
 * @param who the names and object ids of those who act
 * @param from the addresses they act from
 * @param on names of what they act on
 * @param events all records, also those that prepare the ground
 * @param steps in their order; a single act is one
 */
public record Injection(
        String id,
        String title,
        List<String> techniques,
        List<String> stratus,
        List<String> expected,
        Instant begin,
        Instant end,
        Set<String> who,
        Set<String> from,
        Set<String> on,
        List<InjectedEvent> events,
        List<Step> steps) {
    public Injection {
        requireNonNull(id, "id");
        requireNonNull(title, "title");
        techniques = List.copyOf(techniques);
        stratus = List.copyOf(stratus);
        expected = List.copyOf(expected);
        requireNonNull(begin, "begin");
        requireNonNull(end, "end");
        who = Set.copyOf(who);
        from = Set.copyOf(from);
        on = Set.copyOf(on);
        events = List.copyOf(events);
        steps = List.copyOf(steps);
    }

    /**
     * A part of an attack that is to be noticed on its own.
     *
     * @param name what happens, in a line
     * @param techniques of the Azure Threat Research Matrix
     * @param expected the detections that must alert on it, by slug
     */
    public record Step(String name, List<String> techniques, List<String> expected, Instant begin, Instant end) {
        public Step {
            requireNonNull(name, "name");
            techniques = List.copyOf(techniques);
            expected = List.copyOf(expected);
            requireNonNull(begin, "begin");
            requireNonNull(end, "end");
        }
    }

    /** Whether one thing led to another. */
    public boolean isChain() {
        return steps.size() > 1;
    }
}
