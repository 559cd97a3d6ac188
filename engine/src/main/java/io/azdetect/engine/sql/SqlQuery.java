package io.azdetect.engine.sql;

import io.azdetect.kql.schema.Column;
import java.util.List;
import java.util.Set;

/**
 * A plan as one statement of SQL.
 *
 * @param sql the statement; its columns have the order of {@code columns}, not always their names
 * @param columns the result's columns
 * @param javaFunctions the functions that must be registered before it runs
 */
public record SqlQuery(String sql, List<Column> columns, Set<String> javaFunctions) {
    public SqlQuery {
        columns = List.copyOf(columns);
        javaFunctions = Set.copyOf(javaFunctions);
    }
}
