package io.azdetect.kql.plan;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Span;

/**
 * {@code schema_merge}: the columns of several schemas, as {@code getschema} writes them, as those of one. The columns of
 * input and result are ColumnName, ColumnOrdinal, DataType and ColumnType, in this order.
 *
 * @param preserveOrder whether a column that stands at unlike places is an error
 * @param span the call, for what cannot be merged
 */
public record SchemaMerge(boolean preserveOrder, Span span) implements Program {
    public SchemaMerge {
        requireNonNull(span, "span");
    }

    @Override
    public String describe() {
        return "schema_merge(" + preserveOrder + ")";
    }
}
