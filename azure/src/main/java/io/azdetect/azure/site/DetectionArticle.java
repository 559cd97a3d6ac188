package io.azdetect.azure.site;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.breakable;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionTest;
import io.azdetect.catalog.EntityMapping;
import io.azdetect.catalog.Grouping;
import io.azdetect.catalog.Parameter;
import io.azdetect.catalog.page.DetectionParts;
import io.azdetect.catalog.page.Html;
import io.azdetect.catalog.page.Prose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One detection on a technique's page: all that its file says, and how to deploy it. */
record DetectionArticle(Deployment deployment, Map<Detection, String> monitorRefusals) {
    DetectionArticle {
        monitorRefusals = Map.copyOf(monitorRefusals);
    }

    Html html(String page, Detection detection) {
        String slug = detection.slug();
        return el(
                "article.detection",
                attr("id", slug),
                attr("aria-labelledby", slug + "-name"),
                el(
                        "header",
                        el(
                                "p.kicker",
                                DetectionParts.badge(detection.severity()),
                                el("code", slug),
                                text("version " + detection.version())),
                        el(
                                "h2",
                                attr("id", slug + "-name"),
                                el("a.anchor", attr("href", "#" + slug), text(detection.name()))),
                        el("div.description", Prose.paragraphs(detection.description())),
                        deployment.html(
                                page,
                                detection.name(),
                                Deployment.name(detection),
                                Optional.ofNullable(monitorRefusals.get(detection)))),
                el(
                        "div.columns",
                        el(
                                "div.main",
                                query(detection),
                                section("Design", DetectionParts.answers(detection.design())),
                                parameters(detection),
                                list("What it cannot see", detection.blindSpots()),
                                tests(detection)),
                        el(
                                "aside.side",
                                attr("aria-label", "About " + detection.name()),
                                section("At a glance", facts(detection)),
                                list("What it needs", DetectionParts.telemetry(detection.telemetry())),
                                detection.responseSteps().isEmpty()
                                        ? Html.NOTHING
                                        : section("What to do when it fires", DetectionParts.responseSteps(detection)),
                                detection.references().isEmpty()
                                        ? Html.NOTHING
                                        : section("Read more", DetectionParts.references(detection)))));
    }

    private static Html section(String title, Html content) {
        return el("section", el("h3", title), content);
    }

    private static Html list(String title, List<String> items) {
        return items.isEmpty() ? Html.NOTHING : section(title, DetectionParts.list(items));
    }

    private static Html query(Detection detection) {
        return el(
                "section.copyable",
                el("div.copyhead", el("h3", "Query"), Deployment.copyButton("the query of " + detection.name())),
                DetectionParts.query(detection));
    }

    private static Html facts(Detection detection) {
        List<Html> facts = new ArrayList<>();
        fact(
                facts,
                "Runs",
                text("every " + words(detection.schedule().frequency()).replaceFirst("^1 ", "") + " over "
                        + words(detection.schedule().period())));
        fact(facts, "Fires at", text(trigger(detection)));
        fact(
                facts,
                "Alerts",
                text(
                        detection.grouping() == Grouping.ALERT_PER_RESULT
                                ? "one for each row"
                                : "one for each evaluation"));
        if (!detection.entityMappings().isEmpty()) {
            fact(
                    facts,
                    "Names",
                    SitePage.separated(detection.entityMappings().stream()
                            .map(EntityMapping::entityType)
                            .distinct()
                            .map(Html::text)));
        }
        if (!detection.relevantTechniques().isEmpty()) {
            fact(
                    facts,
                    "MITRE ATT&CK",
                    SitePage.separated(detection.relevantTechniques().stream()
                            .map(t ->
                                    Html.link("https://attack.mitre.org/techniques/" + t.replace('.', '/') + "/", t))));
        }
        if (!detection.severityReason().isBlank()) {
            fact(
                    facts,
                    "Why " + detection.severity().displayName().toLowerCase(Locale.ROOT),
                    Prose.inline(detection.severityReason().strip()));
        }
        fact(facts, "Rule id", el("code", breakable(detection.id())));
        return el("dl.facts", Html.all(facts));
    }

    private static void fact(List<Html> facts, String term, Html value) {
        facts.add(el("div", el("dt", term), el("dd", value)));
    }

    private static String trigger(Detection detection) {
        int threshold = detection.trigger().threshold();
        return switch (detection.trigger().comparison()) {
            case GREATER_THAN -> threshold == 0 ? "any row" : "more than " + threshold + " rows";
            case LESS_THAN -> "fewer than " + threshold + " rows";
            case EQUAL -> threshold == 0 ? "no row" : "exactly " + threshold + " rows";
            case NOT_EQUAL -> "any number of rows but " + threshold;
        };
    }

    static String words(Duration length) {
        long minutes = length.toMinutes();
        if (minutes % (24 * 60) == 0) {
            return minutes == 24 * 60 ? "1 day" : minutes / 24 / 60 + " days";
        }
        if (minutes % 60 == 0) {
            return minutes == 60 ? "1 hour" : minutes / 60 + " hours";
        }
        return minutes + " minutes";
    }

    private static Html parameters(Detection detection) {
        if (detection.parameters().isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> rows = new ArrayList<>();
        for (Parameter parameter : detection.parameters()) {
            rows.add(el(
                    "div",
                    el("dt", el("code", parameter.name())),
                    el(
                            "dd",
                            Prose.inline(parameter.description().strip()),
                            el(
                                    "p.note",
                                    text("A " + parameter.type().kustoName() + ", unless set "),
                                    el("code", breakable(parameter.defaultValue()))))));
        }
        return section("Parameters", el("dl.parameters", Html.all(rows)));
    }

    private static Html tests(Detection detection) {
        List<DetectionTest> tests = detection.tests();
        if (tests.isEmpty()) {
            return Html.NOTHING;
        }
        long silent = tests.stream().filter(t -> t.expectation().isSilent()).count();
        return section(
                "Tests",
                el(
                        "details.tests",
                        el(
                                "summary",
                                (tests.size() - silent) + " that must fire, " + silent + " that must stay silent"),
                        el(
                                "ul.plain",
                                Html.all(tests.stream()
                                        .map(DetectionArticle::test)
                                        .toList()))));
    }

    private static Html test(DetectionTest test) {
        boolean silent = test.expectation().isSilent();
        return el(
                "li", el(silent ? "span.silent" : "span.fires", silent ? "silent" : "fires"), text(" " + test.name()));
    }
}
