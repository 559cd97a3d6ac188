package io.azdetect.telemetry.format;

import io.azdetect.telemetry.format.LogFile.Format;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Sees from a text's beginning how it is laid out. */
final class Layout {
    /** Every export of a table has the time among its columns. */
    private static final Pattern TABLE_HEADER =
            Pattern.compile("(?i)(^|[,;\t])\"?(TimeGenerated|Timestamp)\\b[^,;\t\n]*");

    private final byte[] start;

    private Layout(byte[] start) {
        this.start = start;
    }

    /** The format of a text that begins like this. */
    static Format of(byte[] start, boolean named) {
        return new Layout(start).format(named);
    }

    private Format format(boolean namedCsv) {
        int first = 0;
        while (first < start.length && JsonCutter.isSpace(start[first])) {
            first++;
        }
        if (first == start.length) {
            return Format.EMPTY;
        }
        if (start[first] == '{' || start[first] == '[') {
            return isLines(first) ? Format.JSON_LINES : Format.JSON;
        }
        String header = new String(start, first, lineEnd(first) - first, StandardCharsets.UTF_8);
        return namedCsv || TABLE_HEADER.matcher(header).find() ? Format.CSV : Format.OTHER;
    }

    /**
     * Whether each line is JSON of its own: the first one is or, when that one may just be cut off, a later one that
     * begins at the line's beginning.
     */
    private boolean isLines(int first) {
        int end = lineEnd(first);
        if (isWhole(first, end)) {
            return true;
        }
        if (beginsLayout(first, end)) {
            return false;
        }
        for (int from = end + 1; from < start.length; from = end + 1) {
            end = lineEnd(from);
            if (start[from] == '{' && end < start.length && isWhole(from, end)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a line opens something that goes on below, rather than being a record that was cut off. */
    private boolean beginsLayout(int from, int end) {
        int last = end - 1;
        while (last > from && JsonCutter.isSpace(start[last])) {
            last--;
        }
        return start[last] == '{'
                || start[last] == '['
                || start[last] == ':'
                || JsonCutter.beginsList(start, from, end);
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < start.length && start[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Whether all brackets that a line opens are closed in it, the last one at its end. */
    private boolean isWhole(int from, int end) {
        int depth = 0;
        boolean inString = false;
        for (int i = from; i < end; i++) {
            byte b = start[i];
            if (inString) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    inString = false;
                }
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            } else if (depth == 0 && !JsonCutter.isSpace(b)) {
                return false;
            }
        }
        return depth == 0 && !inString;
    }
}
