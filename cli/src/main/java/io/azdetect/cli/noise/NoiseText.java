package io.azdetect.cli.noise;

import io.azdetect.catalog.Alert;
import io.azdetect.catalog.Severity;
import io.azdetect.catalog.noise.Injection;
import io.azdetect.catalog.noise.Injection.Step;
import io.azdetect.catalog.noise.Noise;
import io.azdetect.catalog.noise.Noise.OfDetection;
import io.azdetect.catalog.noise.Recall;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Screen;
import io.azdetect.cli.terminal.TextTable;
import io.azdetect.cli.terminal.TextTable.Cell;
import io.azdetect.cli.terminal.TextTable.Heading;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Noise and recall for people. */
final class NoiseText {
    private final Measurement measurement;
    private final PrintStream out;
    private final Screen screen;
    private final Palette palette;

    NoiseText(Measurement measurement, PrintStream out, Screen screen) {
        this.measurement = measurement;
        this.out = out;
        this.screen = screen;
        this.palette = screen.palette();
    }

    void write() {
        noise();
        measurement.recall().ifPresent(this::recall);
    }

    private void noise() {
        Noise noise = measurement.noise();
        TextTable table = new TextTable(List.of(
                Heading.left("Detection").firmly(),
                Heading.left("Severity"),
                Heading.right("Alerts"),
                Heading.right("Budget"),
                Heading.left("Verdict")));
        noise.detections().stream()
                .filter(d -> d.alerts() > 0 || !d.isWithin())
                .sorted(Comparator.comparing(OfDetection::isWithin)
                        .thenComparing(d -> d.detection().severity(), Comparator.reverseOrder())
                        .thenComparing(OfDetection::alerts, Comparator.reverseOrder())
                        .thenComparing(d -> d.detection().slug()))
                .forEach(d -> table.add(row(d)));
        table.print(out, screen);
        long silent = noise.detections().stream()
                .filter(d -> d.alerts() == 0 && d.isWithin())
                .count();
        out.println();
        out.println(noise.detections().size() - noise.over().size() + " of "
                + noise.detections().size() + " detections are within their budget for " + noise.days() + " days; "
                + silent + " of them raised nothing.");
    }

    private List<Cell> row(OfDetection d) {
        UnaryOperator<String> paint = d.isWithin() ? UnaryOperator.identity() : palette::bad;
        return List.of(
                new Cell(d.detection().slug(), palette::bold),
                Cell.of(severity(d.detection().severity())),
                new Cell(Integer.toString(d.alerts()), paint),
                Cell.of(d.budget().isPresent() ? Integer.toString(d.budget().getAsInt()) : "free"),
                new Cell(verdict(d), paint));
    }

    private static String verdict(OfDetection d) {
        return d.failure().map(error -> "could not run: " + error).orElse(d.isWithin() ? "within" : "over");
    }

    private static String severity(Severity severity) {
        return severity.displayName();
    }

    private void recall(Recall recall) {
        out.println();
        out.println(palette.accent("Recall") + ": "
                + (recall.injections().size() - recall.missed().size()) + " of "
                + recall.injections().size() + " attacks were alerted on by the detection that is meant for them.");
        for (Injection missed : recall.missed()) {
            List<Alert> others = recall.alertsOfOthers(missed);
            out.println("  " + palette.bad("missed") + " " + SafeText.visible(missed.id()) + " at " + missed.begin()
                    + (others.isEmpty() ? "" : "; seen by " + slugs(others)));
        }
        recall.injections().stream().filter(Injection::isChain).forEach(chain -> chain(recall, chain));
    }

    private void chain(Recall recall, Injection chain) {
        int missed = recall.missedSteps(chain).size();
        out.println();
        out.println(palette.accent(SafeText.visible(chain.id())) + ": "
                + (chain.steps().size() - missed) + " of " + chain.steps().size() + " steps were alerted on");
        for (Step step : chain.steps()) {
            List<Alert> meant = recall.alerts(chain, step);
            List<Alert> others = recall.alertsOfOthers(chain, step);
            out.println("  " + step.begin() + "  " + SafeText.visible(step.name()) + ": "
                    + (meant.isEmpty() ? palette.bad("missed") : slugs(meant))
                    + (others.isEmpty() ? "" : "; also " + slugs(others)));
        }
    }

    private static String slugs(List<Alert> alerts) {
        return alerts.stream()
                .map(alert -> alert.detection().slug())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
