package io.azdetect.engine;

import static java.util.Objects.requireNonNull;

import io.azdetect.engine.sql.SqlText;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.Optional;

/**
 * A Kusto column and the name of the DuckDB column that holds it.
 *
 * @param textOf the DuckDB column whose text this dynamic column's values are, unless it says otherwise: its null means the
 *     same text, its empty string means null
 */
record StoredColumn(Column column, String physicalName, Optional<String> textOf) {
    StoredColumn {
        requireNonNull(column, "column");
        requireNonNull(physicalName, "physicalName");
        if (textOf.isPresent() && column.type() != KqlType.DYNAMIC) {
            throw new IllegalArgumentException(column + " cannot hold the text of " + textOf.get());
        }
    }

    StoredColumn(Column column, String physicalName) {
        this(column, physicalName, Optional.empty());
    }

    /** The column's value in SQL. */
    String sql() {
        String name = SqlText.identifier(physicalName);
        return textOf.map(text -> "nullif(coalesce(" + name + ", " + SqlText.identifier(text) + "), '')")
                .orElse(name);
    }
}
