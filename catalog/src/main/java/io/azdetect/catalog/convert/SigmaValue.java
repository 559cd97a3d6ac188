package io.azdetect.catalog.convert;

import java.util.ArrayList;
import java.util.List;

/**
 * A text of a Sigma rule, whose {@code *} and {@code ?} stand for any text and any letter.
 *
 * @param parts literal texts, {@link #ANY} and {@link #ONE}
 */
record SigmaValue(List<String> parts) {
    static final String ANY = "*";
    static final String ONE = "?";

    SigmaValue {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a text in which a backslash keeps a wildcard from being one.
     *
     * @see <a href="https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html">Escaping</a>
     */
    static SigmaValue of(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && "*?\\".indexOf(text.charAt(i + 1)) >= 0) {
                literal.append(text.charAt(++i));
            } else if (c == '*' || c == '?') {
                add(parts, literal);
                parts.add(String.valueOf(c));
            } else {
                literal.append(c);
            }
        }
        add(parts, literal);
        return new SigmaValue(parts);
    }

    private static void add(List<String> parts, StringBuilder literal) {
        if (literal.length() > 0) {
            // A marker keeps a literal star or question mark apart from the wildcards.
            parts.add("=" + literal);
            literal.setLength(0);
        }
    }

    SigmaValue anyBefore() {
        List<String> all = new ArrayList<>(List.of(ANY));
        all.addAll(parts);
        return new SigmaValue(all);
    }

    SigmaValue anyBehind() {
        List<String> all = new ArrayList<>(parts);
        all.add(ANY);
        return new SigmaValue(all);
    }

    boolean isAny() {
        return !parts.isEmpty() && parts.stream().allMatch(ANY::equals);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether it is one literal, with any text before or behind it as is asked for. */
    boolean isLiteral(boolean anyBefore, boolean anyBehind) {
        int begin = anyBefore ? 1 : 0;
        int size = begin + 1 + (anyBehind ? 1 : 0);
        return parts.size() == size
                && (!anyBefore || parts.get(0).equals(ANY))
                && (!anyBehind || parts.get(size - 1).equals(ANY))
                && parts.get(begin).startsWith("=");
    }

    /** The literal texts in it. */
    String literal() {
        StringBuilder all = new StringBuilder();
        parts.stream().filter(p -> p.startsWith("=")).forEach(p -> all.append(p.substring(1)));
        return all.toString();
    }

    /** As a regular expression of RE2 that matches the whole text. */
    String regex(boolean cased) {
        StringBuilder regex = new StringBuilder(cased ? "(?s)^" : "(?is)^");
        for (String part : parts) {
            switch (part) {
                case ANY -> regex.append(".*");
                case ONE -> regex.append('.');
                default -> regex.append(part.substring(1).replaceAll("([^A-Za-z0-9_ ])", "\\\\$1"));
            }
        }
        return regex.append('$').toString();
    }
}
