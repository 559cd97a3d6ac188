package io.azdetect.cli;

import static java.util.Objects.requireNonNull;

import io.azdetect.cli.terminal.Palette;
import io.azdetect.kql.diagnostic.SourceText;
import io.azdetect.kql.diagnostic.SourceText.Position;
import io.azdetect.kql.diagnostic.Span;

/**
 * Something wrong in a file.
 *
 * @param file as it was given
 * @param text the file's whole text
 * @param code a stable code
 * @param meaning what the code says of any file
 * @param message what is wrong here and what to do
 * @param span the place in the text
 */
record Finding(String file, String text, String code, String meaning, String message, Span span) {
    Finding {
        requireNonNull(file, "file");
        requireNonNull(text, "text");
        requireNonNull(code, "code");
        requireNonNull(meaning, "meaning");
        requireNonNull(message, "message");
        requireNonNull(span, "span");
    }

    Position start() {
        return new SourceText(text).position(span.start());
    }

    /** Behind the last character. */
    Position end() {
        return new SourceText(text).position(span.end());
    }

    /** Several lines for a person. */
    String shown(Palette palette) {
        return new CaretMessage(file, text, code, message, span).text(palette);
    }
}
