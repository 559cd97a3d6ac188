package io.azdetect.kql.syntax;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Span;

/** An identifier as meant: quotes and brackets of {@code ['a name']} are gone. */
public record Name(String text, Span span) {
    public Name {
        requireNonNull(text, "text");
        requireNonNull(span, "span");
    }

    @Override
    public String toString() {
        return text;
    }
}
