package io.azdetect.cli.report;

import static io.azdetect.cli.report.Html.el;
import static io.azdetect.cli.report.Html.text;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The running text of detection files: paragraphs divided by empty lines, and {@code `code`} between backticks. */
final class Prose {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private Prose() {}

    static Html paragraphs(String source) {
        return Html.all(Arrays.stream(source.strip().split("\\n\\s*\\n"))
                .filter(p -> !p.isBlank())
                .map(p -> el("p", inline(p.strip())))
                .toList());
    }

    static Html inline(String source) {
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
