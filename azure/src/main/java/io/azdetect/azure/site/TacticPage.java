package io.azdetect.azure.site;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Technique;
import io.azdetect.catalog.page.Html;
import java.util.List;
import java.util.Optional;

/** A tactic: its techniques, its detections, and the button that deploys them all. */
record TacticPage(Matrix matrix, Matrix.Column column, Deployment deployment) {
    SitePage page() {
        String name = column.tactic().displayName();
        List<Detection> detections = matrix.of(column.tactic());
        return SitePage.of(
                column.path(),
                name,
                SitePage.title(
                        el("span", "Tactic"),
                        name,
                        el("p.lead", SitePage.count(detections.size(), "detection") + " for this tactic."),
                        detections.isEmpty()
                                ? Html.NOTHING
                                : deployment.html(
                                        column.path(),
                                        "all detections of " + name,
                                        column.folder() + "/azuredeploy",
                                        Optional.empty())),
                el(
                        "section",
                        attr("aria-labelledby", "detections"),
                        el("h2", attr("id", "detections"), text("Detections")),
                        detections.isEmpty()
                                ? el("p", "None yet.")
                                : new DetectionTable(column.path()).html(detections)),
                column.techniques().isEmpty()
                        ? Html.NOTHING
                        : el(
                                "section",
                                attr("aria-labelledby", "techniques"),
                                el("h2", attr("id", "techniques"), text("Techniques")),
                                el(
                                        "ul.plain",
                                        Html.all(column.techniques().stream()
                                                .map(this::entry)
                                                .toList()))));
    }

    private Html entry(Technique technique) {
        int count = matrix.of(technique).size();
        return el(
                Matrix.isTop(technique) ? "li" : "li.sub",
                SitePage.link(column.path(), Matrix.path(technique), technique.id() + " " + technique.name()),
                text(count == 0 ? "" : ", " + SitePage.count(count, "detection")));
    }
}
