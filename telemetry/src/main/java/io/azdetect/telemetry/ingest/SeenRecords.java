package io.azdetect.telemetry.ingest;

import io.azdetect.engine.Database;
import io.azdetect.engine.StoreException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Which records a workspace has already, by their identities, in the store's table {@code azdetect.seen}.
 *
 * <p>An identity is looked for among those of its own hour only: the table grows in the order of time, more or less, so
 * DuckDB skips most of it. Nothing is kept in memory.
 */
final class SeenRecords {
    private static final String SCHEMA = "azdetect";

    private final Connection connection;
    private final long keyHigh;
    private final long keyLow;

    SeenRecords(Database database) {
        connection = database.connection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS azdetect.seen (hour INTEGER, high BIGINT, low BIGINT)");
            statement.execute("CREATE TABLE IF NOT EXISTS azdetect.seen_key (high BIGINT, low BIGINT)");
            statement.execute(
                    "CREATE TEMP TABLE IF NOT EXISTS incoming (ordinal INTEGER, hour INTEGER, high BIGINT, low BIGINT)");
            try (ResultSet key = statement.executeQuery("SELECT high, low FROM azdetect.seen_key")) {
                if (key.next()) {
                    keyHigh = key.getLong(1);
                    keyLow = key.getLong(2);
                    return;
                }
            }
            SecureRandom random = new SecureRandom();
            keyHigh = random.nextLong();
            keyLow = random.nextLong();
            statement.execute("INSERT INTO azdetect.seen_key VALUES (" + keyHigh + ", " + keyLow + ")");
        } catch (SQLException e) {
            throw failed("prepare", e);
        }
    }

    /** The workspace's secret for identities. */
    long keyHigh() {
        return keyHigh;
    }

    long keyLow() {
        return keyLow;
    }

    /** Which of a batch's identities the workspace has. */
    BitSet find(Identities batch) {
        BitSet seen = new BitSet(batch.size());
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE incoming");
            try (DuckDBAppender appender =
                    connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "incoming")) {
                for (int i = 0; i < batch.size(); i++) {
                    appender.beginRow();
                    appender.append(i);
                    appender.append(batch.hour(i));
                    appender.append(batch.high(i));
                    appender.append(batch.low(i));
                    appender.endRow();
                }
                appender.flush();
            }
            try (ResultSet rows = statement.executeQuery(
                    "SELECT ordinal FROM incoming SEMI JOIN azdetect.seen" + " USING (hour, high, low)")) {
                while (rows.next()) {
                    seen.set(rows.getInt(1));
                }
            }
            return seen;
        } catch (SQLException e) {
            throw failed("look into", e);
        }
    }

    /** Remembers those of a batch's identities that are not in the set. */
    void add(Identities batch, BitSet except) {
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender(SCHEMA, "seen")) {
            for (int i = except.nextClearBit(0); i < batch.size(); i = except.nextClearBit(i + 1)) {
                appender.beginRow();
                appender.append(batch.hour(i));
                appender.append(batch.high(i));
                appender.append(batch.low(i));
                appender.endRow();
            }
            appender.flush();
        } catch (SQLException e) {
            throw failed("write", e);
        }
    }

    private static StoreException failed(String what, SQLException e) {
        return new StoreException("cannot " + what + " the record of what was ingested: " + e.getMessage(), e);
    }
}
