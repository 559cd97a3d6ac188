package io.azdetect.engine.sql;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Span;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How deep the subqueries of a statement stand in each other. DuckDB's parser and binder recurse on the caller's stack and
 * take the process with them where it ends: at 400 subqueries on a stack of 1 MB.
 */
final class SubqueryDepth {
    static final int MAX = 200;

    private SubqueryDepth() {}

    /** The statement, if it is not too deep. */
    static String checked(String sql) {
        Deque<Boolean> open = new ArrayDeque<>();
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                boolean subquery = startsSelect(sql, i + 1);
                open.push(subquery);
                depth += subquery ? 1 : 0;
                if (depth > MAX) {
                    throw new KqlException(
                            Diagnostic.Code.TOO_COMPLEX,
                            "the query has more than " + MAX + " operators of which each needs the one before it whole",
                            new Span(0, 0));
                }
            } else if (c == ')' && !open.isEmpty() && open.pop()) {
                depth--;
            }
        }
        return sql;
    }

    private static boolean startsSelect(String sql, int from) {
        int start = from;
        while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
            start++;
        }
        return sql.startsWith("SELECT", start);
    }
}
