package io.azdetect.engine.sql;

import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;

/**
 * Writes {@code has} and its relatives with a constant text.
 *
 * <p>A term is a longest run of ASCII letters and digits. The text must stand in the value with no letter or digit beside
 * it; where the text itself begins or ends with something else, that end is free. Most rows do not hold the text at all,
 * and finding that out is what DuckDB does fastest, so the search for the text comes before the regular expression that
 * looks beside it.
 */
final class TermWriter {
    private final Dialect dialect;

    TermWriter(Dialect dialect) {
        this.dialect = dialect;
    }

    Fragment write(String operator, Fragment value, String needle, boolean truth) {
        boolean negated = operator.startsWith("!");
        boolean caseSensitive = operator.endsWith("_cs");
        String kind = operator.replace("!", "").replace("_cs", "");
        String sought = caseSensitive ? needle : lower(needle);
        String haystack = caseSensitive ? value.text() : "lower(" + value.text() + ")";
        boolean boundedBefore = !kind.equals("hassuffix") && !needle.isEmpty() && isTermCharacter(needle.charAt(0));
        boolean boundedAfter =
                !kind.equals("hasprefix") && !needle.isEmpty() && isTermCharacter(needle.charAt(needle.length() - 1));
        String found = "contains(" + haystack + ", " + literal(sought) + ")";
        Fragment test = Fragment.call(found);
        if (boundedBefore || boundedAfter) {
            String term = caseSensitive ? "[A-Za-z0-9]" : "[a-z0-9]";
            String other = term.replace("[", "[^");
            String regex = (boundedBefore ? "(^|" + other + ")" : "")
                    + quoted(sought)
                    + (boundedAfter ? "(" + other + "|$)" : "");
            String bounded = "regexp_matches(" + haystack + ", " + literal(regex) + ")";
            // A filter tries conditions in a good order by itself; elsewhere only CASE keeps the second from every row.
            test = truth && !negated
                    ? Fragment.operation(found + " AND " + bounded)
                    : Fragment.call("CASE WHEN " + found + " THEN " + bounded + " ELSE false END");
        }
        return negated ? Fragment.operation("NOT " + test.operand()) : test;
    }

    private String literal(String text) {
        return dialect.literal(new Scalar.Constant(KqlType.STRING, text));
    }

    static boolean isTermCharacter(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** The text as a regular expression that matches just it; {@code \Q} would end at a {@code \E} inside. */
    private static String quoted(String text) {
        StringBuilder regex = new StringBuilder();
        text.chars().forEach(c -> {
            if (c < 128 && !isTermCharacter((char) c) && c != '_' && c != ' ' && c != '\n') {
                regex.append(c < 32 ? String.format("\\x%02x", c) : "\\" + (char) c);
            } else {
                regex.append((char) c);
            }
        });
        return regex.toString();
    }

    /** In lower case, one code point at a time as DuckDB does. */
    static String lower(String text) {
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
