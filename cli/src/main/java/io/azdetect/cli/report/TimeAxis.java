package io.azdetect.cli.report;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import io.azdetect.catalog.page.Html;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** A stretch of time as the width of a drawing; places are percentages, so that a drawing fits any screen. */
record TimeAxis(Instant from, Instant to) {
    private static final int MOST_TICKS = 5;

    /** Round steps, in minutes: up to a day, days, weeks, about a month, about a year. */
    private static final long[] STEPS = {
        1, 5, 15, 30, 60, 180, 360, 720, 1440, 2880, 10_080, 20_160, 43_200, 129_600, 525_600
    };

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

    /** Thin lines at round times. */
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
        List<Html> labels = ticks().stream()
                .map(t -> el(
                        "text.tick",
                        attr("x", place(t)),
                        attr("y", "14"),
                        attr("text-anchor", "middle"),
                        text(When.tick(t))))
                .toList();
        return el("svg.labels", attr("aria-hidden", "true"), Html.all(labels));
    }

    /** The round times within the axis, as many as there is room for. */
    List<Instant> ticks() {
        long first = Math.floorDiv(from.getEpochSecond() + 59, 60);
        long last = Math.floorDiv(to.getEpochSecond(), 60);
        for (long step : STEPS) {
            long begin = -Math.floorDiv(-first, step) * step;
            if ((last - begin) / step < MOST_TICKS) {
                return LongStream.iterate(begin, t -> t <= last, t -> t + step)
                        .mapToObj(t -> Instant.ofEpochSecond(60 * t))
                        .toList();
            }
        }
        return List.of();
    }
}
