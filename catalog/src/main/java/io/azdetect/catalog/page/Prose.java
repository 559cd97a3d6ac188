package io.azdetect.catalog.page;

import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The running text of detection files: paragraphs divided by empty lines, and {@code `code`} between backticks. */
public final class Prose {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private Prose() {}

    public static Html paragraphs(String source) {
        return Html.all(Arrays.stream(source.strip().split("\\n\\s*\\n"))
                .filter(p -> !p.isBlank())
                .map(p -> el("p", inline(p.strip())))
                .toList());
    }

    public static Html inline(String source) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = CODE.matcher(source);
        int written = 0;
        while (matcher.find()) {
            out.append(text(source.substring(written, matcher.start())).markup());
            out.append(el("code", matcher.group(1)).markup());
            written = matcher.end();
        }
        return new Html(out.append(text(source.substring(written)).markup()).toString());
    }
}
