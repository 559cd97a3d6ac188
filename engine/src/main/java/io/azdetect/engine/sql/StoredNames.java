package io.azdetect.engine.sql;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where an engine keeps Kusto's tables. */
@FunctionalInterface
public interface StoredNames {
    /** Where the table of this Kusto name is; empty when the store has no such table, which then has no rows. */
    Optional<Location> table(String name);

    /**
     * The file that an address in {@code externaldata} stands for; empty when the engine reads none.
     *
     * @throws IllegalArgumentException if it is one that must not be read; the message says why and what to do
     */
    default Optional<Path> external(String address) {
        return Optional.empty();
    }

    /** Whether {@code geo_info_from_ip_address} has a database to look in. */
    default boolean locatesAddresses() {
        return false;
    }

    /** No tables. */
    static StoredNames none(boolean locatesAddresses) {
        return new StoredNames() {
            @Override
            public Optional<Location> table(String name) {
                return Optional.empty();
            }

            @Override
            public boolean locatesAddresses() {
                return locatesAddresses;
            }
        };
    }

    /**
     * A stored table.
     *
     * @param sql what stands in {@code FROM}, quoted
     * @param columns what stands for each column, by Kusto's names: a quoted name, or a function of some; what is missing is
     *     absent in every row
     */
    record Location(String sql, Map<String, String> columns) {
        public Location {
            columns = Map.copyOf(columns);
        }
    }
}
