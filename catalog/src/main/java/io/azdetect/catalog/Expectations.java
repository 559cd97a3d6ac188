package io.azdetect.catalog;

import io.azdetect.catalog.DetectionTest.Expectation;
import io.azdetect.catalog.DetectionTest.ExpectedAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares alerts with what a test expects of them. */
final class Expectations {
    private Expectations() {}

    /** Nothing when the alerts are as expected; else what was expected and what there is. */
    static Optional<Unmet> unmet(Expectation expectation, List<Alert> alerts) {
        if (expectation.isSilent()) {
            return alerts.isEmpty() ? Optional.empty() : Optional.of(new Unmet("no alert", describe(alerts)));
        }
        List<Alert> left = new ArrayList<>(alerts);
        for (ExpectedAlert expected : expectation.alerts()) {
            Optional<Alert> match =
                    left.stream().filter(a -> matches(expected, a)).findFirst();
            if (match.isEmpty()) {
                return Optional.of(new Unmet("an alert with " + describe(expected), describe(alerts)));
            }
            left.remove(match.get());
        }
        int count = expectation.alerts().size();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Unmet(
                        count + (count == 1 ? " alert" : " alerts") + " and no more", "also " + describe(left)));
    }

    /** What was expected of a test, and what happened instead, each in words. */
    record Unmet(String expected, String happened) {}

    private static boolean matches(ExpectedAlert expected, Alert alert) {
        boolean rows = expected.rows() == 0 || expected.rows() == alert.count();
        boolean entities = expected.entities().entrySet().stream()
                .allMatch(wanted -> alert.entities().stream()
                        .filter(e -> e.type().equals(wanted.getKey()))
                        .map(Entity::value)
                        .collect(Collectors.toSet())
                        .containsAll(wanted.getValue()));
        boolean columns = expected.columns().entrySet().stream()
                .allMatch(wanted -> columnHas(alert, wanted.getKey(), wanted.getValue()));
        return rows && entities && columns;
    }

    private static boolean columnHas(Alert alert, String column, String value) {
        return IntStream.range(0, alert.columns().size())
                .filter(i -> alert.columns().get(i).name().equals(column))
                .anyMatch(i -> alert.rows().stream()
                        .anyMatch(row -> CellText.of(alert.columns().get(i).type(), row.get(i))
                                .equals(value)));
    }

    private static String describe(ExpectedAlert expected) {
        List<String> parts = new ArrayList<>();
        if (expected.rows() > 0) {
            parts.add(expected.rows() + " rows");
        }
        expected.entities().forEach((type, values) -> parts.add(type + " " + String.join(", ", values)));
        expected.columns().forEach((column, value) -> parts.add(column + " = " + value));
        return parts.isEmpty() ? "anything" : String.join("; ", parts);
    }

    private static String describe(List<Alert> alerts) {
        return alerts.isEmpty()
                ? "no alert"
                : alerts.stream().map(Expectations::describe).collect(Collectors.joining("\nand "));
    }

    private static String describe(Alert alert) {
        String entities =
                alert.entities().stream().map(e -> e.type() + " " + e.value()).collect(Collectors.joining(", "));
        String rows = alert.rows().stream()
                .limit(3)
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(i -> alert.columns().get(i).name() + "="
                                + CellText.of(alert.columns().get(i).type(), row.get(i)))
                        .collect(Collectors.joining(", ", "{", "}")))
                .collect(Collectors.joining(" "));
        return "an alert at " + alert.raisedAt() + " on [" + entities + "] with " + alert.count() + " rows: " + rows;
    }
}
