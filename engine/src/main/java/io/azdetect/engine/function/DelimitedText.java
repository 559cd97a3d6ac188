package io.azdetect.engine.function;

import java.util.ArrayList;
import java.util.List;

/** Reads records of cells as RFC 4180 has them, with any separator: quotes keep separators, line ends and doubled quotes. */
public final class DelimitedText {
    private final String text;
    private final char separator;
    private int at;

    public DelimitedText(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    public boolean hasNext() {
        return at < text.length();
    }

    /** The cells of the next record; none for an empty line. */
    public List<String> next() {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean empty = true;
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
            empty = false;
            if (text.charAt(at) == '"' && cell.length() == 0) {
                quoted(cell);
            } else if (text.charAt(at) == separator) {
                cells.add(cell.toString());
                cell.setLength(0);
                at++;
            } else {
                cell.append(text.charAt(at++));
            }
        }
        if (!empty) {
            cells.add(cell.toString());
        }
        at += text.startsWith("\r\n", at) ? 2 : 1;
        return cells;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    /** What stands in the quotes that open here, and on behind them; quotes that never close go on to the end. */
    private void quoted(StringBuilder cell) {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                cell.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                return;
            }
        }
    }
}
