package io.azdetect.kql.function;

import static java.util.Objects.requireNonNull;

/**
 * A query over no stored table, and what it gives; it runs as a test.
 *
 * @param query the KQL
 * @param result the result as the spec files write it: a line of columns ({@code name:type}), then a line for each row,
 *     cells apart by {@code |}; {@code null} is null and {@code ""} the empty text
 * @param inOrder whether the rows come in this order
 */
public record ExampleQuery(String query, String result, boolean inOrder) {
    public ExampleQuery {
        requireNonNull(query, "query");
        requireNonNull(result, "result");
    }

    static ExampleQuery of(String query, String result) {
        return new ExampleQuery(query.strip(), result.strip(), false);
    }

    ExampleQuery ordered() {
        return new ExampleQuery(query, result, true);
    }
}
