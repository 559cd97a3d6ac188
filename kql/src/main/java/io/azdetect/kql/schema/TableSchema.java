package io.azdetect.kql.schema;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** A stored table's name and columns, in the order in which a query without {@code project} returns them. */
public record TableSchema(String name, List<Column> columns) {
    public TableSchema {
        requireNonNull(name, "name");
        columns = List.copyOf(columns);
    }

    /** The column of exactly this name. */
    public Optional<Column> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }
}
