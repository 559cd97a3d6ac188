package io.azdetect.cli.tune;

import io.azdetect.catalog.Alert;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Alerts that a proposal drops, those on the same in one line, so that a person can decide on all of them. */
final class DroppedAlerts {
    private DroppedAlerts() {}

    static List<String> of(List<Alert> alerts) {
        Map<String, List<Alert>> alike = new LinkedHashMap<>();
        for (Alert alert : alerts) {
            String who = String.join(
                    ", ",
                    Stream.of(alert.account().stream(), alert.address().stream(), alert.targets().stream())
                            .flatMap(s -> s)
                            .limit(3)
                            .toList());
            alike.computeIfAbsent(who.isEmpty() ? "nobody in particular" : who, w -> new ArrayList<>())
                    .add(alert);
        }
        List<String> lines = new ArrayList<>();
        alike.forEach((who, group) -> lines.add(line(who, group)));
        return lines;
    }

    private static String line(String who, List<Alert> alerts) {
        Instant first =
                alerts.stream().map(Alert::time).min(Comparator.naturalOrder()).orElseThrow();
        Instant last =
                alerts.stream().map(Alert::time).max(Comparator.naturalOrder()).orElseThrow();
        String when = first.truncatedTo(ChronoUnit.SECONDS).toString();
        return alerts.size() == 1
                ? who + ", " + when
                : who + ", " + alerts.size() + " times from " + when + " to " + last.truncatedTo(ChronoUnit.SECONDS);
    }
}
