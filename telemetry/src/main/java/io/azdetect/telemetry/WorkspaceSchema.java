package io.azdetect.telemetry;

import io.azdetect.engine.Elsewhere;
import io.azdetect.engine.StoreException;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.Place;
import io.azdetect.kql.schema.StoredFunction;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.telemetry.ingest.Quarantine;
import io.azdetect.telemetry.schema.TableSchemas;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every table that a query can name, those that are stored with their columns and the built-in ones, and what the
 * workspace's folder holds besides: stored functions, watchlists, and which other places are known.
 */
final class WorkspaceSchema implements DatabaseSchema {
    private static final String FUNCTIONS = "functions";
    private static final String WATCHLISTS = "watchlists";

    private final DatabaseSchema stored;
    private final Elsewhere elsewhere;
    private final StoredFunctions functions = new StoredFunctions();
    private final Watchlists watchlists;
    private final Places places = new Places();
    private boolean wildcardsAreStored;

    /**
     * Knows the tables of a store alone.
     *
     * @param elsewhere of the store that queries run on, for what they read besides it
     */
    WorkspaceSchema(DatabaseSchema stored, Elsewhere elsewhere) {
        this.stored = stored;
        this.elsewhere = elsewhere;
        this.watchlists = new Watchlists(elsewhere);
    }

    /** Adds what a workspace's folder holds besides the store. */
    WorkspaceSchema addFolder(Path workspace) {
        functions.add(workspace.resolve(FUNCTIONS));
        watchlists.add(workspace.resolve(WATCHLISTS));
        places.addFile(workspace);
        return this;
    }

    void addFunctions(Path folder) {
        functions.add(folder);
    }

    void addWatchlists(Path folder) {
        watchlists.add(folder);
    }

    void addPlace(Place place, Optional<Path> workspace) {
        places.add(place, workspace);
    }

    /** From now on wildcards stand for what is stored, without the built-in tables that are empty. */
    void limitWildcards() {
        wildcardsAreStored = true;
    }

    @Override
    public Collection<String> wildcardNames() {
        return wildcardsAreStored ? stored.tableNames() : tableNames();
    }

    @Override
    public Optional<TableSchema> table(String name) {
        return stored.table(name)
                .or(() -> TableSchemas.builtIn().table(name))
                .or(() -> name.equals(Quarantine.TABLE) ? Optional.of(Quarantine.SCHEMA) : Optional.empty());
    }

    @Override
    public Collection<String> tableNames() {
        Set<String> names = new TreeSet<>(TableSchemas.builtIn().tableNames());
        names.addAll(stored.tableNames());
        names.add(Quarantine.TABLE);
        return names;
    }

    @Override
    public boolean mayHaveRows(String table) {
        return stored.table(table).isPresent();
    }

    @Override
    public Optional<StoredFunction> function(String name) {
        return functions.find(name);
    }

    @Override
    public Collection<String> functionNames() {
        return functions.names();
    }

    @Override
    public Optional<TableSchema> watchlist(String alias) {
        return watchlists.find(alias);
    }

    @Override
    public Collection<String> watchlists() {
        return watchlists.aliases();
    }

    @Override
    public Collection<Place> places() {
        return places.all();
    }

    @Override
    public Optional<DatabaseSchema> place(Place place) {
        return places.find(place)
                .map(folder -> folder.map(f -> open(place, f)).orElseGet(() -> {
                    elsewhere.map(place.toString());
                    return this;
                }));
    }

    private DatabaseSchema open(Place place, Path folder) {
        if (!Workspace.isWorkspace(folder)) {
            throw new StoreException("there is no workspace in " + folder + ", which is said to be " + place
                    + "; azdetect ingest makes one");
        }
        DatabaseSchema other = elsewhere.map(place.toString(), folder.resolve(Workspace.DATABASE_FILE));
        return new WorkspaceSchema(other, elsewhere).addFolder(folder);
    }
}
