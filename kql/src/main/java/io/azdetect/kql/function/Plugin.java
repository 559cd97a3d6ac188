package io.azdetect.kql.function;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * A plug-in's declaration: what {@code evaluate} may call.
 *
 * @param name Kusto's name
 * @param syntax the call's forms, one a line, brackets around what may be left out, dots behind what may be repeated
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

    /** The parameters in their order, as the first form of the syntax has them. */
    public List<Parameter> parameters() {
        String form = syntax.lines().findFirst().orElseThrow();
        String list = form.substring(form.indexOf('(') + 1, form.lastIndexOf(')'));
        return list.isEmpty()
                ? List.of()
                : Arrays.stream(list.split(", ")).map(Parameter::parse).toList();
    }

    /**
     * A parameter: its name in the documentation, whether it may be left out, whether it may be repeated, and whether its
     * arguments have names that the query gives.
     */
    public record Parameter(String name, boolean optional, boolean repeated, boolean named) {
        private static final String NAMED = "Name = ";

        private static Parameter parse(String text) {
            boolean optional = text.startsWith("[");
            String whole = optional ? text.substring(1, text.length() - 1) : text;
            boolean named = whole.startsWith(NAMED);
            String bare = named ? whole.substring(NAMED.length()) : whole;
            boolean repeated = bare.endsWith("...");
            return new Parameter(
                    repeated ? bare.substring(0, bare.length() - 3) : bare, optional || repeated, repeated, named);
        }
    }
}
