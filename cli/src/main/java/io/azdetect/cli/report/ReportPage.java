package io.azdetect.cli.report;

import static io.azdetect.cli.report.Html.attr;
import static io.azdetect.cli.report.Html.el;
import static io.azdetect.cli.report.Html.text;

import io.azdetect.catalog.Alert;
import io.azdetect.catalog.HuntResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
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
        String style = resource("report.css");
        String script = resource("report.js");
        List<AlertArticle> articles = articles();
        Html head = el(
                "head",
                el("meta", attr("charset", "utf-8")),
                el("meta", attr("http-equiv", "Content-Security-Policy"), attr("content", policy(style, script))),
                el("meta", attr("name", "viewport"), attr("content", "width=device-width, initial-scale=1")),
                el("meta", attr("name", "color-scheme"), attr("content", "light dark")),
                el("meta", attr("name", "referrer"), attr("content", "no-referrer")),
                el("title", "Azure hunt: " + headline()),
                new Html("<style>" + style + "</style>"));
        Html body = el(
                "body",
                el("a.skip", attr("href", "#alerts"), text("Skip to the alerts")),
                el("header.page", title(), themeSwitch()),
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
                        "Written by azdetect " + version + ". Times are UTC. This file loads nothing from anywhere."),
                new Html("<script>" + script + "</script>"));
        return "<!doctype html>\n" + el("html", attr("lang", "en"), head, body).markup() + "\n";
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

    /** Shown by the script, which it needs. */
    private static Html themeSwitch() {
        return el("button.theme", attr("type", "button"), attr("hidden", ""), text("Theme: automatic"));
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

    /** Only this style and this script, by their hashes: even markup that slipped through could not act. */
    private static String policy(String style, String script) {
        return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '" + hash(style) + "'; script-src '"
                + hash(script) + "'";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the report's " + name, e);
        }
    }
}
