package io.azdetect.kql.diagnostic;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A stretch of query text: character offsets, {@code start} inclusive, {@code end} exclusive.
 *
 * @param file the text that it is in, where that is not the query's own: a stored function's
 */
public record Span(int start, int end, Optional<SourceText> file) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + ".." + end);
        }
        requireNonNull(file, "file");
    }

    /** A stretch of the query's own text. */
    public Span(int start, int end) {
        this(start, end, Optional.empty());
    }

    /**
     * A line of a text without its indentation and its end; the last line when there are not so many.
     *
     * @param number from 1
     */
    public static Span ofLine(String text, int number) {
        int start = 0;
        for (int line = 1; line < number && text.indexOf('\n', start) >= 0; line++) {
            start = text.indexOf('\n', start) + 1;
        }
        int end = text.indexOf('\n', start);
        String line = text.substring(start, end < 0 ? text.length() : end);
        int from = start + line.length() - line.stripLeading().length();
        return new Span(from, Math.max(from, start + line.stripTrailing().length()));
    }

    /** The smallest span that covers this one and the other, which is in the same text. */
    public Span to(Span other) {
        return new Span(Math.min(start, other.start), Math.max(end, other.end), file);
    }

    /** The same stretch of another text. */
    public Span in(SourceText text) {
        return new Span(start, end, Optional.of(text));
    }
}
