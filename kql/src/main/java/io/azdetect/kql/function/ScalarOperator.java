package io.azdetect.kql.function;

import static java.util.Objects.requireNonNull;

/**
 * The declaration of an operator between values.
 *
 * @param name its spelling
 * @param documentation one line that says what it gives
 * @param example a scalar expression that runs as a test
 * @param result what the example gives, as text
 */
public record ScalarOperator(String name, String documentation, String example, String result) {
    public ScalarOperator {
        requireNonNull(name, "name");
        requireNonNull(documentation, "documentation");
        requireNonNull(example, "example");
        requireNonNull(result, "result");
    }

    static ScalarOperator declare(String name, String documentation, String example, String result) {
        return new ScalarOperator(name, documentation, example, result);
    }
}
