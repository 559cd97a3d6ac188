package io.azdetect.cli.tune;

import io.azdetect.catalog.TuningReport;
import io.azdetect.catalog.TuningReport.Proposal;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Screen;
import java.io.PrintStream;
import java.util.stream.Collectors;

/** What tuning found, for people. Detections that are quiet enough are only counted. */
public final class TuningText {
    private final PrintStream out;
    private final Palette palette;
    private int detections;
    private int noisy;
    private int failed;
    private int before;
    private int after;

    public TuningText(PrintStream out, Screen screen) {
        this.out = out;
        this.palette = screen.palette();
    }

    /** Prints one, or nothing when there is nothing to say. */
    public void print(TuningReport report) {
        detections++;
        before += report.before().size();
        after += report.after().size();
        if (report.failure().isPresent()) {
            failed++;
            line(report.detection().slug() + ": not run: " + report.failure().get());
            return;
        }
        if (report.proposals().isEmpty() && report.remarks().isEmpty()) {
            return;
        }
        noisy++;
        out.println(
                palette.bold(report.detection().slug()) + ": " + report.before().size() + " alerts, "
                        + report.allowed().orElse(0) + " allowed from " + report.from() + " to " + report.to());
        report.proposals().forEach(this::print);
        report.remarks().forEach(remark -> line("  " + remark));
    }

    private void print(Proposal proposal) {
        line("  " + proposal.parameter().name() + " " + proposal.parameter().defaultValue() + " -> " + proposal.value()
                + proposal.period().map(p -> " with a period of " + p).orElse("") + ": keeps "
                + proposal.kept().size() + ", drops " + proposal.dropped().size());
        line("    " + proposal.reason());
        if (!proposal.trials().isEmpty()) {
            line("    "
                    + proposal.trials().stream()
                            .map(t -> t.value() + " leaves " + t.alerts())
                            .collect(Collectors.joining(", ")));
        }
        DroppedAlerts.of(proposal.dropped()).forEach(dropped -> line("    drops " + dropped));
    }

    private void line(String line) {
        out.println(SafeText.visible(line));
    }

    /** One sentence on all of them. */
    public String summary() {
        return detections + " detections, " + noisy + " with more alerts than they may have"
                + (failed == 0 ? "" : ", " + failed + " not run") + ": " + before + " alerts, " + after
                + " with what is proposed.";
    }
}
