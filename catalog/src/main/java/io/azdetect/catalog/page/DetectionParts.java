package io.azdetect.catalog.page;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.link;
import static io.azdetect.catalog.page.Html.text;

import io.azdetect.catalog.DesignAnswers;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Severity;
import io.azdetect.catalog.TelemetryNeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a detection says of itself, as pieces of a page. */
public final class DetectionParts {
    private DetectionParts() {}

    /** The severity as style sheets and scripts name it. */
    public static String severityClass(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    public static Html badge(Severity severity) {
        return el("span.badge." + severityClass(severity), severity.displayName());
    }

    /** The technique with its page in the matrix, or else the first of ATT&CK; empty for a detection without one. */
    public static Html technique(Detection detection) {
        return detection.technique().map(t -> link(t.url(), t.id())).orElseGet(() -> text(detection.techniqueId()));
    }

    /** The answers to the four design questions. */
    public static Html answers(DesignAnswers design) {
        return el(
                "dl.answers",
                answer("How broad is it?", design.scope()),
                answer("What does it alert on?", design.alertsOn()),
                answer("Does that happen legitimately?", design.legitimate()),
                answer("What to do when it fires?", design.response()));
    }

    private static Html answer(String question, String answer) {
        return answer.isBlank() ? Html.NOTHING : el("div", el("dt", question), el("dd", Prose.paragraphs(answer)));
    }

    /** The steps to take when it fires. */
    public static Html responseSteps(Detection detection) {
        return el("ol.steps", items(detection.responseSteps()));
    }

    /** A list of running texts. */
    public static Html list(List<String> texts) {
        return el("ul", items(texts));
    }

    private static Html items(List<String> texts) {
        return Html.all(
                texts.stream().map(t -> el("li", Prose.inline(t.strip()))).toList());
    }

    /** What has to be logged for it, a line each. */
    public static List<String> telemetry(TelemetryNeeds needs) {
        List<String> items = new ArrayList<>();
        if (!needs.tables().isEmpty()) {
            items.add("Tables: " + String.join(", ", needs.tables()));
        }
        items.addAll(needs.diagnosticSettings());
        if (needs.azureMonitorAgent()) {
            items.add("The Azure Monitor Agent on the machines");
        }
        return items;
    }

    /** The query with its comments, literals, operators and functions coloured. */
    public static Html query(Detection detection) {
        return el(
                "pre.kql",
                attr("tabindex", "0"),
                KqlHighlight.of(detection.query().strip()));
    }

    /** Where to read more. */
    public static Html references(Detection detection) {
        return el(
                "ul",
                Html.all(detection.references().stream()
                        .map(r -> el("li", link(r, r.replaceFirst("^https://", ""))))
                        .toList()));
    }
}
