package io.azdetect.cli.shell;

import io.azdetect.kql.completion.Completions;
import java.util.List;
import org.jline.reader.CompletingParsedLine;

/** A line for completion: all that matters of it is the word that a completion replaces, and where it begins. */
record WordAtCursor(String line, int cursor) implements CompletingParsedLine {
    private int start() {
        return line.startsWith(".") ? line.lastIndexOf(' ', cursor - 1) + 1 : Completions.wordStart(line, cursor);
    }

    @Override
    public String word() {
        return line.substring(start(), cursor);
    }

    @Override
    public int wordCursor() {
        return cursor - start();
    }

    @Override
    public int wordIndex() {
        return 0;
    }

    @Override
    public List<String> words() {
        return List.of(word());
    }

    /** What is completed is written as it is. */
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return candidate;
    }

    @Override
    public int rawWordCursor() {
        return wordCursor();
    }

    @Override
    public int rawWordLength() {
        return wordCursor();
    }
}
