package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Operator.Parse;
import io.azdetect.kql.syntax.Operator.ParsePart;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code parse} pattern as one regular expression, a group a column.
 *
 * <p>{@code *} and a string column stand for {@code .*?}, a whole number for its digits; in regex mode a string column
 * takes as much as it can, as the reference's examples show. A pattern covers the whole text, unless it ends in
 * {@code *}.
 */
record ParsePattern(Kind kind, String regex, List<Column> captures) {
    /** What may hold a parenthesis that opens no group, or the opening of a group that captures. */
    private static final Pattern REGEX_PIECE = Pattern.compile(
            "\\\\Q.*?\\\\E|\\\\.|\\[\\^?\\]?(?:\\[:\\^?\\w+:\\]|\\\\.|[^\\]\\\\])*+\\]|(?<group>\\(\\?P?<\\w+>|\\((?!\\?))",
            Pattern.DOTALL);

    /** What has to match: texts and types alike, expressions for texts, or the texts alone. */
    enum Kind {
        SIMPLE,
        REGEX,
        RELAXED
    }

    static ParsePattern of(Parse parse) {
        Kind kind = switch (parse.parameters().getOrDefault("kind", "simple")) {
            case "simple" -> Kind.SIMPLE;
            case "regex" -> Kind.REGEX;
            case "relaxed" -> Kind.RELAXED;
            default ->
                throw new KqlException(
                        Code.BAD_ARGUMENTS,
                        "parse has the kinds simple, regex and relaxed, not '"
                                + parse.parameters().get("kind") + "'",
                        parse.span());
        };
        String flags = kind == Kind.REGEX ? parse.parameters().getOrDefault("flags", "") : "s";
        StringBuilder regex = new StringBuilder(flags.isEmpty() ? "^" : "(?" + flags + ")^");
        List<Column> captures = new ArrayList<>();
        for (int i = 0; i < parse.pattern().size(); i++) {
            ParsePart part = parse.pattern().get(i);
            boolean last = i == parse.pattern().size() - 1;
            if (part instanceof ParsePart.Text text) {
                regex.append(kind == Kind.REGEX ? withoutGroups(text.text()) : quote(text.text()));
            } else if (part instanceof ParsePart.Skip) {
                regex.append(last ? ".*" : ".*?");
            } else if (part instanceof ParsePart.Capture capture) {
                Column column = new Column(
                        capture.column().name().text(), capture.column().type());
                if (captures.stream().anyMatch(c -> c.name().equals(column.name()))) {
                    throw new KqlException(
                            Code.DUPLICATE_NAME,
                            "the pattern has two columns '" + column.name() + "'",
                            capture.column().name().span());
                }
                captures.add(column);
                regex.append('(').append(body(kind, column.type(), last)).append(')');
            }
        }
        boolean open = !parse.pattern().isEmpty()
                && parse.pattern().get(parse.pattern().size() - 1) instanceof ParsePart.Skip;
        return new ParsePattern(kind, regex.append(open ? "" : "$").toString(), List.copyOf(captures));
    }

    /** Whether a text that no value of the column's type can be made of keeps the whole pattern from matching. */
    boolean isStrict() {
        return kind != Kind.RELAXED && captures.stream().anyMatch(c -> c.type() != KqlType.STRING);
    }

    /** What a column of this type looks like in a text; a relaxed pattern also takes what looks otherwise. */
    private static String body(Kind kind, KqlType type, boolean last) {
        String any = last || kind == Kind.REGEX ? ".*" : ".*?";
        String otherwise = kind == Kind.RELAXED ? "|" + any : "";
        if (type.isInteger()) {
            return "[+-]?\\d+" + otherwise;
        }
        if (type.isNumeric()) {
            return "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?" + otherwise;
        }
        return any;
    }

    /** A text of regex mode, whose groups capture nothing: only columns do, as the reference's examples show. */
    private static String withoutGroups(String regex) {
        StringBuilder result = new StringBuilder("(?:");
        Matcher piece = REGEX_PIECE.matcher(regex);
        while (piece.find()) {
            String opening = piece.group("group") == null ? piece.group() : "(?:";
            piece.appendReplacement(result, Matcher.quoteReplacement(opening));
        }
        piece.appendTail(result);
        return result.append(')').toString();
    }

    /** The text with what means something in RE2 escaped. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\\.+*?()|[]{}^$".indexOf(c) >= 0) {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.toString();
    }
}
