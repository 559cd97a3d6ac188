package io.azdetect.kql;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One of the results that a text asks for. A text has as many as it has statements that return rows, and more where {@code
 * fork} or {@code facet} ends such a statement.
 *
 * @param name what {@code fork} or {@code as} calls it, or the column that it is the {@code facet} of
 * @param query what gives it; its text is the whole text
 */
public record CompiledResult(Optional<String> name, CompiledQuery query) {
    public CompiledResult {
        requireNonNull(name, "name");
        requireNonNull(query, "query");
    }
}
