package io.azdetect.cli.report;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.breakable;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import io.azdetect.catalog.Alert;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Entity;
import io.azdetect.catalog.page.DetectionParts;
import io.azdetect.catalog.page.Html;
import io.azdetect.catalog.page.Prose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One alert: what happened, who and what was in it, the evidence, what to do, and how the detection works.
 *
 * @param explainedBy the earlier alert of the same detection that says how it works; empty for the first
 */
record AlertArticle(int number, Alert alert, Optional<Integer> explainedBy) {
    String anchor() {
        return "alert-" + number;
    }

    Html html() {
        Detection detection = alert.detection();
        return el(
                "article.alert",
                attr("id", anchor()),
                attr("data-severity", DetectionParts.severityClass(detection.severity())),
                attr("aria-labelledby", anchor() + "-name"),
                header(detection),
                el(
                        "div.columns",
                        el(
                                "div.main",
                                section("Timeline", AlertTimeline.of(alert)),
                                section(
                                        alert.count() == 1 ? "Evidence" : "Evidence, " + alert.count() + " rows",
                                        Evidence.of(alert))),
                        el("aside.side", entities(), responseSteps(detection))),
                explainedBy.map(this::reference).orElseGet(() -> explanation(detection)));
    }

    private Html header(Detection detection) {
        String tactic = detection.tactic().map(t -> t.displayName()).orElse("");
        String techniqueName =
                detection.technique().map(t -> " " + t.name() + " · ").orElse(" ");
        return el(
                "header",
                el(
                        "p.kicker",
                        DetectionParts.badge(detection.severity()),
                        DetectionParts.technique(detection),
                        text(techniqueName + tactic)),
                el(
                        "h3",
                        attr("id", anchor() + "-name"),
                        el("a.anchor", attr("href", "#" + anchor()), text(detection.name()))),
                el("p.when", When.moment(alert.time()), text(duration())));
    }

    private String duration() {
        Duration length = Duration.between(alert.firstTime(), alert.lastTime());
        return length.isZero() ? "" : ", over " + When.length(length);
    }

    private static Html section(String title, Html content) {
        return el("section", el("h4", title), content);
    }

    private Html entities() {
        Map<String, List<Html>> byType = new LinkedHashMap<>();
        for (Entity entity : alert.entities()) {
            byType.computeIfAbsent(entity.type(), t -> new ArrayList<>())
                    .add(el(
                            "dd",
                            breakable(String.join(" · ", entity.identifiers().values()))));
        }
        if (byType.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> items = new ArrayList<>();
        byType.forEach((type, values) -> {
            items.add(el("dt", entityTitle(type)));
            items.addAll(values);
        });
        return section("Who and what", el("dl.entities", Html.all(items)));
    }

    /** Sentinel's entity type in words: {@code AzureResource} as {@code Azure resource}. */
    private static String entityTitle(String type) {
        String words = type.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        boolean acronym = words.equals(words.toUpperCase(Locale.ROOT));
        return acronym
                ? words + " address"
                : words.substring(0, 1) + words.substring(1).toLowerCase(Locale.ROOT);
    }

    private static Html responseSteps(Detection detection) {
        return detection.responseSteps().isEmpty()
                ? Html.NOTHING
                : section("What to do next", DetectionParts.responseSteps(detection));
    }

    private Html reference(int earlier) {
        return el(
                "p.note",
                text("How this detection works is explained at "),
                el("a", attr("href", "#alert-" + earlier), text("its first alert")),
                text("."));
    }

    private static Html explanation(Detection detection) {
        return el(
                "details.explanation",
                el("summary", "How this detection works, and its query"),
                Prose.paragraphs(detection.description()),
                DetectionParts.answers(detection.design()),
                list("What it cannot see", detection.blindSpots()),
                list("What it needs", DetectionParts.telemetry(detection.telemetry())),
                section("Query", DetectionParts.query(detection)),
                detection.references().isEmpty()
                        ? Html.NOTHING
                        : section("Read more", DetectionParts.references(detection)),
                el("p.note", text("Rule "), el("code", detection.source()), text(", version " + detection.version())));
    }

    private static Html list(String title, List<String> items) {
        return items.isEmpty() ? Html.NOTHING : section(title, DetectionParts.list(items));
    }
}
