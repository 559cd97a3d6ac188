package io.azdetect.catalog;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Scalar;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names parts of a plan by the words of the query that they come from. */
final class QueryWords {
    private static final int LONGEST = 120;

    private final String query;
    private final Map<String, Span> places = new HashMap<>();

    QueryWords(String query) {
        this.query = query;
    }

    /** Whether the query has words for it; calls that the compiler put in have none. */
    static boolean isWritten(Span span) {
        return span.end() > span.start();
    }

    /** On one line, the end of a long one left out. */
    String of(Span span) {
        String text = query.substring(span.start(), span.end()).replaceAll("\\s+", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    String of(Scalar scalar) {
        if (scalar instanceof Scalar.Call call && isWritten(call.span())) {
            return of(call.span());
        }
        if (scalar instanceof Scalar.MemberOf member && isWritten(member.span())) {
            return of(member.span());
        }
        if (scalar instanceof Scalar.Constant constant) {
            return OtherLiterals.text(constant);
        }
        if (scalar instanceof Scalar.ColumnReference reference) {
            return reference.name();
        }
        return scalar instanceof Scalar.Call call ? call.function() : "a subquery";
    }

    /** The place of a scalar: its words', or those of a name in it. */
    Span place(Scalar scalar) {
        if (scalar instanceof Scalar.Call call && isWritten(call.span())) {
            return call.span();
        }
        if (scalar instanceof Scalar.MemberOf member) {
            return member.span();
        }
        return scalar instanceof Scalar.ColumnReference reference ? place(reference.name()) : new Span(0, 0);
    }

    /** Where a column is most likely meant as a key: behind by or on; else where it stands first. */
    Span place(String name) {
        return places.computeIfAbsent(name, this::find);
    }

    private Span find(String name) {
        String word = "(?<!\\w)" + Pattern.quote(name) + "(?!\\w)";
        Matcher key = Pattern.compile("\\b(?:by|on)\\b[^|]*?(" + word + ")").matcher(query);
        if (key.find()) {
            return new Span(key.start(1), key.end(1));
        }
        Matcher first = Pattern.compile(word).matcher(query);
        return first.find() ? new Span(first.start(), first.end()) : new Span(0, 0);
    }
}
