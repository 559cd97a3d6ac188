package io.azdetect.engine;

import static java.util.Objects.requireNonNull;

import io.azdetect.engine.KeptTables.StageSchema;
import io.azdetect.engine.function.Geolocation;
import io.azdetect.engine.sql.Dialect;
import io.azdetect.engine.sql.PhysicalType;
import io.azdetect.engine.sql.SqlQuery;
import io.azdetect.engine.sql.SqlText;
import io.azdetect.engine.sql.SqlWriter;
import io.azdetect.engine.sql.StoredNames;
import io.azdetect.engine.sql.UniqueNames;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.PlanProbe;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * A store of Kusto tables in one DuckDB file that other tools can open as well.
 *
 * <p>Tables lie in the schema {@code main} with Kusto's names, datetimes and timespans as ticks of 100 ns; the schema
 * {@code readable} shows each table with timestamps. {@code azdetect.columns} says which column is which.
 *
 * <p>Writing is for one thread at a time; queries may run beside it and see what is committed.
 */
public final class Database implements AutoCloseable {
    private final Connection connection;
    private final RegisteredFunctions functions = new RegisteredFunctions();
    private final StoreCatalog catalog = new StoreCatalog();
    private final List<TableAppender> appenders = new ArrayList<>();
    private final KeptTables kept = new KeptTables();
    private final Elsewhere elsewhere;
    private final boolean readOnly;
    private ExternalFiles externalFiles = ExternalFiles.none();
    private Geolocation geolocation;
    private boolean inTransaction;

    private Database(String url, boolean readOnly) throws SQLException {
        this.readOnly = readOnly;
        Properties properties = new Properties();
        // What runs here must run offline: DuckDB must not fetch extensions behind the user's back.
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        // A result that streams says "Invalid result set" for an error in its first rows, and nothing more.
        properties.setProperty("jdbc_stream_results", "false");
        if (readOnly) {
            properties.setProperty("duckdb.read_only", "true");
        }
        connection = DriverManager.getConnection(url, properties);
        elsewhere = new Elsewhere(connection, catalog);
    }

    /** Opens the store in a file, which comes into being when there is none. One process at a time can write. */
    public static Database open(Path file) {
        return open(file, false);
    }

    /** Opens an existing store only to read; several processes can. */
    public static Database openReadOnly(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new StoreException("there is no store " + file + "; ingest some logs first");
        }
        return open(file, true);
    }

    /** A new store that goes away when closed. */
    public static Database inMemory() {
        try {
            return new Database("jdbc:duckdb:", false).load();
        } catch (SQLException e) {
            throw new StoreException("cannot start DuckDB: " + e.getMessage(), e);
        }
    }

    private static Database open(Path file, boolean readOnly) {
        String path = file.toAbsolutePath().toString();
        if (path.indexOf(';') >= 0) {
            // DuckDB's JDBC driver takes what follows for settings.
            throw new StoreException("the path of a store cannot have a semicolon in it: " + path);
        }
        try {
            return new Database("jdbc:duckdb:" + path, readOnly).load();
        } catch (SQLException e) {
            throw new StoreException("cannot open the store " + file + ": " + e.getMessage(), e);
        }
    }

    private Database load() throws SQLException {
        try {
            if (!readOnly) {
                StoreCatalog.create(connection);
            }
            if (!StoreCatalog.exists(connection)) {
                throw new StoreException("this DuckDB database is no store: it has no table azdetect.columns");
            }
            catalog.load(connection);
            return this;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The tables, always as they are now. */
    public DatabaseSchema schema() {
        return catalog;
    }

    /**
     * Makes a table; where there is one of this name, adds the columns that it lacks. With {@link
     * TableSchema#INGESTION_TIME} among them it keeps when its rows come.
     *
     * @throws StoreException if the table has one of the columns with another type
     */
    public void createTable(TableSchema table) {
        createTable(table, Map.of());
    }

    /**
     * Makes a table as {@link #createTable(TableSchema)} does. Logs often hold the same JSON twice, as a text and as a dynamic
     * value; what is the same is stored once.
     *
     * @param texts for dynamic columns that mostly have the very text of a string column: that column, by their names
     */
    public void createTable(TableSchema table, Map<String, String> texts) {
        requireNonNull(table, "table");
        if (table.columns().isEmpty()) {
            throw new IllegalArgumentException("table " + table.name() + " without a column");
        }
        if (catalog.stored(table.name()).isPresent()) {
            addColumns(table.name(), table.columns());
            return;
        }
        String physicalName = new UniqueNames(catalog.physicalNames()).claim(table.name());
        List<StoredColumn> columns = withTexts(name(new UniqueNames(List.of()), table.columns()), texts);
        StoredTable stored = new StoredTable(table.name(), physicalName, columns);
        String definitions = columns.stream()
                .map(c -> SqlText.identifier(c.physicalName()) + " "
                        + PhysicalType.definition(c.column().type()))
                .collect(Collectors.joining(", "));
        write("create table " + table.name(), () -> {
            execute("CREATE TABLE " + SqlText.identifier(physicalName) + " (" + definitions + ")");
            StoreCatalog.record(connection, stored, columns);
            createReadableView(stored);
        });
        catalog.put(stored);
    }

    /**
     * Adds those of the columns that the table lacks, at its end; older rows have nulls, or empty strings, in them. Cheap
     * at any size of the table. Appenders that are open on the table go on.
     *
     * @throws StoreException if there is no such table, or it has one of the columns with another type
     */
    public void addColumns(String table, List<Column> columns) {
        StoredTable stored = storedTable(table);
        Map<String, Column> existing = stored.byName();
        List<Column> missing = new ArrayList<>();
        for (Column column : columns) {
            Column same = existing.putIfAbsent(column.name(), column);
            if (same == null) {
                missing.add(column);
            } else if (!same.equals(column)) {
                throw new StoreException("table " + table + " has the column " + same + ", so it cannot get " + column);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        List<StoredColumn> added = name(
                new UniqueNames(stored.columns().stream()
                        .map(StoredColumn::physicalName)
                        .toList()),
                missing);
        List<StoredColumn> all = new ArrayList<>(stored.columns());
        all.addAll(added);
        StoredTable grown = new StoredTable(table, stored.physicalName(), all);
        for (TableAppender appender : appenders) {
            if (appender.table().equals(table)) {
                appender.release();
            }
        }
        write("add columns to table " + table, () -> {
            for (StoredColumn column : added) {
                execute("ALTER TABLE " + SqlText.identifier(stored.physicalName()) + " ADD COLUMN "
                        + SqlText.identifier(column.physicalName()) + " "
                        + PhysicalType.definition(column.column().type()));
            }
            StoreCatalog.record(connection, grown, added);
            createReadableView(grown);
        });
        catalog.put(grown);
    }

    private static List<StoredColumn> name(UniqueNames names, List<Column> columns) {
        return columns.stream()
                .map(c -> new StoredColumn(c, names.claim(c.name())))
                .toList();
    }

    private static List<StoredColumn> withTexts(List<StoredColumn> columns, Map<String, String> texts) {
        Map<String, String> stringColumns = columns.stream()
                .filter(c -> c.column().type() == KqlType.STRING)
                .collect(Collectors.toMap(c -> c.column().name(), StoredColumn::physicalName));
        return columns.stream()
                .map(c -> {
                    String text = texts.get(c.column().name());
                    if (text != null && !stringColumns.containsKey(text)) {
                        throw new IllegalArgumentException(c.column() + ": there is no string column " + text);
                    }
                    return new StoredColumn(
                            c.column(),
                            c.physicalName(),
                            Optional.ofNullable(text).map(stringColumns::get));
                })
                .toList();
    }

    private void createReadableView(StoredTable table) throws SQLException {
        String columns = table.columns().stream()
                .map(c -> {
                    String name = SqlText.identifier(c.physicalName());
                    String readable = PhysicalType.readable(c.column().type(), c.sql());
                    return readable.equals(name) ? name : readable + " AS " + name;
                })
                .collect(Collectors.joining(", "));
        String name = SqlText.identifier(table.physicalName());
        execute("CREATE OR REPLACE VIEW readable." + name + " AS SELECT " + columns + " FROM main." + name);
    }

    /**
     * Opens a bulk append of rows that have a value for each of these columns; the table's other columns are null, or
     * empty strings, in them.
     *
     * @throws StoreException if the table or a column of it is not there
     */
    public TableAppender appender(String table, List<Column> columns) {
        Map<String, Column> existing = storedTable(table).byName();
        for (Column column : columns) {
            if (!column.equals(existing.get(column.name()))) {
                throw new StoreException("table " + table + " has no column " + column);
            }
        }
        TableAppender appender = new TableAppender(this, table, columns);
        appenders.add(appender);
        return appender;
    }

    void forget(TableAppender appender) {
        appenders.remove(appender);
    }

    /** Work that may fail with a checked exception. */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws E;
    }

    /**
     * Does all of the work or, when it throws, nothing of it. Work inside work belongs to the outer one.
     *
     * <p>Appenders that are still open at the end are written first.
     */
    public <E extends Exception> void inTransaction(Work<E> work) throws E {
        if (inTransaction) {
            work.run();
            return;
        }
        // Not setAutoCommit(false): with it, rows of DuckDB's appender can end up outside of the transaction.
        transaction("begin", () -> execute("BEGIN TRANSACTION"));
        inTransaction = true;
        boolean done = false;
        try {
            work.run();
            appenders.forEach(TableAppender::release);
            transaction("commit", () -> execute("COMMIT"));
            done = true;
        } finally {
            inTransaction = false;
            if (!done) {
                appenders.forEach(TableAppender::abandon);
                transaction("roll back", () -> execute("ROLLBACK"));
                transaction("read the catalogue after", () -> catalog.load(connection));
            }
        }
    }

    private static void transaction(String step, Work<SQLException> work) {
        try {
            work.run();
        } catch (SQLException e) {
            throw new StoreException("cannot " + step + " a transaction of the store: " + e.getMessage(), e);
        }
    }

    /** Runs a query within the standard limits. */
    public QueryResult run(CompiledQuery query) {
        return run(query, QueryLimits.standard());
    }

    /**
     * Runs a query. It sees what is committed when it starts.
     *
     * @throws io.azdetect.kql.KqlException if the query has something in it that is not run here, fails, or reaches a limit
     */
    public QueryResult run(CompiledQuery query, QueryLimits limits) {
        QueryBounds bounds = new QueryBounds(limits, query.text());
        return WholeNumbers.wrapped(dialect -> run(query, limits, bounds, dialect));
    }

    private QueryResult run(CompiledQuery query, QueryLimits limits, QueryBounds bounds, Dialect dialect) {
        StageSchema schema = kept.newSchema();
        // One row more than is allowed is enough to see that there are too many.
        SqlQuery sql = SqlWriter.write(query.plan(), dialect, names(), schema.sql(), oneMoreThan(limits.rows()));
        StageRun stages = stages(schema, bounds);
        boolean started = false;
        try {
            stages.run(sql.stages());
            QueryResult result = new QueryResult(stages.start(sql), stages);
            started = true;
            return result;
        } catch (SQLException e) {
            throw new StoreException("cannot start a query: " + e.getMessage(), e);
        } finally {
            if (!started) {
                stages.close();
            }
        }
    }

    private static OptionalLong oneMoreThan(long rows) {
        return rows == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(rows + 1);
    }

    private StageRun stages(StageSchema schema, QueryBounds bounds) {
        return new StageRun(connection, functions, schema, bounds);
    }

    /** Looks at data for the compiler, within the standard limits: see {@link PlanProbe}. */
    public PlanProbe probe() {
        return probe(QueryLimits.standard());
    }

    /** Looks at data for the compiler, within these limits. */
    public PlanProbe probe(QueryLimits limits) {
        return plan -> {
            CompiledQuery query = new CompiledQuery("", plan, Set.of(), false, Optional.empty());
            try (QueryResult result = run(query, limits)) {
                return result.toList();
            }
        };
    }

    /**
     * Runs a query and keeps its rows beside the store, for whoever reads them many times. A store that is open only to read
     * can do it as well.
     *
     * @throws io.azdetect.kql.KqlException if the query has something in it that is not run here, or fails
     */
    public KeptRows keep(CompiledQuery query) {
        return keep(query, QueryLimits.standard());
    }

    /** Runs a query and keeps its rows, of which there may be as many as the disk holds, within these limits of time and memory. */
    public KeptRows keep(CompiledQuery query, QueryLimits limits) {
        return WholeNumbers.wrapped(dialect -> keep(query, limits, dialect));
    }

    private KeptRows keep(CompiledQuery query, QueryLimits limits, Dialect dialect) {
        StageSchema schema = kept.newSchema();
        SqlQuery sql = SqlWriter.write(query.plan(), dialect, names(), schema.sql());
        QueryBounds bounds = new QueryBounds(limits, query.text());
        try (StageRun stages = stages(schema, bounds);
                Connection own = connection.unwrap(DuckDBConnection.class).duplicate()) {
            stages.run(sql.stages());
            functions.require(sql.javaFunctions(), own.unwrap(DuckDBConnection.class));
            KeptTables.attach(own);
            try (BoundedStatement statement = new BoundedStatement(own, bounds, functions.running())) {
                return new KeptRows(this, kept.keep(statement, sql));
            }
        } catch (SQLException e) {
            throw bounds.error(e);
        }
    }

    void forget(String keptTable) {
        try {
            kept.drop(connection, keptTable);
        } catch (SQLException e) {
            throw new StoreException("cannot drop rows that were kept aside: " + e.getMessage(), e);
        }
    }

    /** Lets queries read these files, with {@code externaldata}; none unless this is called. */
    public void allow(ExternalFiles files) {
        externalFiles = requireNonNull(files, "files");
    }

    /**
     * Lets queries look up where addresses are, with {@code geo_info_from_ip_address}; they are refused unless this is called,
     * once.
     *
     * @param file a database in MaxMind's format, such as GeoLite2-City.mmdb
     * @throws StoreException if the file cannot be read or is no such database
     */
    public void locateAddresses(Path file) {
        try {
            Geolocation opened = Geolocation.open(file);
            functions.add(opened.function());
            geolocation = opened;
        } catch (IOException e) {
            throw new StoreException("cannot look addresses up: " + e.getMessage(), e);
        }
    }

    private StoredNames names() {
        return new StoredNames() {
            @Override
            public Optional<Location> table(String name) {
                return location(name);
            }

            @Override
            public Optional<Path> external(String address) {
                return externalFiles.find(address);
            }

            @Override
            public boolean locatesAddresses() {
                return functions.has(Geolocation.FUNCTION);
            }
        };
    }

    /** The SQL that a query becomes here; its stages' tables are in a schema {@code stages}. */
    public SqlQuery sql(CompiledQuery query) {
        return SqlWriter.write(query.plan(), WholeNumbers.CHECKED, names(), "stages");
    }

    /** Every query looks for its tables here: a table that is not found has no rows, so a place forgotten would go unseen. */
    private Optional<StoredNames.Location> location(String name) {
        return kept.location(name).or(() -> catalog.location(name)).or(() -> elsewhere.location(name));
    }

    /** Whether queries find a table of this name: a stored one, or one of {@link #elsewhere()}. */
    public boolean holds(String table) {
        return location(table).isPresent();
    }

    /** What queries may read besides the store. */
    public Elsewhere elsewhere() {
        return elsewhere;
    }

    /** The number of rows of a table. */
    public long rowCount(String table) {
        String sql =
                "SELECT count(*) FROM " + SqlText.identifier(storedTable(table).physicalName());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new StoreException("cannot count the rows of " + table + ": " + e.getMessage(), e);
        }
    }

    /** The DuckDB connection that writes, for what this class does not offer; leave tables to this class. */
    public Connection connection() {
        return connection;
    }

    StoredTable storedTable(String name) {
        return catalog.stored(name).orElseThrow(() -> new StoreException("there is no table " + name));
    }

    private void write(String what, Work<SQLException> work) {
        if (readOnly) {
            throw new StoreException("cannot " + what + ": the store is open only to read");
        }
        try {
            inTransaction(work);
        } catch (SQLException e) {
            throw new StoreException("cannot " + what + ": " + e.getMessage(), e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            elsewhere.close();
            connection.close();
            if (geolocation != null) {
                geolocation.close();
            }
        } catch (SQLException | IOException e) {
            throw new StoreException("cannot close the store: " + e.getMessage(), e);
        }
    }
}
