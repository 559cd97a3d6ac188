package io.azdetect.engine.sql;

import io.azdetect.kql.schema.Column;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan as one statement of SQL, and what has to happen before it runs.
 *
 * @param sql the statement; its columns have the order of {@code columns}, not always their names
 * @param columns the result's columns
 * @param javaFunctions the functions that must be registered before it runs
 * @param stages the tables that the statement reads and that do not exist yet, in the order in which they are made
 */
public record SqlQuery(String sql, List<Column> columns, Set<String> javaFunctions, List<SqlStage> stages) {
    public SqlQuery {
        columns = List.copyOf(columns);
        javaFunctions = Set.copyOf(javaFunctions);
        stages = List.copyOf(stages);
    }

    SqlQuery(String sql, List<Column> columns, Set<String> javaFunctions) {
        this(sql, columns, javaFunctions, List.of());
    }

    /** All that runs, stage after stage, for a reader. */
    public String text() {
        return stages.stream().map(SqlStage::text).collect(Collectors.joining()) + sql;
    }
}
