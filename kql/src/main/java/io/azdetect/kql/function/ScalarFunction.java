package io.azdetect.kql.function;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A scalar function's declaration: all that the binder, the reference documentation and the tests need of it.
 *
 * @param name Kusto's name
 * @param documentation one line that says what it gives
 * @param signatures the ways to call it; the first that fits is taken
 * @param resultName how a column of it is called
 * @param columnName the column's name when {@code resultName} is {@link ResultName#FIXED}, its beginning when that is
 *     {@link ResultName#PREFIXED}, else empty
 * @param example a scalar expression that runs as a test
 * @param result what the example gives, as text
 */
public record ScalarFunction(
        String name,
        String documentation,
        List<Signature> signatures,
        ResultName resultName,
        String columnName,
        String example,
        String result) {
    public ScalarFunction {
        requireNonNull(name, "name");
        requireNonNull(documentation, "documentation");
        signatures = List.copyOf(signatures);
        requireNonNull(resultName, "resultName");
        requireNonNull(columnName, "columnName");
        requireNonNull(example, "example");
        requireNonNull(result, "result");
        for (Signature signature : signatures) {
            if (!signature.name().equals(name)) {
                throw new IllegalArgumentException(signature + " is no signature of " + name);
            }
        }
    }

    /** Declares a function: its signatures, one a line, then what it gives, an example, and the example's result. */
    static ScalarFunction declare(String signatures, String documentation, String example, String result) {
        List<Signature> parsed = signatures.lines().map(Signature::parse).toList();
        return new ScalarFunction(
                parsed.get(0).name(), documentation, parsed, ResultName.NUMBERED, "", example, result);
    }

    /** The same, with columns named as its first argument is. */
    ScalarFunction namedAsFirstArgument() {
        return new ScalarFunction(name, documentation, signatures, ResultName.FIRST_ARGUMENT, "", example, result);
    }

    /** The same, with columns named after the function and its first argument. */
    ScalarFunction namedWithPrefix() {
        return namedWithPrefix(name);
    }

    /** The same, with columns named after its first argument, behind a prefix and an underscore. */
    ScalarFunction namedWithPrefix(String prefix) {
        return new ScalarFunction(name, documentation, signatures, ResultName.PREFIXED, prefix, example, result);
    }

    /** The same, with columns of one name. */
    ScalarFunction named(String column) {
        return new ScalarFunction(name, documentation, signatures, ResultName.FIXED, column, example, result);
    }

    /** The same under another name. */
    ScalarFunction called(String other) {
        return new ScalarFunction(
                other,
                "The same as " + name + ".",
                signatures.stream()
                        .map(s -> Signature.parse(
                                other + s.toString().substring(s.name().length())))
                        .toList(),
                resultName,
                columnName,
                example.replace(name + "(", other + "("),
                result);
    }
}
