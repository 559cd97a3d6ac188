package io.azdetect.azure.telemetry;

import static java.util.Objects.requireNonNull;

/**
 * Records that something sends to a workspace.
 *
 * @param table the table that they become rows of
 * @param condition which rows of the table they are, in KQL; empty for all
 */
public record LogStream(String table, String condition) implements Comparable<LogStream> {
    public LogStream {
        requireNonNull(table, "table");
        requireNonNull(condition, "condition");
    }

    @Override
    public int compareTo(LogStream other) {
        return toString().compareTo(other.toString());
    }

    /** Such as {@code AzureDiagnostics where Category == 'AuditEvent'}. */
    @Override
    public String toString() {
        return condition.isEmpty() ? table : table + " where " + condition;
    }
}
