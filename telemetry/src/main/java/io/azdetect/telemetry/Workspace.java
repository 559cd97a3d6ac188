package io.azdetect.telemetry;

import io.azdetect.engine.Database;
import io.azdetect.engine.StoreException;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.telemetry.ingest.Quarantine;
import io.azdetect.telemetry.schema.TableSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A place for logs: a folder with one ordinary DuckDB database in it, the counterpart of a Log Analytics workspace. A table
 * comes into being with its first row.
 */
public final class Workspace implements AutoCloseable {
    /** The database in a workspace's folder. */
    public static final String DATABASE_FILE = "workspace.duckdb";

    private final Database database;

    private Workspace(Database database) {
        this.database = database;
    }

    /** Opens the workspace in a folder, which comes into being when there is none. One process at a time can. */
    public static Workspace open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StoreException("cannot make the workspace's folder " + folder + ": " + e.getMessage(), e);
        }
        return new Workspace(Database.open(folder.resolve(DATABASE_FILE)));
    }

    /** Opens an existing workspace only to query it; several processes can. */
    public static Workspace openReadOnly(Path folder) {
        if (!isWorkspace(folder)) {
            throw new StoreException("there is no workspace in " + folder + "; azdetect ingest makes one");
        }
        return new Workspace(Database.openReadOnly(folder.resolve(DATABASE_FILE)));
    }

    /** A new workspace that goes away when closed. */
    public static Workspace inMemory() {
        return new Workspace(Database.inMemory());
    }

    /** Whether there is a workspace in a folder. */
    public static boolean isWorkspace(Path folder) {
        return Files.isRegularFile(folder.resolve(DATABASE_FILE));
    }

    public Database database() {
        return database;
    }

    /** Every table that a query can name: those that are stored, with their columns, and the built-in ones. */
    public DatabaseSchema schema() {
        DatabaseSchema stored = database.schema();
        TableSchemas builtIn = TableSchemas.builtIn();
        return new DatabaseSchema() {
            @Override
            public Optional<TableSchema> table(String name) {
                return stored.table(name)
                        .or(() -> builtIn.table(name))
                        .or(() -> name.equals(Quarantine.TABLE) ? Optional.of(Quarantine.SCHEMA) : Optional.empty());
            }

            @Override
            public Collection<String> tableNames() {
                Set<String> names = new TreeSet<>(builtIn.tableNames());
                names.addAll(stored.tableNames());
                names.add(Quarantine.TABLE);
                return names;
            }
        };
    }

    @Override
    public void close() {
        database.close();
    }
}
