package io.azdetect.azure.site;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Severity;
import io.azdetect.catalog.Technique;
import io.azdetect.catalog.page.Html;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The first page: search, the matrix, and all detections. */
record MatrixPage(Matrix matrix, Deployment deployment) {
    SitePage page() {
        List<Detection> detections = matrix.coverage().detections();
        Map<Technique, List<Detection>> leaves = matrix.coverage().techniques();
        long covered = leaves.values().stream().filter(d -> !d.isEmpty()).count();
        return SitePage.of(
                SitePage.MATRIX,
                "Detections for the Azure Threat Research Matrix",
                el(
                        "div.title",
                        el("h1", "Detections for the Azure Threat Research Matrix"),
                        el(
                                "p.lead",
                                SitePage.count(detections.size(), "detection") + " for " + covered + " of "
                                        + leaves.size()
                                        + " techniques. Each one is tested against the records that Azure writes, and says"
                                        + " what it needs, what it misses and what to do when it fires."),
                        deployment.html(SitePage.MATRIX, "all detections", "azuredeploy", Optional.empty())),
                search(detections),
                el(
                        "section.matrix",
                        attr("aria-labelledby", "matrix"),
                        el("h2", attr("id", "matrix"), text("Matrix")),
                        el(
                                "div.tactics",
                                Html.all(matrix.columns().stream()
                                        .map(this::column)
                                        .toList()))),
                el(
                        "section.all",
                        attr("aria-labelledby", "all"),
                        el("h2", attr("id", "all"), text("All detections")),
                        new DetectionTable(SitePage.MATRIX).html(detections)));
    }

    private static Html search(List<Detection> detections) {
        EnumSet<Severity> severities = EnumSet.noneOf(Severity.class);
        TreeSet<String> tables = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Detection detection : detections) {
            severities.add(detection.severity());
            tables.addAll(detection.telemetry().tables());
        }
        List<String> worstFirst =
                new ArrayList<>(severities.stream().map(Severity::displayName).toList());
        Collections.reverse(worstFirst);
        return el(
                "form.search",
                attr("role", "search"),
                attr("hidden", ""),
                el(
                        "div.field",
                        el("label", attr("for", "search"), text("Search")),
                        el(
                                "input",
                                attr("id", "search"),
                                attr("type", "search"),
                                attr("autocomplete", "off"),
                                attr("placeholder", "technique, operation, table, words…"))),
                choice("severity", "Severity", worstFirst),
                choice("table", "Log table", List.copyOf(tables)),
                el("p.found", attr("role", "status"), attr("id", "found")));
    }

    private static Html choice(String id, String label, List<String> values) {
        List<Html> options = new ArrayList<>();
        options.add(el("option", attr("value", ""), text("any")));
        values.forEach(v -> options.add(el("option", attr("value", v.toLowerCase(Locale.ROOT)), text(v))));
        return el(
                "div.field",
                el("label", attr("for", id), text(label)),
                el("select", attr("id", id), Html.all(options)));
    }

    private Html column(Matrix.Column column) {
        List<Html> cells = new ArrayList<>();
        column.techniques().stream().filter(Matrix::isTop).forEach(t -> cells.add(cell(t)));
        for (Detection detection : column.beyond()) {
            cells.add(el(
                    "li.beyond",
                    el(
                            "a.cell.covered",
                            attr("href", Matrix.path(detection)),
                            attr("data-detections", detection.slug()),
                            el("span.id", "beyond the matrix"),
                            el("span.name", detection.name()))));
        }
        int count = matrix.of(column.tactic()).size();
        return el(
                "section.tactic",
                attr("aria-labelledby", column.folder()),
                el(
                        "h3",
                        attr("id", column.folder()),
                        el(
                                "a",
                                attr("href", column.path()),
                                text(column.tactic().displayName()))),
                el("p.note", SitePage.count(count, "detection")),
                el("ul.cells", Html.all(cells)));
    }

    private Html cell(Technique technique) {
        List<Technique> below = Matrix.below(technique);
        return el(
                "li",
                entry(technique, below.isEmpty()),
                below.isEmpty()
                        ? Html.NOTHING
                        : el(
                                "ul",
                                Html.all(below.stream()
                                        .map(t -> el("li", entry(t, true)))
                                        .toList())));
    }

    /** A technique with the number of its detections; one that only groups others has none of its own to miss. */
    private Html entry(Technique technique, boolean leaf) {
        List<Detection> detections = matrix.of(technique);
        boolean covered = !detections.isEmpty();
        String words = covered ? SitePage.count(detections.size(), "detection") : leaf ? "no detection" : "";
        return el(
                covered ? "a.cell.covered" : leaf ? "a.cell.open" : "a.cell.group",
                attr("href", Matrix.path(technique)),
                attr(
                        "data-detections",
                        String.join(
                                " ", detections.stream().map(Detection::slug).toList())),
                attr("data-words", (technique.id() + " " + technique.name()).toLowerCase(Locale.ROOT)),
                el("span.id", technique.id()),
                el("span.name", Html.breakableWords(technique.name())),
                words.isEmpty()
                        ? Html.NOTHING
                        : el(
                                "span.number",
                                el("span", attr("aria-hidden", "true"), text(covered ? "" + detections.size() : "–")),
                                el("span.spoken", words)));
    }
}
