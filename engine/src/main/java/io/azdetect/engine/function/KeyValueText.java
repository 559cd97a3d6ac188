package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pairs of keys and values in a text, as {@code parse-kv} finds them. Of a key's appearances the first counts. */
final class KeyValueText {
    static final List<JavaFunction> ALL = List.of(
            declare(
                    "kql_parse_kv(string, dynamic, string, string, dynamic, dynamic, bool): dynamic",
                    a -> new KeyValueText(a).read()),
            declare(
                    "kql_parse_kv_matches(dynamic, dynamic, dynamic): dynamic",
                    a -> matched(texts(a.text(0)), texts(a.text(1)), texts(a.text(2)))));

    private final String text;
    private final String pair;
    private final String kv;
    private final boolean greedy;
    private final List<String> keys;
    private final List<String> quotes;
    private final List<String> escapes;
    private final Map<String, String> found = new HashMap<>();
    private int at;

    private KeyValueText(JavaFunction.Arguments arguments) {
        this.text = arguments.text(0);
        this.keys = texts(arguments.text(1));
        this.pair = arguments.text(2);
        this.kv = arguments.text(3);
        this.quotes = texts(arguments.text(4));
        this.escapes = texts(arguments.text(5));
        this.greedy = arguments.bool(6);
    }

    private static List<String> texts(String array) {
        List<String> texts = new ArrayList<>();
        Json.read(array).forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static String matched(List<String> names, List<String> values, List<String> keys) {
        Map<String, String> found = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            found.putIfAbsent(names.get(i).strip(), values.get(i).strip());
        }
        return result(found, keys);
    }

    private static String result(Map<String, String> found, List<String> keys) {
        return Json.texts(keys.stream().map(key -> found.getOrDefault(key, "")).toList());
    }

    private String read() {
        while (at < text.length() && found.size() < keys.size()) {
            if (pair.isEmpty()) {
                looseWord();
            } else {
                delimitedPair();
            }
        }
        return result(found, keys);
    }

    private void keep(String key, String value) {
        if (keys.contains(key)) {
            found.putIfAbsent(key, value);
        }
    }

    /** Reads one pair and the delimiter behind it; a part without a delimiter between key and value is none. */
    private void delimitedPair() {
        blanks();
        String key = quoted();
        if (key == null) {
            int end = nearest(text.indexOf(kv, at), text.indexOf(pair, at));
            key = text.substring(at, end);
            at = end;
        } else {
            blanks();
        }
        if (!text.startsWith(kv, at)) {
            toNextPair();
            return;
        }
        at += kv.length();
        blanks();
        String value = quoted();
        if (value != null) {
            toNextPair();
        } else {
            int end = greedy ? greedyEnd() : nearest(text.indexOf(pair, at), -1);
            value = text.substring(at, end);
            at = end;
            toNextPair();
        }
        keep(key.strip(), value.strip());
    }

    /** Where an unquoted value ends that goes on to the next key: before the pair delimiter that the key stands behind. */
    private int greedyEnd() {
        for (int next = text.indexOf(kv, at); next >= 0; next = text.indexOf(kv, next + kv.length())) {
            int key = text.lastIndexOf(pair, next - pair.length());
            if (key >= at) {
                return key;
            }
        }
        return text.length();
    }

    private void toNextPair() {
        int next = text.indexOf(pair, at);
        at = next < 0 ? text.length() : next + pair.length();
    }

    private int nearest(int one, int other) {
        int end = text.length();
        end = one >= 0 ? Math.min(end, one) : end;
        return other >= 0 ? Math.min(end, other) : end;
    }

    /** Skips white space, but not where a delimiter of white space stands. */
    private void blanks() {
        while (at < text.length()
                && Character.isWhitespace(text.charAt(at))
                && !text.startsWith(pair, at)
                && !text.startsWith(kv, at)) {
            at++;
        }
    }

    /** Without delimiters: a word that is a key is followed by its value, a word or what stands in quotes. */
    private void looseWord() {
        String name = quoted();
        if (name == null) {
            name = keyHere();
        }
        if (name == null) {
            int start = at;
            at += word(at);
            at += at == start ? Character.charCount(text.codePointAt(at)) : 0;
            return;
        }
        if (!keys.contains(name)) {
            return;
        }
        String value = null;
        while (at < text.length() && value == null) {
            value = quoted();
            if (value == null) {
                int length = word(at);
                value = length == 0 ? null : text.substring(at, at + length);
                at += length == 0 ? Character.charCount(text.codePointAt(at)) : length;
            }
        }
        keep(name, value == null ? "" : value.strip());
    }

    private String keyHere() {
        String longest = null;
        for (String key : keys) {
            int end = at + key.length();
            if (text.startsWith(key, at)
                    && (end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)))
                    && (longest == null || key.length() > longest.length())) {
                longest = key;
            }
        }
        at += longest == null ? 0 : longest.length();
        return longest;
    }

    private int word(int start) {
        int end = start;
        while (end < text.length() && Character.isLetterOrDigit(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end - start;
    }

    /** What stands in quotes here, without escapes; null where no quote opens here that is closed. */
    private String quoted() {
        for (String quote : quotes) {
            String open = quote.substring(0, quote.offsetByCodePoints(0, 1));
            String close = open.length() == quote.length() ? open : quote.substring(open.length());
            if (text.startsWith(open, at)) {
                StringBuilder inner = new StringBuilder();
                int place = at + open.length();
                while (place < text.length()) {
                    int here = place;
                    boolean escape = escapes.stream().anyMatch(e -> text.startsWith(e, here));
                    if (escape && here + 1 < text.length()) {
                        place += Character.charCount(text.codePointAt(here));
                    } else if (text.startsWith(close, here)) {
                        at = here + close.length();
                        return inner.toString();
                    }
                    int point = text.codePointAt(Math.min(place, text.length() - 1));
                    inner.appendCodePoint(point);
                    place += Character.charCount(point);
                }
            }
        }
        return null;
    }
}
