package io.azdetect.catalog.page;

import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import io.azdetect.kql.syntax.SyntaxPieces;
import io.azdetect.kql.syntax.SyntaxPieces.Piece;
import java.util.Locale;

/** A query with its comments, literals, operators and functions marked for the style sheet. */
final class KqlHighlight {
    private KqlHighlight() {}

    static Html of(String query) {
        StringBuilder whole = new StringBuilder();
        int written = 0;
        for (Piece piece : SyntaxPieces.of(query)) {
            int start = piece.span().start();
            int end = piece.span().end();
            String kind = piece.kind().name().toLowerCase(Locale.ROOT);
            whole.append(text(query.substring(written, start)).markup());
            whole.append(el("span.kql-" + kind, query.substring(start, end)).markup());
            written = end;
        }
        return new Html(whole.append(text(query.substring(written)).markup()).toString());
    }
}
