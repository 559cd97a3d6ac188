package io.azdetect.telemetry;

import io.azdetect.engine.Database;
import io.azdetect.engine.KqlDatabase;
import io.azdetect.engine.StoreException;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A place for logs: a folder with one ordinary DuckDB database in it, the counterpart of a Log Analytics workspace. A table
 * comes into being with its first row.
 */
public final class Workspace implements AutoCloseable {
    /** The database in a workspace's folder. */
    public static final String DATABASE_FILE = "workspace.duckdb";

    private final Database database;
    private final WorkspaceSchema schema;

    private Workspace(Database database) {
        this.database = database;
        this.schema = new WorkspaceSchema(database.schema(), database.elsewhere());
    }

    /** Opens the workspace in a folder, which comes into being when there is none. One process at a time can. */
    public static Workspace open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StoreException("cannot make the workspace's folder " + folder + ": " + e.getMessage(), e);
        }
        return new Workspace(Database.open(folder.resolve(DATABASE_FILE))).withDefinitions(folder);
    }

    /** Opens an existing workspace only to query it; several processes can. */
    public static Workspace openReadOnly(Path folder) {
        if (!isWorkspace(folder)) {
            throw new StoreException("there is no workspace in " + folder + "; azdetect ingest makes one");
        }
        return new Workspace(Database.openReadOnly(folder.resolve(DATABASE_FILE))).withDefinitions(folder);
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

    /** What a query can name. */
    public DatabaseSchema schema() {
        return schema;
    }

    /**
     * Adds stored functions: each file {@code NAME.kql} of the folder is one. The workspace's own folder {@code functions}
     * is there already.
     */
    public Workspace withFunctions(Path functions) {
        schema.addFunctions(existing(functions));
        return this;
    }

    /** Adds watchlists: each file {@code ALIAS.csv} of the folder is one. Those in {@code watchlists} are there already. */
    public Workspace withWatchlists(Path watchlists) {
        schema.addWatchlists(existing(watchlists));
        return this;
    }

    /** Says that another workspace here has the logs of a place, such as {@code workspace("contoso")}. */
    public Workspace with(Place place, Path workspace) {
        schema.addPlace(place, Optional.of(workspace));
        return this;
    }

    /** Says that this workspace has the logs of a place. */
    public Workspace with(Place place) {
        schema.addPlace(place, Optional.empty());
        return this;
    }

    /** Adds the functions, watchlists and places of another workspace's folder, without its logs. */
    public Workspace withDefinitions(Path workspace) {
        schema.addFolder(workspace);
        return this;
    }

    /**
     * Lets wildcards, {@code search} and {@code find} see only tables with rows, where there is no workspace whose tables they
     * would be.
     */
    public Workspace withWildcardsOverRows() {
        schema.limitWildcards();
        return this;
    }

    private static Path existing(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new StoreException("there is no folder " + folder);
        }
        return folder;
    }

    /** Queries over the workspace, which is closed with this. */
    public KqlDatabase kql() {
        return KqlDatabase.over(database, schema());
    }

    @Override
    public void close() {
        database.close();
    }
}
