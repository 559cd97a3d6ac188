package io.azdetect.azure.site;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.StratusRedTeam;
import io.azdetect.catalog.Technique;
import io.azdetect.catalog.page.Html;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What is covered and what is not: by tactic, by log and by the attacks of Stratus Red Team. */
record CoveragePage(Matrix matrix) {
    SitePage page() {
        Map<Technique, List<Detection>> leaves = matrix.coverage().techniques();
        long covered = leaves.values().stream().filter(d -> !d.isEmpty()).count();
        return SitePage.of(
                SitePage.COVERAGE,
                "Coverage",
                SitePage.title(
                        text("Catalogue"),
                        "Coverage",
                        el("p.lead", covered + " of " + leaves.size() + " techniques of the matrix have a detection.")),
                section("tactics", "Tactics", tactics(leaves)),
                section("logs", "Logs", logs()),
                section("stratus", "Stratus Red Team", stratus()),
                section("missing", "Techniques without a detection", missing(leaves)));
    }

    private static Html section(String id, String title, Html content) {
        return el("section", attr("aria-labelledby", id), el("h2", attr("id", id), text(title)), content);
    }

    private Html tactics(Map<Technique, List<Detection>> leaves) {
        List<Html> rows = new ArrayList<>();
        for (Matrix.Column column : matrix.columns()) {
            List<Technique> of = leaves.keySet().stream()
                    .filter(t -> t.tactic() == column.tactic())
                    .toList();
            int covered =
                    (int) of.stream().filter(t -> !leaves.get(t).isEmpty()).count();
            rows.add(el(
                    "tr",
                    el(
                            "th",
                            attr("scope", "row"),
                            SitePage.link(
                                    SitePage.COVERAGE,
                                    column.path(),
                                    column.tactic().displayName())),
                    el("td.number", text(of.isEmpty() ? "–" : covered + " of " + of.size())),
                    el("td.bar", bar(covered, of.size())),
                    el("td.number", Integer.toString(matrix.of(column.tactic()).size()))));
        }
        return table(List.of("Tactic", "Techniques", "", "Detections"), rows);
    }

    /** How much of the whole, for the eye; the number beside it says the same. */
    private static Html bar(int part, int whole) {
        return el(
                "svg",
                attr("aria-hidden", "true"),
                attr("viewBox", "0 0 100 8"),
                attr("preserveAspectRatio", "none"),
                el("rect.whole", attr("width", "100"), attr("height", "8"), attr("rx", "2")),
                el(
                        "rect.part",
                        attr("width", Integer.toString(whole == 0 ? 0 : 100 * part / whole)),
                        attr("height", "8"),
                        attr("rx", "2")));
    }

    private Html logs() {
        List<Html> rows = new ArrayList<>();
        matrix.coverage().tables().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(
                        Comparator.comparingInt((List<Detection> d) -> d.size()).reversed()))
                .forEach(e -> rows.add(el(
                        "tr",
                        el("th", attr("scope", "row"), text(e.getKey())),
                        el("td.number", Integer.toString(e.getValue().size())),
                        el("td", links(e.getValue())))));
        return table(List.of("Table", "Detections", "Which"), rows);
    }

    private Html stratus() {
        List<Html> rows = new ArrayList<>();
        for (StratusRedTeam.Technique technique : StratusRedTeam.techniques()) {
            List<Detection> detections = matrix.coverage().stratus().get(technique.id());
            rows.add(el(
                    "tr",
                    el("th", attr("scope", "row"), text(technique.name())),
                    el("td", el("code", Html.breakable(technique.id()))),
                    el("td", detections.isEmpty() ? text("none") : links(detections))));
        }
        return table(List.of("Attack", "Id", "Detected by"), rows);
    }

    private static Html links(List<Detection> detections) {
        return el(
                "details.which",
                el("summary", SitePage.count(detections.size(), "detection")),
                el(
                        "ul",
                        Html.all(detections.stream()
                                .map(d -> el("li", SitePage.link(SitePage.COVERAGE, Matrix.path(d), d.name())))
                                .toList())));
    }

    private static Html missing(Map<Technique, List<Detection>> leaves) {
        List<Html> items = leaves.entrySet().stream()
                .filter(e -> e.getValue().isEmpty())
                .map(e -> el(
                        "li",
                        SitePage.link(
                                SitePage.COVERAGE,
                                Matrix.path(e.getKey()),
                                e.getKey().id() + " " + e.getKey().name()),
                        text(", " + e.getKey().tactic().displayName())))
                .toList();
        return items.isEmpty() ? el("p", "None.") : el("ul.plain", Html.all(items));
    }

    private static Html table(List<String> headings, List<Html> rows) {
        return el(
                "div.scroll",
                attr("tabindex", "0"),
                el(
                        "table.figures",
                        el(
                                "thead",
                                el(
                                        "tr",
                                        Html.all(headings.stream()
                                                .map(h -> h.isEmpty()
                                                        ? el("td")
                                                        : el("th", attr("scope", "col"), text(h)))
                                                .toList()))),
                        el("tbody", Html.all(rows))));
    }
}
