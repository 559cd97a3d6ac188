package io.azdetect.kql.syntax;

import io.azdetect.kql.diagnostic.SourceText;
import java.util.Optional;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/** A query text by UTF-16 units, so that a token's offsets are those of the {@link String} itself. */
final class TextStream implements CharStream {
    private final String text;
    private final Optional<SourceText> file;
    private int index;

    /** @param file what the text is, where it is not a query's own */
    TextStream(String text, Optional<SourceText> file) {
        this.text = text;
        this.file = file;
    }

    Optional<SourceText> file() {
        return file;
    }

    @Override
    public String getText(Interval interval) {
        int end = Math.min(interval.b + 1, text.length());
        return interval.a >= end ? "" : text.substring(interval.a, end);
    }

    @Override
    public void consume() {
        if (index == text.length()) {
            throw new IllegalStateException("past the end");
        }
        index++;
    }

    @Override
    public int LA(int offset) {
        int position = offset > 0 ? index + offset - 1 : index + offset;
        if (offset == 0 || position < 0) {
            return 0;
        }
        return position < text.length() ? text.charAt(position) : IntStream.EOF;
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {
        // Nothing is kept for a mark: the whole text is at hand.
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void seek(int newIndex) {
        index = newIndex;
    }

    @Override
    public int size() {
        return text.length();
    }

    @Override
    public String getSourceName() {
        return "query";
    }

    @Override
    public String toString() {
        return text;
    }
}
