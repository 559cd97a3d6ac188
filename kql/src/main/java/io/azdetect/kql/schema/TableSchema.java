package io.azdetect.kql.schema;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Optional;

/** A stored table's name and columns, in the order in which a query without {@code project} returns them. */
public record TableSchema(String name, List<Column> columns) {
    /** The hidden column of a stored table that says when a row came; it has Kusto's name and is in no table's columns. */
    public static final Column INGESTION_TIME = new Column("$IngestionTime", KqlType.DATETIME);

    public TableSchema {
        requireNonNull(name, "name");
        columns = List.copyOf(columns);
    }

    /** The column of exactly this name. */
    public Optional<Column> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }
}
