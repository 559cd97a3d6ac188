package io.azdetect.kql.syntax;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** The pieces of a text that a reader sees apart by colour. It may be wrong or unfinished. */
public final class SyntaxPieces {
    private SyntaxPieces() {}

    /**
     * A stretch of text of one kind.
     *
     * @param span where it is
     */
    public record Piece(Kind kind, Span span) {
        public Piece {
            requireNonNull(kind, "kind");
            requireNonNull(span, "span");
        }
    }

    public enum Kind {
        COMMENT,
        STRING,
        /** A literal other than a string. */
        NUMBER,
        /** The first word behind a bar. */
        OPERATOR,
        KEYWORD,
        /** A name that a bracket follows. */
        FUNCTION
    }

    /** The pieces in the order of the text; between them are names, signs and space. */
    public static List<Piece> of(String text) {
        KqlTokens lexer = new KqlTokens(new TextStream(text, Optional.empty()));
        lexer.removeErrorListeners();
        List<? extends Token> tokens = lexer.getAllTokens();
        List<Piece> pieces = new ArrayList<>();
        int end = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            addComments(text, end, token.getStartIndex(), pieces);
            end = token.getStopIndex() + 1;
            boolean behindBar = i > 0 && tokens.get(i - 1).getType() == KqlTokens.PIPE;
            boolean beforeBracket = i + 1 < tokens.size() && tokens.get(i + 1).getType() == KqlTokens.LPAREN;
            kind(token, behindBar, beforeBracket).ifPresent(kind -> pieces.add(new Piece(kind, Spans.of(token))));
        }
        addComments(text, end, text.length(), pieces);
        return pieces;
    }

    private static Optional<Kind> kind(Token token, boolean behindBar, boolean beforeBracket) {
        return switch (token.getType()) {
            case KqlTokens.STRING_LITERAL -> Optional.of(Kind.STRING);
            case KqlTokens.LONG_LITERAL,
                    KqlTokens.REAL_LITERAL,
                    KqlTokens.TIMESPAN_LITERAL,
                    KqlTokens.BOOL_LITERAL,
                    KqlTokens.TYPED_LITERAL,
                    KqlTokens.RAW_GUID -> Optional.of(Kind.NUMBER);
            case KqlTokens.IDENTIFIER -> {
                if (behindBar) {
                    yield Optional.of(Kind.OPERATOR);
                }
                yield beforeBracket ? Optional.of(Kind.FUNCTION) : Optional.empty();
            }
            default -> {
                if (token.getText().chars().noneMatch(Character::isLetter)) {
                    yield Optional.empty();
                }
                yield Optional.of(behindBar ? Kind.OPERATOR : Kind.KEYWORD);
            }
        };
    }

    /** Comments are no tokens: they lie in what tokens leave. */
    private static void addComments(String text, int from, int to, List<Piece> pieces) {
        for (int at = text.indexOf("//", from); at >= 0 && at < to; at = text.indexOf("//", at)) {
            int end = at;
            while (end < to && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            pieces.add(new Piece(Kind.COMMENT, new Span(at, end)));
            at = end;
        }
    }
}
