package io.azdetect.cli;

import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.kql.diagnostic.Diagnostic;

/** A diagnostic with the line of the query that it is about and a caret under the place. */
record CaretMessage(String query, Diagnostic diagnostic) {
    private static final int LONGEST_LINE = 160;

    /** The line of the place, from 1. */
    int line() {
        return 1
                + (int) query.substring(0, start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The column of the place, from 1, in characters. */
    int column() {
        return start() - lineStart() + 1;
    }

    private int start() {
        return Math.min(diagnostic.span().start(), query.length());
    }

    private int lineStart() {
        return query.lastIndexOf('\n', start() - 1) + 1;
    }

    /** Several lines for a person. */
    String text(Palette palette) {
        int end = query.indexOf('\n', start());
        String source = query.substring(lineStart(), end < 0 ? query.length() : end);
        int from = column() - 1;
        int length = Math.max(1, Math.min(diagnostic.span().end(), lineStart() + source.length()) - start());
        // A line too long to read is cut around the place.
        int cut = from > LONGEST_LINE / 2 && source.length() > LONGEST_LINE ? from - LONGEST_LINE / 2 : 0;
        String shown = source.substring(cut, Math.min(source.length(), cut + LONGEST_LINE));
        int caret = Math.min(from - cut, shown.length());
        String marks = "^".repeat(Math.max(1, Math.min(length, shown.length() - caret)));
        String margin = " ".repeat(Integer.toString(line()).length());
        return palette.bad("error") + " " + palette.bold(diagnostic.code().id()) + ": "
                + SafeText.visible(diagnostic.message()) + "\n"
                + palette.dim(margin + "--> line " + line() + ", column " + column()) + "\n"
                + palette.dim(margin + " |") + "\n"
                + palette.dim(line() + " | ") + SafeText.visible(shown) + "\n"
                + palette.dim(margin + " | ")
                + " ".repeat(SafeText.visible(shown.substring(0, caret)).length()) + palette.bad(marks);
    }
}
