package io.azdetect.catalog.page;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.el;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Pages of one look. Style and script stand in each page, which so works from disk and loads nothing, and by their hashes
 * the page's Content-Security-Policy lets only them act: even markup that slipped through could not.
 */
public final class Page {
    private final String style;
    private final String script;

    /**
     * Pages with the shared look and more of their own.
     *
     * @param room the class beside which the files {@code NAME.css} and {@code NAME.js} lie
     */
    public Page(Class<?> room, String name) {
        requireNonNull(name, "name");
        style = resource(Page.class, "base.css") + resource(room, name + ".css");
        script = resource(Page.class, "base.js") + resource(room, name + ".js");
    }

    /** A whole page. */
    public String html(String title, Html... body) {
        Html head = el(
                "head",
                el("meta", attr("charset", "utf-8")),
                el("meta", attr("http-equiv", "Content-Security-Policy"), attr("content", policy())),
                el("meta", attr("name", "viewport"), attr("content", "width=device-width, initial-scale=1")),
                el("meta", attr("name", "color-scheme"), attr("content", "light dark")),
                el("meta", attr("name", "referrer"), attr("content", "no-referrer")),
                el("title", title),
                new Html("<style>" + style + "</style>"));
        Html whole = el("body", Html.all(body), new Html("<script>" + script + "</script>"));
        return "<!doctype html>\n" + el("html", attr("lang", "en"), head, whole).markup() + "\n";
    }

    /** The button that changes between light and dark; the script shows it, which it needs. */
    public static Html themeSwitch() {
        return el("button.theme", attr("type", "button"), attr("hidden", ""), Html.text("Theme: automatic"));
    }

    private String policy() {
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

    private static String resource(Class<?> room, String name) {
        try (InputStream in = room.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name + " beside " + room, e);
        }
    }
}
