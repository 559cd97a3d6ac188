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
        List<InjectedEvent> events) {
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
    }
}
