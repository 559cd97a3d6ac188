package io.azdetect.bench;

import io.azdetect.engine.Database;
import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.schema.TableSchemas;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/**
 * Logs of days that never were, made by SQL in the store itself, since ten million rows would take long to come in. The
 * tables are those that ingestion makes, and rows lie in the order of time. What the detections look for is rare, and there.
 */
final class StoredLogs {
    private static final long START = Ticks.of(Instant.parse("2024-03-01T00:00:00Z"));

    private final Database database;
    private final long length;

    /** @param days how long they last */
    StoredLogs(Workspace workspace, int days) {
        this.database = workspace.database();
        this.length = days * Ticks.PER_DAY;
    }

    /** The Activity Log alone. */
    void activity(long rows) throws IOException, SQLException {
        createTable("AzureActivity");
        insert("AzureActivity", "azure-activity.sql", rows, rows);
        execute("CHECKPOINT");
    }

    /** All tables that the built-in detections read, in proportions that a tenant may have. */
    void everything(long rows) throws IOException, SQLException {
        long vaults = rows / 5;
        long jobs = rows / 50;
        long signIns = rows * 3 / 20;
        long events = rows * 3 / 100;
        long activity = rows - vaults - jobs - signIns - events;
        createTable("AzureActivity");
        insert("AzureActivity", "azure-activity.sql", activity, activity);
        createTable("AzureDiagnostics");
        insert("AzureDiagnostics", "key-vault.sql", vaults, activity);
        insert("AzureDiagnostics", "automation-jobs.sql", jobs, activity);
        createTable("AADServicePrincipalSignInLogs");
        insert("AADServicePrincipalSignInLogs", "service-principal-sign-ins.sql", signIns, activity);
        createTable("Event");
        insert("Event", "powershell-events.sql", events, activity);
        execute("CHECKPOINT");
    }

    private void createTable(String name) {
        database.createTable(TableSchemas.builtIn().table(name).orElseThrow());
    }

    private void insert(String table, String query, long rows, long activityRows) throws IOException, SQLException {
        if (rows > 0) {
            execute("INSERT INTO \"" + table + "\" BY NAME "
                    + SqlText.read(query)
                            .replace("$rows", Long.toString(rows))
                            .replace("$start", Long.toString(START))
                            .replace("$step", Long.toString(length / rows))
                            .replace("$activity_step", Long.toString(length / activityRows)));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
