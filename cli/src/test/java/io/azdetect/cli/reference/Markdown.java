package io.azdetect.cli.reference;

import java.util.Locale;

/** Text as Markdown writes it. */
final class Markdown {
    private Markdown() {}

    /** A code span; its fence is longer than any in the text. */
    static String code(String text) {
        String fence = "`";
        while (text.contains(fence)) {
            fence += "`";
        }
        String space = fence.length() > 1 ? " " : "";
        return fence + space + text + space + fence;
    }

    static String block(String text) {
        return "```kusto\n" + text + "\n```\n";
    }

    /** A code span that may stand in a table. */
    static String cell(String text) {
        return code(text).replace("|", "\\|");
    }

    /** Where GitHub puts a heading of this text. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
    }
}
