package io.azdetect.cli.testing;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionTests.Failure;
import io.azdetect.catalog.DetectionTests.Outcome;
import io.azdetect.catalog.MutationReport;
import io.azdetect.catalog.MutationReport.Fate;
import io.azdetect.catalog.MutationReport.Tried;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Screen;
import io.azdetect.cli.terminal.TextTable;
import io.azdetect.cli.terminal.TextTable.Cell;
import io.azdetect.cli.terminal.TextTable.Heading;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The outcome of tests for people: first what failed, then a line for each detection. */
final class TestText {
    private final PrintStream out;
    private final Screen screen;
    private final Palette palette;

    TestText(PrintStream out, Screen screen) {
        this.out = out;
        this.screen = screen;
        this.palette = screen.palette();
    }

    void write(TestResults results) {
        results.byDetection().forEach(detection -> detection.failed().forEach(this::writeFailed));
        TextTable table = new TextTable(List.of(
                Heading.left("Detection").firmly(),
                Heading.right("Tests"),
                Heading.right("Failed"),
                Heading.right("Seconds")));
        for (TestResults.OfDetection result : results.byDetection()) {
            int failed = result.failed().size();
            table.add(List.of(
                    new Cell(result.detection().slug(), palette::bold),
                    Cell.of(String.valueOf(result.outcomes().size())),
                    new Cell(String.valueOf(failed), failed == 0 ? palette::dim : palette::bad),
                    Cell.of(String.format(Locale.ROOT, "%.2f", result.took().toNanos() / 1e9))));
        }
        table.print(out, screen);
    }

    private void writeFailed(Outcome outcome) {
        Failure failure = outcome.failure().orElseThrow();
        out.println(palette.bad("failed") + "  "
                + palette.bold(outcome.tested().detection().slug()) + ": "
                + SafeText.visible(outcome.tested().test().name()));
        out.println("  at        "
                + palette.accent(SafeText.visible(outcome.tested().place())));
        out.println("  expected  " + lines(failure.expected()));
        out.println("  happened  " + lines(failure.happened()));
        out.println();
    }

    private static String lines(String text) {
        return String.join("\n            ", text.lines().map(SafeText::visible).toList());
    }

    void write(MutationReport report) {
        for (Tried tried : report.survivors()) {
            out.println(palette.bad("not noticed") + "  "
                    + palette.accent(SafeText.visible(tried.mutant().place())) + "  "
                    + SafeText.visible(tried.mutant().words()));
        }
        if (!report.survivors().isEmpty()) {
            out.println();
        }
        TextTable table = new TextTable(List.of(
                Heading.left("Detection").firmly(),
                Heading.right("Mistakes"),
                Heading.right("Noticed"),
                Heading.right("Not noticed"),
                Heading.right("Equivalent"),
                Heading.right("Per cent")));
        for (Detection detection : report.tried().stream()
                .map(t -> t.mutant().detection())
                .distinct()
                .toList()) {
            MutationReport own = report.of(detection);
            long survived = own.count(Fate.SURVIVED);
            table.add(List.of(
                    new Cell(detection.slug(), palette::bold),
                    Cell.of(String.valueOf(own.tried().size())),
                    Cell.of(String.valueOf(own.count(Fate.KILLED))),
                    new Cell(String.valueOf(survived), survived == 0 ? palette::dim : palette::bad),
                    Cell.of(String.valueOf(own.count(Fate.EQUIVALENT))),
                    Cell.of(String.format(Locale.ROOT, "%.1f", own.score()))));
        }
        table.print(out, screen);
    }
}
