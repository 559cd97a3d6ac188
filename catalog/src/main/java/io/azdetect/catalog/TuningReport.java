package io.azdetect.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a replay of a detection over a workspace's history shows.
 *
 * @param from from when on its alerts were counted; the rows before are history for those that look back
 * @param allowed how many alerts there may be in this time; nothing for any number
 * @param before the alerts with the values of its file
 * @param after the alerts with all that is proposed
 * @param remarks what a person should know, in sentences
 * @param failure why it could not be replayed
 */
public record TuningReport(
        Detection detection,
        Instant from,
        Instant to,
        OptionalInt allowed,
        List<Alert> before,
        List<Alert> after,
        List<Proposal> proposals,
        List<String> remarks,
        Optional<String> failure) {
    public TuningReport {
        before = List.copyOf(before);
        after = List.copyOf(after);
        proposals = List.copyOf(proposals);
        remarks = List.copyOf(remarks);
    }

    /** One that was not replayed. */
    static TuningReport without(Detection detection, String failure) {
        return new TuningReport(
                detection,
                Instant.EPOCH,
                Instant.EPOCH,
                OptionalInt.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(failure));
    }

    /**
     * Another value of a parameter, on top of the proposals before it.
     *
     * @param value a KQL literal
     * @param period the period that goes with it, when it needs a longer one
     * @param kept the alerts that are left
     * @param dropped those that are there without it and are gone with it
     * @param trials what other values would have left, in the order in which they were tried
     */
    public record Proposal(
            Parameter parameter,
            String value,
            Optional<Duration> period,
            List<Alert> kept,
            List<Alert> dropped,
            String reason,
            List<Trial> trials) {
        public Proposal {
            kept = List.copyOf(kept);
            dropped = List.copyOf(dropped);
            trials = List.copyOf(trials);
        }
    }

    /**
     * A value that was tried.
     *
     * @param value a KQL literal
     * @param alerts how many alerts it leaves
     */
    public record Trial(String value, int alerts) {}

    /** Those of the first that none of the second tells of: on the same actors and at a time that overlaps. */
    static List<Alert> dropped(List<Alert> before, List<Alert> after) {
        return before.stream()
                .filter(alert -> after.stream().noneMatch(other -> tellsOf(alert, other)))
                .toList();
    }

    private static boolean tellsOf(Alert alert, Alert other) {
        return actors(alert).equals(actors(other))
                && !other.firstTime().isAfter(alert.lastTime())
                && !alert.firstTime().isAfter(other.lastTime());
    }

    /** Its accounts, or all its entities where it names none. */
    private static Set<Entity> actors(Alert alert) {
        Set<Entity> accounts =
                alert.entities().stream().filter(Entity::isAccount).collect(Collectors.toSet());
        return accounts.isEmpty() ? new HashSet<>(alert.entities()) : accounts;
    }
}
