package io.azdetect.cli.report;

import static io.azdetect.cli.report.Html.el;
import static io.azdetect.cli.report.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query with its comments, literals, operators and functions marked for the style sheet. */
final class KqlHighlight {
    private static final Pattern TOKEN = Pattern.compile("""
            (?<comment>//[^\\n]*)\
            |(?<string>[hH]?(?:@"(?:[^"]|"")*"|@'(?:[^']|'')*'|"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*'))\
            |(?<number>\\b\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?(?:d|h|m|s|ms|microsecond|tick)?\\b)\
            |(?<operator>(?<=\\|)\\s*[a-z][a-z-]*)\
            |(?<keyword>\\b(?:let|by|on|kind|asc|desc|and|or|not|between|in|has|has_any|has_all|hasprefix|hassuffix\
            |contains|startswith|endswith|matches\\s+regex|with|true|false|dynamic|datetime|timespan|null\
            |where|extend|project|summarize|join|union|materialize|toscalar)\\b(?:_cs)?~?)\
            |(?<function>\\b[A-Za-z_]\\w*(?=\\s*\\())""");

    private static final List<String> KINDS = List.of("comment", "string", "number", "operator", "keyword", "function");

    private KqlHighlight() {}

    static Html of(String query) {
        List<Html> pieces = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(query);
        int written = 0;
        while (matcher.find()) {
            pieces.add(text(query.substring(written, matcher.start())));
            String kind = KINDS.stream()
                    .filter(k -> matcher.group(k) != null)
                    .findFirst()
                    .orElseThrow();
            pieces.add(el("span.kql-" + kind, matcher.group()));
            written = matcher.end();
        }
        pieces.add(text(query.substring(written)));
        StringBuilder whole = new StringBuilder();
        pieces.forEach(p -> whole.append(p.markup()));
        return new Html(whole.toString());
    }
}
