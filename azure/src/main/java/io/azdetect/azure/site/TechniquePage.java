package io.azdetect.azure.site;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import io.azdetect.azure.export.Export;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Technique;
import io.azdetect.catalog.page.Html;
import java.util.List;

/** A technique of the matrix with its detections. */
record TechniquePage(Matrix matrix, Technique technique, DetectionArticle article) {
    SitePage page() {
        String path = Matrix.path(technique);
        List<Detection> detections = matrix.of(technique);
        return SitePage.of(
                path,
                technique.id() + " " + technique.name(),
                SitePage.title(
                        separated(
                                SitePage.link(
                                        path, tacticPath(), technique.tactic().displayName()),
                                parent(path)),
                        technique.id() + " " + technique.name(),
                        operations(),
                        el("p", Html.link(technique.url(), "This technique in the Azure Threat Research Matrix")),
                        contents(detections)),
                below(path),
                detections.isEmpty() && Matrix.below(technique).isEmpty()
                        ? el("p.empty", "There is no detection for this technique yet.")
                        : Html.NOTHING,
                Html.all(detections.stream().map(d -> article.html(path, d)).toList()));
    }

    /** The detections of a tactic that are for no technique of the matrix. */
    static SitePage beyond(Matrix.Column column, DetectionArticle article) {
        String name = column.tactic().displayName() + " beyond the matrix";
        return SitePage.of(
                column.beyondPath(),
                name,
                SitePage.title(
                        SitePage.link(
                                column.beyondPath(),
                                column.path(),
                                column.tactic().displayName()),
                        name,
                        el("p.lead", "Attacks on Azure for which the matrix has no technique."),
                        contents(column.beyond())),
                Html.all(column.beyond().stream()
                        .map(d -> article.html(column.beyondPath(), d))
                        .toList()));
    }

    private String tacticPath() {
        return "tactics/" + Export.folder(technique.tactic()) + ".html";
    }

    private Html parent(String path) {
        return Matrix.parent(technique)
                .map(parent -> SitePage.link(path, Matrix.path(parent), parent.id()))
                .orElse(Html.NOTHING);
    }

    private static Html separated(Html first, Html second) {
        return second.equals(Html.NOTHING)
                ? first
                : Html.all(first, el("span", attr("aria-hidden", "true"), text("›")), second);
    }

    private Html operations() {
        return technique.operations().isEmpty()
                ? Html.NOTHING
                : el(
                        "div.operations",
                        el("h2", "Operations that it takes"),
                        el(
                                "ul",
                                Html.all(technique.operations().stream()
                                        .map(o -> el("li", el("code", Html.breakable(o))))
                                        .toList())));
    }

    /** Jumps to the detections of a page that has several. */
    private static Html contents(List<Detection> detections) {
        return detections.size() < 2
                ? Html.NOTHING
                : el(
                        "nav.contents",
                        attr("aria-label", "Detections on this page"),
                        el(
                                "ul",
                                Html.all(detections.stream()
                                        .map(d -> el("li", el("a", attr("href", "#" + d.slug()), text(d.name()))))
                                        .toList())));
    }

    private Html below(String path) {
        List<Technique> below = Matrix.below(technique);
        return below.isEmpty()
                ? Html.NOTHING
                : el(
                        "section",
                        attr("aria-labelledby", "below"),
                        el("h2", attr("id", "below"), text("Sub-techniques")),
                        el(
                                "ul.plain",
                                Html.all(below.stream()
                                        .map(t -> el(
                                                "li",
                                                SitePage.link(path, Matrix.path(t), t.id() + " " + t.name()),
                                                text(", "
                                                        + SitePage.count(
                                                                matrix.of(t).size(), "detection"))))
                                        .toList())));
    }
}
