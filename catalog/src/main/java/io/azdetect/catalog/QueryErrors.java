package io.azdetect.catalog;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.SourceText;
import io.azdetect.kql.diagnostic.SourceText.Position;
import java.util.Optional;

/** Says where in a detection's query something is wrong. */
final class QueryErrors {
    private QueryErrors() {}

    /** One sentence: what is wrong, and on which line and column of the query. */
    static String describe(String query, KqlException error) {
        Diagnostic diagnostic = error.diagnostic();
        Optional<SourceText> function = diagnostic.span().file();
        SourceText text = function.orElseGet(() -> new SourceText(query));
        Position place = text.position(diagnostic.span().start());
        return diagnostic.code().id() + " " + diagnostic.message() + " (line " + place.line() + ", column "
                + place.column() + " of " + function.map(SourceText::name).orElse("the query") + ")";
    }
}
