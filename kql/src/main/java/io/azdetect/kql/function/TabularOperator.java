package io.azdetect.kql.function;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A tabular operator's or statement's declaration: what the reference documentation, completion and the tests need of it.
 *
 * @param name Kusto's name
 * @param synonyms other names for the same
 * @param syntax how it is written, one way a line: {@code T} is its input, brackets are around what may be left out
 * @param documentation one line that says what it gives
 * @param example a query that runs as a test, and its result
 */
public record TabularOperator(
        String name, List<String> synonyms, String syntax, String documentation, ExampleQuery example) {
    public TabularOperator {
        requireNonNull(name, "name");
        synonyms = List.copyOf(synonyms);
        requireNonNull(syntax, "syntax");
        requireNonNull(documentation, "documentation");
        requireNonNull(example, "example");
        if (!syntax.contains(name)) {
            throw new IllegalArgumentException("'" + syntax + "' is not how '" + name + "' is written");
        }
    }

    /** Declares an operator: its name and syntax, what it gives, a query that shows it, and the query's result. */
    static TabularOperator declare(String name, String syntax, String documentation, String query, String result) {
        return new TabularOperator(name, List.of(), syntax.strip(), documentation, ExampleQuery.of(query, result));
    }

    /** The same, known by another name too. */
    TabularOperator alsoCalled(String synonym) {
        return new TabularOperator(name, List.of(synonym), syntax, documentation, example);
    }

    /** The same, with an example whose rows come in the order shown. */
    TabularOperator inOrder() {
        return new TabularOperator(name, synonyms, syntax, documentation, example.ordered());
    }
}
