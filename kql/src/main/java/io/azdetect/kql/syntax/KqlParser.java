package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.SourceText;
import io.azdetect.kql.diagnostic.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Reads the text of a query. */
public final class KqlParser {
    /** Deeper brackets than this are refused, long before the stack of a thread ends. */
    static final int MAX_BRACKET_DEPTH = 100;

    private KqlParser() {}

    /**
     * The statements of a query text.
     *
     * @throws KqlException {@link Code#SYNTAX}, {@link Code#BAD_LITERAL}, {@link Code#UNSUPPORTED} or {@link
     *     Code#TOO_COMPLEX}
     */
    public static Script parse(String text) {
        CommonTokenStream tokens = tokens(text);
        if (tokens.LA(1) == Token.EOF) {
            throw new KqlException(Code.SYNTAX, "the query is empty", new Span(0, text.length()));
        }
        return new StatementBuilder().script(parse(tokens, KqlGrammar::script));
    }

    /**
     * A scalar literal, such as {@code 5}, {@code -1h}, {@code "text"} or {@code dynamic(["a"])}.
     *
     * @throws KqlException {@link Code#SYNTAX} or {@link Code#BAD_LITERAL}
     */
    public static Expression parseLiteral(String text) {
        return Literals.of(parse(tokens(text), KqlGrammar::literalText));
    }

    /**
     * A stored function: the command that makes it, {@code .create-or-alter function Name(parameters) { body }}, or its
     * body alone, which then has no parameters.
     *
     * @param file the text, whose name is in the places of errors
     * @throws KqlException as {@link #parse(String)} does; also when the command makes a function of another name
     */
    public static Statement.LetFunction parseFunction(String name, SourceText file) {
        try {
            CommonTokenStream tokens = tokens(file.text(), Optional.of(file));
            if (tokens.LA(1) == Token.EOF) {
                throw new KqlException(
                        Code.SYNTAX,
                        "the function has no body",
                        new Span(0, file.text().length()));
            }
            return new StatementBuilder().storedFunction(name, parse(tokens, KqlGrammar::storedFunction));
        } catch (KqlException e) {
            Diagnostic error = e.diagnostic();
            throw new KqlException(
                    new Diagnostic(error.code(), error.message(), error.span().in(file)), e);
        }
    }

    private static <T extends ParserRuleContext> T parse(CommonTokenStream tokens, Function<KqlGrammar, T> rule) {
        KqlGrammar grammar = new KqlGrammar(tokens);
        grammar.removeErrorListeners();
        grammar.setErrorHandler(new BailErrorStrategy());
        // SLL is fast and right for a right text; what it denies, full LL decides (and its error is the one to show).
        grammar.getInterpreter().setPredictionMode(PredictionMode.SLL);
        try {
            return rule.apply(grammar);
        } catch (ParseCancellationException e) {
            tokens.seek(0);
            grammar.reset();
            grammar.setErrorHandler(new SyntaxErrors());
            grammar.getInterpreter().setPredictionMode(PredictionMode.LL);
            return rule.apply(grammar);
        }
    }

    static CommonTokenStream tokens(String text) {
        return tokens(text, Optional.empty());
    }

    private static CommonTokenStream tokens(String text, Optional<SourceText> file) {
        KqlTokens lexer = new KqlTokens(new TextStream(text, file));
        lexer.removeErrorListeners();
        lexer.addErrorListener(new LexicalErrors(text));
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        checkDepth(tokens.getTokens());
        return tokens;
    }

    private static void checkDepth(List<Token> tokens) {
        int depth = 0;
        for (Token token : tokens) {
            switch (token.getType()) {
                case KqlTokens.LPAREN, KqlTokens.LBRACKET, KqlTokens.LBRACE -> {
                    if (++depth > MAX_BRACKET_DEPTH) {
                        throw new KqlException(
                                Code.TOO_COMPLEX,
                                "brackets are nested more than " + MAX_BRACKET_DEPTH
                                        + " deep here; name a part of the query with 'let'",
                                Spans.of(token));
                    }
                }
                case KqlTokens.RPAREN, KqlTokens.RBRACKET, KqlTokens.RBRACE -> depth--;
                default -> {}
            }
        }
    }
}
