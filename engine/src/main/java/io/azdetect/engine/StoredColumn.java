package io.azdetect.engine;

import io.azdetect.kql.schema.Column;

/** A Kusto column and the name of the DuckDB column that holds it. */
record StoredColumn(Column column, String physicalName) {}
