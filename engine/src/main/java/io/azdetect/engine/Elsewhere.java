package io.azdetect.engine;

import static java.util.Objects.requireNonNull;

import io.azdetect.engine.sql.SqlText;
import io.azdetect.engine.sql.StoredNames;
import io.azdetect.kql.schema.DatabaseSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What queries of a store may read besides it: other stores, attached only to read, whose tables have the place in their
 * names ({@code workspace("x").T}), and tables that are files.
 */
public final class Elsewhere {
    private final Connection connection;
    private final StoreCatalog own;
    private final Map<Path, StoreCatalog> attached = new HashMap<>();
    private final Map<String, StoreCatalog> places = new HashMap<>();
    private final Map<String, StoredNames.Location> files = new HashMap<>();

    Elsewhere(Connection connection, StoreCatalog own) {
        this.connection = connection;
        this.own = own;
    }

    /** Makes the store's own tables known under the names of a place as well. */
    public synchronized void map(String place) {
        places.put(place, own);
    }

    /**
     * Makes the tables of another store known under the names of a place.
     *
     * @return its tables, as they are now
     * @throws StoreException if it is no store, or another process writes to it
     */
    public synchronized DatabaseSchema map(String place, Path file) {
        requireNonNull(place, "place");
        try {
            Path real = file.toRealPath();
            StoreCatalog catalog = attached.get(real);
            if (catalog == null) {
                catalog = attach(real);
                attached.put(real, catalog);
            }
            places.put(place, catalog);
            return catalog;
        } catch (IOException | SQLException e) {
            throw new StoreException("cannot open the store " + file + " for " + place + ": " + e.getMessage(), e);
        }
    }

    private StoreCatalog attach(Path file) throws SQLException {
        String name = nameOf(file);
        StoreCatalog catalog = new StoreCatalog(name);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "ATTACH IF NOT EXISTS " + SqlText.literal(file.toString()) + " AS " + name + " (READ_ONLY)");
        }
        catalog.load(connection);
        return catalog;
    }

    /** Stores of one file in one process share what is attached, so a name must mean one file in all of them. */
    private static String nameOf(Path file) {
        UUID id = UUID.nameUUIDFromBytes(file.toString().getBytes(StandardCharsets.UTF_8));
        return "place_" + id.toString().replace("-", "");
    }

    /** Lets go of the other stores. */
    synchronized void close() throws SQLException {
        for (Path file : attached.keySet()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DETACH DATABASE IF EXISTS " + nameOf(file));
            }
        }
    }

    /** Makes a table of a file known to queries. */
    public synchronized void add(String table, StoredNames.Location location) {
        files.put(requireNonNull(table, "table"), requireNonNull(location, "location"));
    }

    synchronized Optional<StoredNames.Location> location(String name) {
        StoredNames.Location file = files.get(name);
        if (file != null) {
            return Optional.of(file);
        }
        return places.entrySet().stream()
                .filter(place -> name.startsWith(place.getKey() + "."))
                .findFirst()
                .flatMap(place ->
                        place.getValue().location(name.substring(place.getKey().length() + 1)));
    }
}
