package io.azdetect.cli.report;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import io.azdetect.catalog.Alert;
import io.azdetect.catalog.HuntResult;
import io.azdetect.catalog.page.Html;
import io.azdetect.catalog.page.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The report of a hunt as one HTML file that works from disk, without a network. */
public final class ReportPage {
    private final HuntResult hunt;
    private final String version;

    /**
     * @param version of the command, for the foot of the page
     */
    public ReportPage(HuntResult hunt, String version) {
        this.hunt = hunt;
        this.version = version;
    }

    /** The whole page. */
    public String html() {
        List<AlertArticle> articles = articles();
        return new Page(ReportPage.class, "report")
                .html(
                        "Azure hunt: " + headline(),
                        el("a.skip", attr("href", "#alerts"), text("Skip to the alerts")),
                        el("header.page", title(), Page.themeSwitch()),
                        el(
                                "main",
                                new Overview(hunt, articles).html(),
                                el(
                                        "section",
                                        attr("id", "alerts"),
                                        articles.isEmpty() ? Html.NOTHING : el("h2", "Alerts"),
                                        Html.all(articles.stream()
                                                .map(AlertArticle::html)
                                                .toList()))),
                        el(
                                "footer",
                                "Written by azdetect " + version
                                        + ". Times are UTC. This file loads nothing from anywhere."));
    }

    private Html title() {
        String window = hunt.from().isPresent() && hunt.to().isPresent()
                ? When.inWords(hunt.from().get()) + " to "
                        + When.inWords(hunt.to().get()) + " UTC"
                : "No rows in this time";
        long rows = hunt.tables().values().stream().mapToLong(Long::longValue).sum();
        return el(
                "div",
                el("p.brand", "AzDetectSuite · Hunt report"),
                el("h1", headline()),
                el("p.window", window + " · " + String.format(Locale.ENGLISH, "%,d", rows) + " rows searched"));
    }

    private String headline() {
        int alerts = hunt.alerts().size();
        return alerts == 0 ? "No alerts" : alerts == 1 ? "1 alert" : alerts + " alerts";
    }

    /** The first alert of a detection explains it; the others point there. */
    private List<AlertArticle> articles() {
        List<AlertArticle> articles = new ArrayList<>();
        Map<String, Integer> explained = new HashMap<>();
        for (Alert alert : hunt.alerts()) {
            int number = articles.size() + 1;
            Integer earlier = explained.putIfAbsent(alert.detection().id(), number);
            articles.add(new AlertArticle(number, alert, Optional.ofNullable(earlier)));
        }
        return articles;
    }
}
