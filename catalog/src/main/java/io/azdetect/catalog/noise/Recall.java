package io.azdetect.catalog.noise;

import static java.util.Objects.requireNonNull;

import io.azdetect.catalog.Alert;
import io.azdetect.catalog.noise.Injection.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which alert belongs to which injected attack, and which attacks nobody alerted on. */
public final class Recall {
    private final List<Injection> injections;
    private final Map<Injection, List<Alert>> expected = new LinkedHashMap<>();
    private final Map<Injection, List<Alert>> others = new LinkedHashMap<>();
    private final List<Alert> rest = new ArrayList<>();

    private Recall(List<Injection> injections) {
        this.injections = List.copyOf(injections);
    }

    /**
     * Deals alerts out. An alert is an attack's when it was raised for that time and names somebody, an address or a thing
     * of it. Where several fit, it is that one's of which its detection is expected.
     */
    public static Recall of(List<Injection> injections, List<Alert> alerts) {
        Recall recall = new Recall(injections);
        for (Alert alert : alerts) {
            String text = text(alert);
            List<Injection> fitting = injections.stream()
                    .filter(injection -> isOf(injection, alert, text))
                    .toList();
            List<Injection> wanted = fitting.stream()
                    .filter(injection ->
                            injection.expected().contains(alert.detection().slug()))
                    .toList();
            if (!wanted.isEmpty()) {
                wanted.forEach(injection -> recall.expected
                        .computeIfAbsent(injection, i -> new ArrayList<>())
                        .add(alert));
            } else if (!fitting.isEmpty()) {
                fitting.forEach(injection -> recall.others
                        .computeIfAbsent(injection, i -> new ArrayList<>())
                        .add(alert));
            } else {
                recall.rest.add(alert);
            }
        }
        return recall;
    }

    private static boolean isOf(Injection injection, Alert alert, String text) {
        // A row can tell of the time before; what decides is that the detection fired soon after the act.
        Duration slack = alert.detection().schedule().frequency().multipliedBy(2);
        return !alert.raisedAt().isBefore(injection.begin())
                && !alert.raisedAt().isAfter(injection.end().plus(slack))
                && names(injection).anyMatch(text::contains);
    }

    private static Stream<String> names(Injection injection) {
        return Stream.of(injection.who(), injection.from(), injection.on())
                .flatMap(java.util.Set::stream)
                .filter(name -> name.length() > 3)
                .map(name -> name.toLowerCase(Locale.ROOT));
    }

    private static String text(Alert alert) {
        return Stream.concat(
                        alert.entities().stream().flatMap(e -> e.identifiers().values().stream()),
                        alert.rows().stream().flatMap(List::stream).map(String::valueOf))
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
    }

    public List<Injection> injections() {
        return injections;
    }

    /** The alerts of the detections that an attack is meant for. */
    public List<Alert> alerts(Injection injection) {
        return expected.getOrDefault(requireNonNull(injection, "injection"), List.of());
    }

    /** What other detections said of it. */
    public List<Alert> alertsOfOthers(Injection injection) {
        return others.getOrDefault(requireNonNull(injection, "injection"), List.of());
    }

    /** The alerts that belong to no attack. */
    public List<Alert> rest() {
        return List.copyOf(rest);
    }

    /** The alerts of the detections that a step is meant for. */
    public List<Alert> alerts(Injection injection, Step step) {
        return alerts(injection).stream()
                .filter(alert -> stepOf(injection, alert).equals(step))
                .toList();
    }

    /** What other detections said of a step. */
    public List<Alert> alertsOfOthers(Injection injection, Step step) {
        return alertsOfOthers(injection).stream()
                .filter(alert -> stepOf(injection, alert).equals(step))
                .toList();
    }

    /**
     * The step that an alert is on: of those that its detection is meant for, or else of all, the last that had begun when what
     * it tells of happened.
     */
    private static Step stepOf(Injection injection, Alert alert) {
        List<Step> meant = injection.steps().stream()
                .filter(step -> step.expected().contains(alert.detection().slug()))
                .toList();
        List<Step> among = meant.isEmpty() ? injection.steps() : meant;
        Step last = among.get(0);
        for (Step step : among) {
            last = step.begin().isAfter(alert.lastTime()) ? last : step;
        }
        return last;
    }

    /** The steps of an attack that the detections meant for them did not alert on. */
    public List<Step> missedSteps(Injection injection) {
        return injection.steps().stream()
                .filter(step -> alerts(injection, step).isEmpty())
                .toList();
    }

    /** The attacks of which a step was missed. */
    public List<Injection> missed() {
        return injections.stream().filter(i -> !missedSteps(i).isEmpty()).toList();
    }
}
