package io.azdetect.telemetry.mapping;

import io.azdetect.kql.schema.Column;
import io.azdetect.telemetry.schema.TableSchemas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Finds the tables that a row without a table's name can belong to: those that have all of its columns. */
final class ColumnSets {
    private static final int REMEMBERED = 1_000;

    private final TableSchemas schemas = TableSchemas.builtIn();
    private final Map<Set<String>, List<String>> found = new ConcurrentHashMap<>();

    /** The names of the tables that have all of these columns. */
    List<String> tablesWith(Set<String> columns) {
        List<String> known = found.get(columns);
        if (known != null) {
            return known;
        }
        List<String> tables = new ArrayList<>();
        for (String table : schemas.tableNames()) {
            Collection<String> names =
                    schemas.get(table).columns().stream().map(Column::name).collect(Collectors.toSet());
            if (names.containsAll(columns)) {
                tables.add(table);
            }
        }
        List<String> result = List.copyOf(tables);
        if (found.size() < REMEMBERED) {
            found.put(Set.copyOf(columns), result);
        }
        return result;
    }
}
