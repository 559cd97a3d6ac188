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
 * @param example an aggregate over the rows of {@link AggregateFunctions#SAMPLE}, which runs as a test
 * @param result what the example gives, as text; several columns apart by commas
 */
public record AggregateFunction(
        String name, String documentation, List<Signature> signatures, String prefix, String example, String result) {
    public AggregateFunction {
        requireNonNull(name, "name");
        requireNonNull(documentation, "documentation");
        signatures = List.copyOf(signatures);
        requireNonNull(prefix, "prefix");
        requireNonNull(example, "example");
        requireNonNull(result, "result");
    }

    /** Declares an aggregate: its signatures, one a line, then what it gives, an example, and the example's result. */
    static AggregateFunction declare(String signatures, String documentation, String example, String result) {
        List<Signature> parsed = signatures.lines().map(Signature::parse).toList();
        String name = parsed.get(0).name();
        return new AggregateFunction(name, documentation, parsed, name, example, result);
    }

    AggregateFunction withPrefix(String newPrefix) {
        return new AggregateFunction(name, documentation, signatures, newPrefix, example, result);
    }
}
