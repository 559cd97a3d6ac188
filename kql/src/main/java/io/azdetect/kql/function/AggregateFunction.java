package io.azdetect.kql.function;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An aggregate function's declaration.
 *
 * @param name Kusto's name
 * @param documentation one line that says what it gives
 * @param signatures the ways to call it; the first that fits is taken
 * @param prefix what an unnamed column's name begins with ({@code set} for {@code make_set}); empty when it is the
 *     argument's own name
 */
public record AggregateFunction(String name, String documentation, List<Signature> signatures, String prefix) {
    public AggregateFunction {
        requireNonNull(name, "name");
        requireNonNull(documentation, "documentation");
        signatures = List.copyOf(signatures);
        requireNonNull(prefix, "prefix");
    }

    static AggregateFunction declare(String signatures, String documentation) {
        List<Signature> parsed = signatures.lines().map(Signature::parse).toList();
        String name = parsed.get(0).name();
        return new AggregateFunction(name, documentation, parsed, name);
    }

    AggregateFunction withPrefix(String newPrefix) {
        return new AggregateFunction(name, documentation, signatures, newPrefix);
    }
}
