package io.azdetect.kql.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An array of strings in JSON text, as a constant argument holds it. */
final class JsonStrings {
    private final String json;
    private int at;

    private JsonStrings(String json) {
        this.json = json;
    }

    /** The strings of an array; empty when the text is another thing. */
    static Optional<List<String>> of(String json) {
        JsonStrings reader = new JsonStrings(json);
        return reader.read();
    }

    private Optional<List<String>> read() {
        List<String> strings = new ArrayList<>();
        if (!take('[')) {
            return Optional.empty();
        }
        if (take(']')) {
            return Optional.of(strings);
        }
        do {
            if (!take('"')) {
                return Optional.empty();
            }
            strings.add(string());
        } while (take(','));
        return take(']') ? Optional.of(strings) : Optional.empty();
    }

    private boolean take(char wanted) {
        while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
            at++;
        }
        if (at < json.length() && json.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /** The rest of a string whose opening quote is read. */
    private String string() {
        StringBuilder text = new StringBuilder();
        while (json.charAt(at) != '"') {
            char c = json.charAt(at++);
            text.append(c == '\\' ? escaped() : c);
        }
        at++;
        return text.toString();
    }

    private char escaped() {
        char c = json.charAt(at++);
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(json.substring(at - 4, at), 16);
            }
            default -> c;
        };
    }
}
