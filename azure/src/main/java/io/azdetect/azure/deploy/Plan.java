package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import io.azdetect.azure.deploy.Change.Action;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What stands between what is there and what is wanted. It changes nothing by itself.
 *
 * @param changes of each resource that is wanted or there, those that act first
 * @param refused what was chosen and cannot be there
 * @param notes what whoever reads the plan should know besides
 */
public record Plan(List<Change> changes, List<Refusal> refused, List<String> notes) {
    public Plan {
        changes = List.copyOf(requireNonNull(changes, "changes"));
        refused = List.copyOf(requireNonNull(refused, "refused"));
        notes = List.copyOf(requireNonNull(notes, "notes"));
    }

    /** A plan that refuses nothing. */
    public Plan(List<Change> changes) {
        this(changes, List.of(), List.of());
    }

    /** Several plans as one. */
    static Plan of(List<Plan> plans) {
        return new Plan(
                plans.stream()
                        .flatMap(p -> p.changes().stream())
                        .sorted(Comparator.comparing(c -> !c.action().acts()))
                        .toList(),
                plans.stream().flatMap(p -> p.refused().stream()).toList(),
                plans.stream().flatMap(p -> p.notes().stream()).toList());
    }

    /** The same plan, which also says what cannot be there. */
    Plan refusing(List<Refusal> those) {
        return new Plan(changes, those, notes);
    }

    /** The same plan with these notes. */
    Plan noting(List<String> those) {
        return new Plan(changes, refused, those);
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

    /** Whether what is there is not what was put there or is wanted. */
    public boolean isDrifted() {
        return has(Action.EDITED) || has(Action.ADD) || has(Action.CHANGE) || has(Action.CLASH);
    }

    /** How many there are of each. */
    public Map<Action, Integer> counts() {
        Map<Action, Integer> counts = new EnumMap<>(Action.class);
        changes.forEach(c -> counts.merge(c.action(), 1, Integer::sum));
        return counts;
    }
}
