package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * A text read statement by statement, so that one that is no KQL does not hide the others.
 *
 * @param statements those that are KQL
 * @param errors what is wrong with the others
 * @param broken the names that the others would declare
 */
public record StatementTexts(List<Statement> statements, List<Diagnostic> errors, List<String> broken) {
    public StatementTexts {
        statements = List.copyOf(statements);
        errors = List.copyOf(errors);
        broken = List.copyOf(broken);
    }

    /** Reads a text. What is wrong with its words, such as a string without an end, is wrong with all of it. */
    public static StatementTexts of(String text) {
        List<Statement> statements = new ArrayList<>();
        List<Diagnostic> errors = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        try {
            List<Token> tokens = KqlParser.tokens(text).getTokens();
            int start = 0;
            for (int end : ends(tokens)) {
                if (end > start) {
                    read(text, tokens.subList(start, end), statements, errors, broken);
                }
                start = end + 1;
            }
            if (statements.isEmpty() && errors.isEmpty()) {
                KqlParser.parse(text);
            }
        } catch (KqlException e) {
            errors.add(e.diagnostic());
        }
        return new StatementTexts(statements, errors, broken);
    }

    /** Where statements end: at semicolons outside of brackets, and at the end of the text. */
    private static List<Integer> ends(List<Token> tokens) {
        List<Integer> ends = new ArrayList<>();
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.get(i).getType()) {
                case KqlTokens.LPAREN, KqlTokens.LBRACKET, KqlTokens.LBRACE -> depth++;
                case KqlTokens.RPAREN, KqlTokens.RBRACKET, KqlTokens.RBRACE -> depth = Math.max(0, depth - 1);
                case KqlTokens.SEMICOLON -> {
                    if (depth == 0) {
                        ends.add(i);
                    }
                }
                case Token.EOF -> ends.add(i);
                default -> {}
            }
        }
        return ends;
    }

    private static void read(
            String text, List<Token> tokens, List<Statement> statements, List<Diagnostic> errors, List<String> broken) {
        int from = tokens.get(0).getStartIndex();
        int to = tokens.get(tokens.size() - 1).getStopIndex() + 1;
        try {
            // Space before it keeps every place what it is in the whole text.
            String before = text.substring(0, from).replaceAll("[^\r\n]", " ");
            statements.addAll(KqlParser.parse(before + text.substring(from, to)).statements());
        } catch (KqlException e) {
            if (e.diagnostic().code() == Code.TOO_COMPLEX) {
                throw e;
            }
            errors.add(e.diagnostic());
            declared(tokens).ifPresent(broken::add);
        }
    }

    private static Optional<String> declared(List<Token> tokens) {
        return tokens.size() > 1 && tokens.get(0).getType() == KqlTokens.LET
                ? Optional.of(tokens.get(1).getText())
                : Optional.empty();
    }
}
