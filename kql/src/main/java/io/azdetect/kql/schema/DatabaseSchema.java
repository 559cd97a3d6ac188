package io.azdetect.kql.schema;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables that a query may name. */
public interface DatabaseSchema {
    /** A database without tables; {@code print}, {@code range} and {@code datatable} need no more. */
    DatabaseSchema EMPTY = of(List.of());

    /** The table of exactly this name. */
    Optional<TableSchema> table(String name);

    /** All table names, for wildcards and for suggestions. */
    Collection<String> tableNames();

    /** A fixed set of tables. */
    static DatabaseSchema of(Collection<TableSchema> tables) {
        Map<String, TableSchema> byName =
                tables.stream().collect(Collectors.toUnmodifiableMap(TableSchema::name, Function.identity()));
        return new DatabaseSchema() {
            @Override
            public Optional<TableSchema> table(String name) {
                return Optional.ofNullable(byName.get(name));
            }

            @Override
            public Collection<String> tableNames() {
                return byName.keySet();
            }
        };
    }
}
