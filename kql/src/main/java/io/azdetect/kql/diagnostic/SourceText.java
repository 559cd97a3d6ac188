package io.azdetect.kql.diagnostic;

import static java.util.Objects.requireNonNull;

/**
 * A query text with its lines: where an offset is, and a diagnostic shown at its place.
 *
 * @param name what to call the text in messages, such as a file's name; empty for none
 */
public record SourceText(String name, String text) {
    /** Longer lines are cut around the place that matters. */
    private static final int WIDTH = 120;

    public SourceText {
        requireNonNull(name, "name");
        requireNonNull(text, "text");
    }

    public SourceText(String text) {
        this("", text);
    }

    /** A line and a column, both from 1; the column counts UTF-16 units, as editors do. */
    public record Position(int line, int column) {
        @Override
        public String toString() {
            return line + ":" + column;
        }
    }

    /** Where an offset is; one past the end is at the end. */
    public Position position(int offset) {
        int end = Math.min(offset, text.length());
        int line = 1;
        int lineStart = 0;
        for (int i = nextLine(0); i >= 0 && i <= end; i = nextLine(i)) {
            line++;
            lineStart = i;
        }
        return new Position(line, end - lineStart + 1);
    }

    /**
     * The diagnostic for a person: code and message, place, the line, and carets under what is wrong. One about a stored
     * function is shown in that function's text.
     *
     * <pre>
     * KQL100: expected an operator after '|', found 'wehre'; did you mean 'where'?
     *  --&gt; 2:3
     *   |
     * 2 | | wehre Level == 'Error'
     *   |   ^^^^^
     * </pre>
     */
    public String render(Diagnostic diagnostic) {
        SourceText file = diagnostic.span().file().orElse(this);
        return file.rendered(diagnostic);
    }

    private String rendered(Diagnostic diagnostic) {
        Position position = position(diagnostic.span().start());
        String line = lineAt(position.line());
        int start = Math.min(position.column() - 1, line.length());
        int length =
                Math.max(1, Math.min(diagnostic.span().end() - diagnostic.span().start(), line.length() - start));
        int from = line.length() <= WIDTH ? 0 : Math.max(0, Math.min(start - WIDTH / 3, line.length() - WIDTH));
        int to = Math.min(line.length(), from + WIDTH);
        String before = from > 0 ? "…" : "";
        String number = Integer.toString(position.line());
        String margin = " ".repeat(number.length());
        String blank = before.isEmpty() ? "" : " ";
        return diagnostic.code().id() + ": " + diagnostic.message() + "\n"
                + margin + "--> " + (name.isEmpty() ? "" : name + ":") + position + "\n"
                + margin + " |\n"
                + number + " | " + before + line.substring(from, to) + (to < line.length() ? "…" : "") + "\n"
                + margin + " | " + blank + padding(line.substring(from, start))
                + "^".repeat(Math.min(length, Math.max(1, to - start)));
    }

    /** Space as wide as the text: a tab stays one, whatever its width on the reader's screen. */
    private static String padding(String text) {
        return text.replaceAll("[^\t]", " ");
    }

    private String lineAt(int number) {
        int start = 0;
        for (int line = 1; line < number; line++) {
            start = nextLine(start);
        }
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return text.substring(start, end);
    }

    /** The start of the line after the one that an offset is in; -1 when it is in the last one. */
    private int nextLine(int offset) {
        for (int i = offset; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                return i + 1;
            }
        }
        return -1;
    }
}
