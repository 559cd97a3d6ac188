package io.azdetect.kql.syntax;

import io.azdetect.kql.diagnostic.SourceText;
import io.azdetect.kql.diagnostic.Span;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Where pieces of the parse tree stand in the text. */
final class Spans {
    private Spans() {}

    static Span of(Token token) {
        // The end of the text is a token without characters, which ends before it starts.
        return new Span(
                token.getStartIndex(), Math.max(token.getStartIndex(), token.getStopIndex() + 1), fileOf(token));
    }

    static Span of(TerminalNode node) {
        return of(node.getSymbol());
    }

    static Span of(ParserRuleContext context) {
        return of(context, context);
    }

    static Span of(ParserRuleContext first, ParserRuleContext last) {
        int start = first.getStart().getStartIndex();
        Token stop = last.getStop();
        return new Span(
                start, stop == null ? start : Math.max(start, stop.getStopIndex() + 1), fileOf(first.getStart()));
    }

    private static Optional<SourceText> fileOf(Token token) {
        return token.getInputStream() instanceof TextStream text ? text.file() : Optional.empty();
    }
}
