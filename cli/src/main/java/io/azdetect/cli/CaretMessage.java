package io.azdetect.cli;

import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.SourceText;
import io.azdetect.kql.diagnostic.Span;

/**
 * A message with the line of the text that it is about and a caret under the place.
 *
 * @param file where the text is from, be it a stored function; empty for a query of the command line
 */
record CaretMessage(String file, String query, String code, String message, Span span) {
    private static final int LONGEST_LINE = 160;

    CaretMessage(String query, Diagnostic diagnostic) {
        this(
                diagnostic.span().file().map(SourceText::name).orElse(""),
                diagnostic.span().file().map(SourceText::text).orElse(query),
                diagnostic.code().id(),
                diagnostic.message(),
                diagnostic.span());
    }

    /** The message; when the place is in another file than the query, with that file. */
    String inFile() {
        return file.isEmpty() ? message : message + " (" + place() + ")";
    }

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
        return Math.min(span.start(), query.length());
    }

    private int lineStart() {
        return query.lastIndexOf('\n', start() - 1) + 1;
    }

    /** Several lines for a person. */
    String text(Palette palette) {
        int end = query.indexOf('\n', start());
        String source =
                query.substring(lineStart(), end < 0 ? query.length() : end).replaceFirst("\r$", "");
        int from = column() - 1;
        int length = Math.max(1, Math.min(span.end(), lineStart() + source.length()) - start());
        // A line too long to read is cut around the place.
        int cut = from > LONGEST_LINE / 2 && source.length() > LONGEST_LINE ? from - LONGEST_LINE / 2 : 0;
        String shown = source.substring(cut, Math.min(source.length(), cut + LONGEST_LINE));
        int caret = Math.min(from - cut, shown.length());
        String marks = "^".repeat(Math.max(1, Math.min(length, shown.length() - caret)));
        String margin = " ".repeat(Integer.toString(line()).length());
        return palette.bad("error") + " " + palette.bold(code) + ": "
                + SafeText.visible(message) + "\n"
                + palette.dim(margin + "--> " + place()) + "\n"
                + palette.dim(margin + " |") + "\n"
                + palette.dim(line() + " | ") + SafeText.visible(shown) + "\n"
                + palette.dim(margin + " | ")
                + " ".repeat(SafeText.visible(shown.substring(0, caret)).length()) + palette.bad(marks);
    }

    /** With a file as compilers write it, which editors make a link of. */
    private String place() {
        return file.isEmpty()
                ? "line " + line() + ", column " + column()
                : SafeText.visible(file) + ":" + line() + ":" + column();
    }
}
