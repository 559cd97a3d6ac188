package io.azdetect.catalog;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;

/** Says where in a detection's query something is wrong. */
final class QueryErrors {
    private QueryErrors() {}

    /** One sentence: what is wrong, and on which line and column of the query. */
    static String describe(String query, KqlException error) {
        Diagnostic diagnostic = error.diagnostic();
        String before = query.substring(0, Math.min(diagnostic.span().start(), query.length()));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return diagnostic.code().id() + " " + diagnostic.message() + " (line " + line + ", column " + column
                + " of the query)";
    }
}
