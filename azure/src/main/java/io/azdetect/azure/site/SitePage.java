package io.azdetect.azure.site;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;
import static java.util.Objects.requireNonNull;

import io.azdetect.catalog.page.Html;
import io.azdetect.catalog.page.Page;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all pages of the site have around their content.
 *
 * @param path from the site's folder, such as {@code techniques/AZT301.1.html}
 */
record SitePage(String path, String title, List<Html> content) {
    static final String MATRIX = "index.html";
    static final String COVERAGE = "coverage.html";

    private static final Page LOOK = new Page(SitePage.class, "site");

    SitePage {
        requireNonNull(path, "path");
        requireNonNull(title, "title");
        content = List.copyOf(content);
    }

    static SitePage of(String path, String title, Html... content) {
        return new SitePage(path, title, Arrays.asList(content));
    }

    /** The way from a page to the site's folder: empty, or {@code ../}. */
    static String up(String path) {
        return path.contains("/") ? "../" : "";
    }

    /** A link between pages of the site. */
    static Html link(String from, String to, String words) {
        return el("a", attr("href", up(from) + to), text(words));
    }

    /** The page's text; the foot names the version of the command. */
    String html(String version) {
        return LOOK.html(
                path.equals(MATRIX) ? title : title + " · AzDetectSuite",
                el("a.skip", attr("href", "#content"), text("Skip to the content")),
                el("header.site", el("div.bar", navigation(), Page.themeSwitch())),
                el("main", attr("id", "content"), attr("tabindex", "-1"), Html.all(content)),
                el(
                        "footer",
                        el(
                                "p",
                                "Written by azdetect " + version
                                        + ". The techniques are those of the Azure Threat Research Matrix. These pages load"
                                        + " nothing from anywhere else.")));
    }

    private Html navigation() {
        return el(
                "nav",
                attr("aria-label", "Site"),
                entry(MATRIX, "AzDetectSuite", "a.brand"),
                entry(MATRIX, "Matrix", "a"),
                entry(COVERAGE, "Coverage", "a"),
                el("a.find", attr("href", up(path) + MATRIX + "#search"), text("Search")));
    }

    private Html entry(String to, String words, String element) {
        boolean here = path.equals(to) && !element.contains("brand");
        return here
                ? el(element, attr("href", up(path) + to), attr("aria-current", "page"), text(words))
                : el(element, attr("href", up(path) + to), text(words));
    }

    /** The top of a page: where it is, its title, and what it is about. */
    static Html title(Html kicker, String title, Html... below) {
        return el(
                "div.title",
                Stream.concat(Stream.of(el("p.kicker", kicker), el("h1", title)), Arrays.stream(below))
                        .toArray(Html[]::new));
    }

    /** A number and what it counts. */
    static String count(int number, String one) {
        return number + " " + (number == 1 ? one : one + "s");
    }

    /** Names between commas. */
    static Html separated(Stream<Html> pieces) {
        return new Html(pieces.map(Html::markup).collect(Collectors.joining(", ")));
    }
}
