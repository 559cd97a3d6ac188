package io.azdetect.kql.function;

import static java.util.Objects.requireNonNull;

/**
 * A plug-in's declaration: what {@code evaluate} may call.
 *
 * @param name Kusto's name
 * @param syntax the call's forms, one a line, brackets around what may be left out
 * @param documentation one line that says what it gives
 * @param example a query that runs as a test, and its result
 */
public record Plugin(String name, String syntax, String documentation, ExampleQuery example) {
    public Plugin {
        requireNonNull(name, "name");
        requireNonNull(syntax, "syntax");
        requireNonNull(documentation, "documentation");
        requireNonNull(example, "example");
        if (!syntax.startsWith(name + "(")) {
            throw new IllegalArgumentException("'" + syntax + "' is not how '" + name + "' is called");
        }
    }

    /** Declares a plug-in: its call's forms, what it gives, a query that shows it, and the query's result. */
    static Plugin declare(String syntax, String documentation, String query, String result) {
        String name = syntax.substring(0, syntax.indexOf('('));
        return new Plugin(name, syntax.strip(), documentation, ExampleQuery.of(query, result));
    }

    /** The same, with an example whose rows come in the order shown. */
    Plugin inOrder() {
        return new Plugin(name, syntax, documentation, example.ordered());
    }
}
