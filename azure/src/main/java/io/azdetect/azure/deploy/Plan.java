package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import io.azdetect.azure.deploy.Change.Action;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What stands between what is there and what is wanted. It changes nothing by itself.
 *
 * @param changes of each resource that is wanted or there, those that act first
 */
public record Plan(List<Change> changes) {
    public Plan {
        changes = List.copyOf(requireNonNull(changes, "changes"));
    }

    /** Those that applying does something about. */
    public List<Change> acting() {
        return changes.stream().filter(c -> c.action().acts()).toList();
    }

    public List<Change> of(Action action) {
        return changes.stream().filter(c -> c.action() == action).toList();
    }

    public boolean has(Action action) {
        return changes.stream().anyMatch(c -> c.action() == action);
    }

    /** How many there are of each. */
    public Map<Action, Integer> counts() {
        Map<Action, Integer> counts = new EnumMap<>(Action.class);
        changes.forEach(c -> counts.merge(c.action(), 1, Integer::sum));
        return counts;
    }
}
