package io.azdetect.engine;

import io.azdetect.engine.sql.SqlQuery;
import io.azdetect.engine.sql.SqlText;
import io.azdetect.engine.sql.StoredNames;
import io.azdetect.kql.schema.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Tables of rows that are kept beside the store. They are in a database in memory of their own, since DuckDB's temporary
 * tables are seen by one connection only and each query has its own.
 */
final class KeptTables {
    private static final String DATABASE = "kept";

    private final AtomicLong count = new AtomicLong();
    private final Map<String, StoredNames.Location> locations = new ConcurrentHashMap<>();

    /** The table that the query's rows are in, in the attached database; its name is none that a query text can have. */
    TableSchema keep(BoundedStatement statement, SqlQuery query) throws SQLException {
        String name = "$" + DATABASE + count.incrementAndGet();
        String place = DATABASE + ".main." + SqlText.identifier(name);
        Map<String, String> columns = new LinkedHashMap<>();
        IntStream.range(0, query.columns().size())
                .forEach(i -> columns.put(query.columns().get(i).name(), SqlText.identifier("c" + i)));
        String names = String.join(", ", columns.values());
        statement.execute("CREATE TABLE " + place + " AS SELECT * FROM (" + query.sql() + ") AS rows(" + names + ")");
        locations.put(name, new StoredNames.Location(place, columns));
        return new TableSchema(name, query.columns());
    }

    /** Makes the database for kept rows known, where it is not yet. */
    static synchronized void attach(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A store that is open only to read would open this one so, too.
            statement.execute("ATTACH IF NOT EXISTS ':memory:' AS " + DATABASE + " (READ_WRITE)");
        }
    }

    /** A schema for the tables of one query's stages; it does not exist yet. */
    StageSchema newSchema() {
        return new StageSchema(DATABASE, "query" + count.incrementAndGet());
    }

    /** A schema in a database; neither name needs quotes. */
    record StageSchema(String database, String name) {
        String sql() {
            return database + "." + name;
        }
    }

    /** Where kept rows are; empty for any other table. */
    Optional<StoredNames.Location> location(String name) {
        StoredNames.Location location = locations.get(name);
        if (location == null && name.startsWith("$" + DATABASE)) {
            throw new IllegalStateException("the rows of " + name + " are kept no longer");
        }
        return Optional.ofNullable(location);
    }

    void drop(Connection connection, String name) throws SQLException {
        StoredNames.Location location = locations.remove(name);
        if (location != null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE " + location.sql());
            }
        }
    }
}
