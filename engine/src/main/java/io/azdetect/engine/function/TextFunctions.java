package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text. Positions and lengths count characters, which are Unicode code points. */
final class TextFunctions {
    static final List<JavaFunction> ALL = List.of(
            declare("kql_substring(string, long, long): string", a -> substring(a.text(0), a.whole(1), a.whole(2))),
            declare(
                    "kql_indexof(string, string, long, long, long): long",
                    a -> indexOf(a.text(0), a.text(1), a.whole(2), a.whole(3), a.whole(4), a::check)),
            declare("kql_countof(string, string): long", a -> countOf(a.text(0), a.text(1), a::check)),
            declare("kql_split(string, string): dynamic", a -> Json.texts(split(a.text(0), a.text(1), a::check))),
            declare(
                    "kql_split_at(string, string, long): dynamic",
                    a -> splitAt(split(a.text(0), a.text(1), a::check), a.whole(2))),
            declare(
                    "kql_reverse(string): string",
                    a -> new StringBuilder(a.text(0)).reverse().toString()),
            declare(
                    "kql_replace(string, string, string): string",
                    a -> String.join(a.text(2), split(a.text(0), a.text(1), a::check))),
            declare(
                    "kql_replace_each(string, dynamic, dynamic): string",
                    a -> replaceEach(a.text(0), a.text(1), a.text(2), a::check)),
            declare("kql_translate(string, string, string): string", a -> translate(a.text(0), a.text(1), a.text(2))),
            declare("kql_strrep(string, long, string): string", a -> repeat(a.text(0), a.whole(1), a.text(2))),
            declare(
                    "kql_strcat_array(dynamic, string): string",
                    a -> Json.elements(a.text(0))
                            .map(elements -> elements.stream().map(Json::text).collect(Collectors.joining(a.text(1))))
                            .orElse(null)),
            declare("kql_regex_quote(string): string", a -> regexQuote(a.text(0))),
            declare("kql_isascii(string): bool", a -> a.text(0).chars().allMatch(c -> c < 128)),
            declare("kql_url_encode(string): string", a -> urlEncode(a.text(0))),
            declare("kql_url_decode(string): string", a -> urlDecode(a.text(0))),
            declare("kql_base64_decode(string): string", a -> base64Decode(a.text(0))),
            declare(
                    "kql_codepoints(string): dynamic",
                    a -> a.text(0)
                            .codePoints()
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(",", "[", "]"))));

    private TextFunctions() {}

    /** From a position (a negative one counts from the end), at most so many characters. */
    static String substring(String text, long start, long length) {
        int size = text.codePointCount(0, text.length());
        long from = start < 0 ? Math.max(0, size + start) : start;
        if (from >= size || length <= 0) {
            return "";
        }
        long to = length > size - from ? size : from + length;
        int begin = text.offsetByCodePoints(0, (int) from);
        return text.substring(begin, text.offsetByCodePoints(begin, (int) (to - from)));
    }

    /**
     * The position of an occurrence (from 1) inside a range of the text, -1 without one.
     *
     * @param length how far the search goes from where it starts, for every occurrence anew; -1 is no bound
     */
    private static Long indexOf(String text, String lookup, long start, long length, long occurrence, Runnable check) {
        if (occurrence < 0 || length < -1) {
            return null;
        }
        int size = text.codePointCount(0, text.length());
        long from = start < 0 ? Math.max(0, size + start) : start;
        long found = -1;
        for (long i = 0; i < Math.max(1, occurrence); i++) {
            found = indexOf(text, lookup, from, length < 0 || length > size - from ? size : from + length, check);
            if (found < 0) {
                return -1L;
            }
            from = found + 1;
        }
        return found;
    }

    /** The position of the lookup text inside a range, -1 without it. */
    private static long indexOf(String text, String lookup, long from, long to, Runnable check) {
        if (from > to || from > text.codePointCount(0, text.length())) {
            return -1;
        }
        int begin = text.offsetByCodePoints(0, (int) from);
        String range = text.substring(begin, text.offsetByCodePoints(begin, (int) (to - from)));
        int found = new TextSearch(range, lookup, check).from(0);
        return found < 0 ? -1 : from + range.codePointCount(0, found);
    }

    /** How often a text occurs; occurrences may overlap. */
    private static long countOf(String text, String search, Runnable check) {
        if (search.isEmpty()) {
            return 0;
        }
        long count = 0;
        TextSearch occurrences = new TextSearch(text, search, check);
        for (int i = occurrences.from(0); i >= 0; i = occurrences.from(i + 1)) {
            count++;
        }
        return count;
    }

    private static List<String> split(String text, String delimiter, Runnable check) {
        if (delimiter.isEmpty()) {
            return List.of(text);
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        TextSearch delimiters = new TextSearch(text, delimiter, check);
        for (int i = delimiters.from(0); i >= 0; i = delimiters.from(from)) {
            parts.add(text.substring(from, i));
            from = i + delimiter.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String splitAt(List<String> parts, long index) {
        return index < 0 || index >= parts.size() ? null : Json.texts(List.of(parts.get((int) index)));
    }

    /**
     * Each lookup takes its matches from what the lookups before it have left, and no rewrite is looked at again. A rewrite
     * that is no string keeps its match as it was; a lookup that is none is passed over.
     */
    private static String replaceEach(String text, String lookups, String rewrites, Runnable check) {
        List<JsonNode> from = Json.elements(lookups).orElse(List.of());
        List<JsonNode> to = Json.elements(rewrites).orElse(List.of());
        if (from.size() != to.size()) {
            throw new IllegalArgumentException("replace_strings needs as many rewrites as lookups");
        }
        // What is settled stands apart from what later lookups may still change, so no depth grows with their number.
        List<Piece> pieces = List.of(new Piece(text, false));
        for (int i = 0; i < from.size(); i++) {
            String lookup = from.get(i).isTextual() ? from.get(i).textValue() : "";
            if (!lookup.isEmpty()) {
                Piece settled = new Piece(to.get(i).isTextual() ? to.get(i).textValue() : lookup, true);
                pieces = pieces.stream()
                        .flatMap(piece -> piece.settled()
                                ? Stream.of(piece)
                                : around(split(piece.text(), lookup, check), settled))
                        .toList();
            }
        }
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    private record Piece(String text, boolean settled) {}

    private static Stream<Piece> around(List<String> unsettled, Piece settled) {
        List<Piece> pieces = new ArrayList<>();
        for (String between : unsettled) {
            pieces.add(new Piece(between, false));
            pieces.add(settled);
        }
        return pieces.subList(0, pieces.size() - 1).stream();
    }

    /** Each character of the search list becomes the one at its place in the other, or that one's last. */
    static String translate(String search, String replacement, String source) {
        if (replacement.isEmpty()) {
            return source;
        }
        int[] from = search.codePoints().toArray();
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < from.length; i++) {
            places.putIfAbsent(from[i], i);
        }
        int[] to = replacement.codePoints().toArray();
        StringBuilder result = new StringBuilder(source.length());
        source.codePoints().forEach(c -> {
            int place = places.getOrDefault(c, -1);
            result.appendCodePoint(place < 0 ? c : to[Math.min(place, to.length - 1)]);
        });
        return result.toString();
    }

    private static String repeat(String text, long count, String delimiter) {
        if (count < 0) {
            return null;
        }
        StringBuilder result = new StringBuilder();
        for (long i = 0; i < Math.min(count, 1024); i++) {
            result.append(i == 0 ? "" : delimiter).append(text);
        }
        return result.toString();
    }

    private static String regexQuote(String text) {
        return text.codePoints()
                .mapToObj(c ->
                        "\\.+*?()|[]{}^$#-&~ ".indexOf(c) >= 0 ? "\\" + Character.toString(c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String urlEncode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = TermFunctions.isTermCharacter(c) || "-_.!*()".indexOf(c) >= 0;
            encoded.append(c == ' ' ? "+" : plain ? String.valueOf(c) : String.format("%%%02x", (int) c));
        }
        return encoded.toString();
    }

    private static String urlDecode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The UTF-8 text of base64; null when it is no base64 of any. */
    static String base64Decode(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }
}
