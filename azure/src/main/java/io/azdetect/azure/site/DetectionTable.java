package io.azdetect.azure.site;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Tactic;
import io.azdetect.catalog.page.DetectionParts;
import io.azdetect.catalog.page.Html;
import java.util.List;
import java.util.Locale;

/** Detections as a table, whose rows the search finds by all that they say. */
record DetectionTable(String page) {
    Html html(List<Detection> detections) {
        return el(
                "table.detections",
                el("thead", el("tr", heading("Detection"), heading("Technique"), heading("Severity"), heading("Logs"))),
                el("tbody", Html.all(detections.stream().map(this::row).toList())));
    }

    private static Html heading(String words) {
        return el("th", attr("scope", "col"), text(words));
    }

    private Html row(Detection detection) {
        return el(
                "tr",
                attr("data-slug", detection.slug()),
                attr("data-severity", DetectionParts.severityClass(detection.severity())),
                attr(
                        "data-tables",
                        (" " + String.join(" ", detection.telemetry().tables()) + " ").toLowerCase(Locale.ROOT)),
                attr("data-text", words(detection)),
                el("th", attr("scope", "row"), SitePage.link(page, Matrix.path(detection), detection.name())),
                el(
                        "td",
                        el("span.id", detection.techniqueId()),
                        text(" " + detection.technique().map(t -> t.name()).orElse(""))),
                el("td", DetectionParts.badge(detection.severity())),
                el("td", Html.breakable(String.join(", ", detection.telemetry().tables()))));
    }

    private static String words(Detection detection) {
        return String.join(
                        " ",
                        detection.name(),
                        detection.slug(),
                        detection.id(),
                        detection.techniqueId(),
                        detection
                                .technique()
                                .map(t -> t.name() + " " + String.join(" ", t.operations()))
                                .orElse(""),
                        detection.tactic().map(Tactic::displayName).orElse(""),
                        String.join(" ", detection.relevantTechniques()),
                        String.join(" ", detection.stratusTechniques()),
                        detection.description(),
                        detection.query())
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }
}
