package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.LexerNoViableAltException;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;

/** Turns text that begins no token into a message: a string without its end, a wrong escape, a stray character. */
final class LexicalErrors extends BaseErrorListener {
    private final String text;

    LexicalErrors(String text) {
        this.text = text;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            Object offendingSymbol,
            int line,
            int column,
            String message,
            RecognitionException e) {
        throw error(((LexerNoViableAltException) e).getStartIndex());
    }

    private KqlException error(int start) {
        int quote = text.charAt(start) == 'h' || text.charAt(start) == 'H' ? start + 1 : start;
        boolean verbatim = quote < text.length() && text.charAt(quote) == '@';
        if (verbatim) {
            quote++;
        }
        char sign = quote < text.length() ? text.charAt(quote) : '\0';
        if (sign == '"' || sign == '\'') {
            return unfinishedString(start, quote, verbatim);
        }
        if (text.startsWith("```", quote) || text.startsWith("~~~", quote)) {
            return new KqlException(
                    Code.SYNTAX,
                    "this string has no end: '" + text.substring(quote, quote + 3) + "' is missing",
                    new Span(start, text.length()));
        }
        if (text.charAt(start) == '#') {
            return new KqlException(
                    Code.UNSUPPORTED,
                    "lines that begin with '#' are for interactive clients, not for queries",
                    new Span(start, start + 1));
        }
        String found = text.substring(start, text.offsetByCodePoints(start, 1));
        return new KqlException(
                Code.SYNTAX, "'" + found + "' has no meaning here", new Span(start, start + found.length()));
    }

    private KqlException unfinishedString(int start, int quote, boolean verbatim) {
        char sign = text.charAt(quote);
        int i = quote + 1;
        while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
            if (text.charAt(i) == '\\' && !verbatim) {
                int length = StringText.escapeLength(text, i);
                if (length == 0) {
                    return new KqlException(
                            Code.SYNTAX,
                            "'\\" + next(i) + "' is no escape; write '\\\\' for a backslash, or @" + sign + "…" + sign
                                    + " for text as it stands",
                            new Span(i, Math.min(i + 2, text.length())));
                }
                i += length;
            } else {
                i++;
            }
        }
        return new KqlException(
                Code.SYNTAX,
                "this string has no end: " + sign + " is missing on its line; only ```…``` may hold several lines",
                new Span(start, i));
    }

    private String next(int backslash) {
        return backslash + 1 < text.length() ? text.substring(backslash + 1, backslash + 2) : "";
    }
}
