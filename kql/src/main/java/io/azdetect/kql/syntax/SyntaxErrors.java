package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import java.util.Optional;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Ends parsing at the first error, with a message for the person who wrote the query. */
final class SyntaxErrors extends DefaultErrorStrategy {
    private int position = -1;
    private IntervalSet expected = new IntervalSet();

    /**
     * Called wherever the grammar has a choice. When no choice fits, the parser leaves rule after rule without taking a
     * token, so what could stand there is all that these rules would have taken.
     */
    @Override
    public void sync(Parser parser) {
        remember(parser);
    }

    @Override
    public Token recoverInline(Parser parser) {
        remember(parser);
        throw error(parser, parser.getCurrentToken());
    }

    @Override
    public void reportError(Parser parser, RecognitionException e) {
        Token found = e.getOffendingToken();
        if (found == parser.getCurrentToken()) {
            remember(parser);
        } else {
            // The choice failed further on; what its first token may be says nothing about the failing one.
            expected = new IntervalSet();
        }
        throw error(parser, found);
    }

    private void remember(Parser parser) {
        int current = parser.getCurrentToken().getTokenIndex();
        if (current != position) {
            position = current;
            expected = new IntervalSet();
        }
        expected.addAll(parser.getATN().nextTokens(parser.getATN().states.get(parser.getState())));
    }

    /** The kinds of token that may stand at a place, when the error is there and what may stand there is known. */
    Optional<IntervalSet> expectedAt(int tokenIndex) {
        return position == tokenIndex && !expected.isNil() ? Optional.of(expected) : Optional.empty();
    }

    private KqlException error(Parser parser, Token found) {
        return new SyntaxMessage((CommonTokenStream) parser.getInputStream(), found, expected).toException();
    }
}
