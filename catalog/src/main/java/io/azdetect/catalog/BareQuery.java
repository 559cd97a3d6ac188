package io.azdetect.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query's text with blanks in place of its comments and strings, so that words in them are not taken for others. */
final class BareQuery {
    private static final Pattern COMMENT_OR_STRING = Pattern.compile(
            "//[^\\n]*|```.*?```|~~~.*?~~~|[hH]?@\"(?:[^\"]|\"\")*\"|[hH]?@'(?:[^']|'')*'"
                    + "|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'",
            Pattern.DOTALL);

    private BareQuery() {}

    /** As long as the query, each part at its place. */
    static String of(String query) {
        Matcher matcher = COMMENT_OR_STRING.matcher(query);
        StringBuilder bare = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(bare, " ".repeat(matcher.group().length()));
        }
        return matcher.appendTail(bare).toString();
    }
}
