package io.azdetect.engine;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Kusto table, the DuckDB table that holds it, and its columns in order. */
record StoredTable(String name, String physicalName, List<StoredColumn> columns) {
    StoredTable {
        columns = List.copyOf(columns);
    }

    /** What queries see: all but the hidden column. */
    TableSchema schema() {
        return new TableSchema(
                name,
                columns.stream()
                        .map(StoredColumn::column)
                        .filter(c -> !c.equals(TableSchema.INGESTION_TIME))
                        .toList());
    }

    Optional<StoredColumn> column(String columnName) {
        return columns.stream()
                .filter(c -> c.column().name().equals(columnName))
                .findFirst();
    }

    /** This table's columns by their Kusto names. */
    Map<String, Column> byName() {
        Map<String, Column> byName = new LinkedHashMap<>();
        columns.forEach(c -> byName.put(c.column().name(), c.column()));
        return byName;
    }
}
