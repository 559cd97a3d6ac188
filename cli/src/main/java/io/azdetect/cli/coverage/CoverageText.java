package io.azdetect.cli.coverage;

import io.azdetect.catalog.CatalogCoverage;
import io.azdetect.catalog.CatalogCoverage.Sight;
import io.azdetect.catalog.CatalogCoverage.State;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Severity;
import io.azdetect.catalog.StratusRedTeam;
import io.azdetect.catalog.Tactic;
import io.azdetect.catalog.Technique;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Screen;
import io.azdetect.cli.terminal.TextTable;
import io.azdetect.cli.terminal.TextTable.Cell;
import io.azdetect.cli.terminal.TextTable.Heading;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Coverage for people. */
final class CoverageText {
    private final CatalogCoverage coverage;
    private final PrintStream out;
    private final Screen screen;
    private final Palette palette;

    CoverageText(CatalogCoverage coverage, PrintStream out, Screen screen) {
        this.coverage = coverage;
        this.out = out;
        this.screen = screen;
        this.palette = screen.palette();
    }

    void write() {
        tactics();
        tables();
        techniques();
        stratus();
        blind();
    }

    private void tactics() {
        List<Heading> headings = new ArrayList<>(
                List.of(Heading.left("Tactic").firmly(), Heading.right("Techniques"), Heading.right("Detected")));
        List<Severity> severities = Arrays.stream(Severity.values()).toList();
        severities.forEach(s -> headings.add(Heading.right(s.displayName())));
        TextTable table = new TextTable(headings);
        for (Tactic tactic : Tactic.values()) {
            List<List<Detection>> techniques = coverage.techniques().entrySet().stream()
                    .filter(e -> e.getKey().tactic() == tactic)
                    .map(Map.Entry::getValue)
                    .toList();
            List<Detection> detections = coverage.tactics().getOrDefault(tactic, List.of());
            if (techniques.isEmpty() && detections.isEmpty()) {
                continue;
            }
            List<Cell> cells = new ArrayList<>(List.of(
                    new Cell(tactic.displayName(), palette::bold),
                    Cell.of(String.valueOf(techniques.size())),
                    Cell.of(String.valueOf(
                            techniques.stream().filter(d -> !d.isEmpty()).count()))));
            severities.forEach(severity -> cells.add(Cell.of(String.valueOf(
                    detections.stream().filter(d -> d.severity() == severity).count()))));
            table.add(cells);
        }
        table.print(out, screen);
        out.println();
    }

    private void tables() {
        TextTable table = new TextTable(
                List.of(Heading.left("Table").firmly(), Heading.right("Detections"), Heading.left("Names")));
        coverage.tables()
                .forEach((name, detections) -> table.add(List.of(
                        new Cell(name, palette::bold),
                        Cell.of(String.valueOf(detections.size())),
                        Cell.of(slugs(detections)))));
        table.print(out, screen);
        out.println();
    }

    private void techniques() {
        Map<Technique, List<Detection>> techniques = coverage.techniques();
        List<String> missing = techniques.entrySet().stream()
                .filter(e -> e.getValue().isEmpty())
                .map(e -> e.getKey().id() + " " + e.getKey().name())
                .toList();
        section("Azure Threat Research Matrix", techniques.size(), missing);
    }

    private void stratus() {
        List<String> missing = coverage.stratus().entrySet().stream()
                .filter(e -> e.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        section("Stratus Red Team", StratusRedTeam.techniques().size(), missing);
    }

    private void section(String matrix, int all, List<String> missing) {
        out.println(palette.accent(matrix) + ": " + (all - missing.size()) + " of " + all + " techniques detected"
                + (missing.isEmpty() ? "." : "; not detected:"));
        missing.forEach(name -> out.println("  " + SafeText.visible(name)));
        out.println();
    }

    private void blind() {
        List<Detection> blind = coverage.in(State.BLIND);
        if (coverage.detections().stream().allMatch(d -> coverage.sight(d).isEmpty())) {
            return;
        }
        out.println(palette.accent("In this workspace") + ": "
                + coverage.in(State.ALERTING).size() + " raised alerts, "
                + coverage.in(State.QUIET).size() + " are quiet, " + blind.size() + " are blind, "
                + coverage.in(State.FAILED).size() + " could not run.");
        for (Detection detection : blind) {
            Sight sight = coverage.sight(detection).orElseThrow();
            out.println("  " + palette.bold(detection.slug()) + " lacks "
                    + String.join(", ", sight.missing().stream().sorted().toList()) + "; turn on:");
            detection.telemetry().diagnosticSettings().forEach(s -> out.println("    - " + SafeText.visible(s)));
        }
    }

    private static String slugs(List<Detection> detections) {
        return detections.stream().map(Detection::slug).collect(Collectors.joining(", "));
    }
}
