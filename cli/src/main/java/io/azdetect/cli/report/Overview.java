package io.azdetect.cli.report;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.breakable;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import io.azdetect.catalog.Alert;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.HuntResult;
import io.azdetect.catalog.Severity;
import io.azdetect.catalog.page.DetectionParts;
import io.azdetect.catalog.page.Html;
import io.azdetect.cli.format.ResourceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The top of the report: how many alerts of which severity, when, all of them in a table, and what was searched. */
record Overview(HuntResult hunt, List<AlertArticle> articles) {
    Html html() {
        return el(
                "section.overview",
                attr("aria-label", "Overview"),
                counts(),
                articles.isEmpty() ? quiet() : Html.all(lanes(), table()),
                failures(),
                tables());
    }

    private static Html quiet() {
        return el(
                "p.quiet", "No detection fired. That says something only where the tables below hold what they need.");
    }

    /** The number of alerts of each severity; with the script they also filter. */
    private Html counts() {
        List<Severity> worstFirst = new ArrayList<>(Arrays.asList(Severity.values()));
        Collections.reverse(worstFirst);
        List<Html> counts = new ArrayList<>();
        for (Severity severity : worstFirst) {
            long count = hunt.alerts().stream()
                    .filter(a -> a.detection().severity() == severity)
                    .count();
            String name = DetectionParts.severityClass(severity);
            counts.add(el(
                    count == 0 ? "button.count.none" : "button.count." + name,
                    attr("type", "button"),
                    attr("data-filter", name),
                    attr("aria-pressed", "false"),
                    count == 0 ? attr("disabled", "") : attr("title", "Show only these"),
                    el("b", Long.toString(count)),
                    el("span", severity.displayName())));
        }
        return el("div.counts", attr("role", "group"), attr("aria-label", "Alerts by severity"), Html.all(counts));
    }

    /** One lane a detection over the hunted time, one dot an alert. */
    private Html lanes() {
        TimeAxis axis = axis();
        Map<Detection, List<AlertArticle>> byDetection = new LinkedHashMap<>();
        articles.forEach(a -> byDetection
                .computeIfAbsent(a.alert().detection(), d -> new ArrayList<>())
                .add(a));
        List<Html> rows = new ArrayList<>();
        byDetection.forEach((detection, alerts) -> rows.add(el(
                "div.lane",
                el("span.lane-name", el("b", detection.techniqueId()), text(" " + detection.name())),
                el("svg", axis.grid(), dots(axis, alerts)))));
        rows.add(el("div.lane.axis", el("span.lane-name"), axis.labels()));
        return el("figure.lanes", el("figcaption", "When alerts happened"), Html.all(rows));
    }

    private static Html dots(TimeAxis axis, List<AlertArticle> alerts) {
        return Html.all(alerts.stream()
                .map(a -> el(
                        "a",
                        attr("href", "#" + a.anchor()),
                        attr(
                                "data-severity",
                                DetectionParts.severityClass(
                                        a.alert().detection().severity())),
                        el(
                                "circle.dot."
                                        + DetectionParts.severityClass(
                                                a.alert().detection().severity()),
                                attr("cx", axis.place(a.alert().time())),
                                attr("cy", "50%"),
                                attr("r", "6")),
                        el(
                                "title",
                                a.alert().detection().name() + ", "
                                        + When.inShort(a.alert().time()))))
                .toList());
    }

    private TimeAxis axis() {
        Instant from = hunt.from().orElseGet(() -> hunt.alerts().get(0).firstTime());
        Instant to =
                hunt.to().orElseGet(() -> hunt.alerts().get(articles.size() - 1).lastTime());
        return new TimeAxis(from, to.isBefore(from) ? from : to);
    }

    private Html table() {
        List<String> headings = List.of("Severity", "When (UTC)", "Detection", "Who", "From", "On what", "Rows");
        List<Html> top = headings.stream()
                .map(h -> el(h.equals("Rows") ? "th.number" : "th", attr("scope", "col"), text(h)))
                .toList();
        return el(
                "table.alerts",
                el("caption", "All alerts in the order of time"),
                el("thead", el("tr", Html.all(top))),
                el("tbody", Html.all(articles.stream().map(Overview::row).toList())));
    }

    private static Html row(AlertArticle article) {
        Alert alert = article.alert();
        Detection detection = alert.detection();
        List<String> targets = alert.targets();
        String more = targets.size() > 1 ? " and " + (targets.size() - 1) + " more" : "";
        return el(
                "tr",
                attr("data-severity", DetectionParts.severityClass(detection.severity())),
                el("td", DetectionParts.badge(detection.severity())),
                el("td.nowrap", attr("data-label", "When"), When.moment(alert.time())),
                el(
                        "td",
                        attr("data-label", "Detection"),
                        el("a", attr("href", "#" + article.anchor()), text(detection.name())),
                        el("span.technique", DetectionParts.technique(detection))),
                el("td", attr("data-label", "Who"), breakable(alert.account().orElse("–"))),
                el("td.nowrap", attr("data-label", "From"), text(alert.address().orElse("–"))),
                el(
                        "td",
                        attr("data-label", "On what"),
                        breakable(targets.isEmpty() ? "–" : ResourceName.shorten(targets.get(0)) + more)),
                el("td.number", attr("data-label", "Rows"), text(Integer.toString(alert.count()))));
    }

    private Html failures() {
        if (hunt.failed().isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> items = hunt.failed().stream()
                .map(f -> el("li", el("b", f.detection().name()), text(": "), text(f.error())))
                .toList();
        return el(
                "section.failures",
                el("h2", "Detections that could not run"),
                el("p", "What they look for may have happened; nothing here says that it did not."),
                el("ul", Html.all(items)));
    }

    private Html tables() {
        long most =
                hunt.tables().values().stream().mapToLong(Long::longValue).max().orElse(1);
        List<Html> rows = new ArrayList<>();
        hunt.tables().forEach((table, count) -> {
            String share = String.format(Locale.ROOT, "%.1f%%", Math.max(0.5, 100.0 * count / most));
            rows.add(el(
                    "tr",
                    el("th", attr("scope", "row"), text(table)),
                    el("td.number", String.format(Locale.ENGLISH, "%,d", count)),
                    el(
                            "td.bar",
                            attr("aria-hidden", "true"),
                            el("svg", el("rect", attr("width", share), attr("height", "100%"), attr("rx", "2"))))));
        });
        return el(
                "details.tables",
                attr("open", ""),
                el("summary", "What was searched: " + hunt.tables().size() + " tables"),
                el("table", el("tbody", Html.all(rows))));
    }
}
