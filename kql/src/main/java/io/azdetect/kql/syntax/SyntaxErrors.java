package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;

/** Ends parsing at the first error with a message for the person who wrote the query. */
final class SyntaxErrors extends DefaultErrorStrategy {
    @Override
    public void reportError(Parser parser, RecognitionException e) {
        throw error(e.getOffendingToken());
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw error(parser.getCurrentToken());
    }

    @Override
    public void sync(Parser parser) {
        // Skipping tokens to go on is for editors; here the first error ends it.
    }

    private static KqlException error(Token found) {
        String what =
                found.getType() == Token.EOF ? "the query ends too early" : "unexpected '" + found.getText() + "'";
        return new KqlException(Code.SYNTAX, what, Spans.of(found));
    }
}
