package io.azdetect.kql.schema;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.SourceText;

/**
 * A function that a database keeps.
 *
 * @param text its definition: {@code .create-or-alter function Name(parameters) { body }}, or the body alone of a function
 *     without parameters. The text's name says in errors where it is
 */
public record StoredFunction(String name, SourceText text) {
    public StoredFunction {
        requireNonNull(name, "name");
        requireNonNull(text, "text");
    }
}
