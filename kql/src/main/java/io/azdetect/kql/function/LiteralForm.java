package io.azdetect.kql.function;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.type.KqlType;

/**
 * One way to write a value in a query.
 *
 * @param type the value's type
 * @param documentation what is written
 * @param example a literal that runs as a test
 * @param result its value, as text
 */
public record LiteralForm(KqlType type, String documentation, String example, String result) {
    public LiteralForm {
        requireNonNull(type, "type");
        requireNonNull(documentation, "documentation");
        requireNonNull(example, "example");
        requireNonNull(result, "result");
    }
}
