package io.azdetect.kql.schema;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a query may name: tables and, where a database has them, stored functions, watchlists and other databases. */
public interface DatabaseSchema {
    /** A database without tables; {@code print}, {@code range} and {@code datatable} need no more. */
    DatabaseSchema EMPTY = of(List.of());

    /** The table of exactly this name. */
    Optional<TableSchema> table(String name);

    /** All table names, for suggestions. */
    Collection<String> tableNames();

    /** The tables that {@code *} stands for, and that {@code search} goes through where it names none. */
    default Collection<String> wildcardNames() {
        return tableNames();
    }

    /**
     * Whether a table that is known here may have rows. A wildcard leaves out those columns of a table without rows that a
     * table with rows has in another type.
     */
    default boolean mayHaveRows(String table) {
        return true;
    }

    /** The stored function of exactly this name. */
    default Optional<StoredFunction> function(String name) {
        return Optional.empty();
    }

    /** The names of all stored functions. */
    default Collection<String> functionNames() {
        return List.of();
    }

    /** What {@code _GetWatchlist(alias)} reads; the name of the table is none that a query can write. */
    default Optional<TableSchema> watchlist(String alias) {
        return Optional.empty();
    }

    /** The aliases of all watchlists. */
    default Collection<String> watchlists() {
        return List.of();
    }

    /** Another database that queries here may read. Its tables are found under the names that it gives them. */
    default Optional<DatabaseSchema> place(Place place) {
        return Optional.empty();
    }

    /** The other databases. */
    default Collection<Place> places() {
        return List.of();
    }

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
