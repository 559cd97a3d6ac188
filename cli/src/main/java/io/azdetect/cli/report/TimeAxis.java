package io.azdetect.cli.report;

import static io.azdetect.cli.report.Html.attr;
import static io.azdetect.cli.report.Html.el;
import static io.azdetect.cli.report.Html.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A stretch of time as the width of a drawing; places are percentages, so that a drawing fits any screen. */
record TimeAxis(Instant from, Instant to) {
    private static final int TICKS = 4;

    TimeAxis {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("an axis from " + from + " to " + to);
        }
    }

    /** Where the time stands, a little inside the edges so that marks are never cut. */
    String place(Instant time) {
        double whole = Math.max(1, Duration.between(from, to).toMillis());
        double part = Duration.between(from, time).toMillis() / whole;
        return String.format(Locale.ROOT, "%.2f%%", 1.5 + 97 * Math.max(0, Math.min(1, part)));
    }

    /** Thin lines at the quarters. */
    Html grid() {
        List<Html> lines = new ArrayList<>();
        for (Instant tick : ticks()) {
            String x = place(tick);
            lines.add(el("line.grid", attr("x1", x), attr("x2", x), attr("y1", "0"), attr("y2", "100%")));
        }
        return Html.all(lines);
    }

    /** The labels of those lines, as a drawing of its own. */
    Html labels() {
        List<Html> labels = new ArrayList<>();
        List<Instant> ticks = ticks();
        for (int i = 0; i < ticks.size(); i++) {
            String anchor = i == 0 ? "start" : i == TICKS ? "end" : "middle";
            String kind = i % 2 == 0 ? "text.tick" : "text.tick.minor";
            labels.add(el(
                    kind,
                    attr("x", place(ticks.get(i))),
                    attr("y", "14"),
                    attr("text-anchor", anchor),
                    text(When.inShort(ticks.get(i)))));
        }
        return el("svg.labels", attr("aria-hidden", "true"), Html.all(labels));
    }

    private List<Instant> ticks() {
        List<Instant> ticks = new ArrayList<>();
        Duration quarter = Duration.between(from, to).dividedBy(TICKS);
        for (int i = 0; i <= TICKS; i++) {
            ticks.add(from.plus(quarter.multipliedBy(i)));
        }
        return ticks;
    }
}
