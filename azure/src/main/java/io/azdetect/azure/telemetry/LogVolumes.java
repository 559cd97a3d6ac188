package io.azdetect.azure.telemetry;

import static java.util.Objects.requireNonNull;

import io.azdetect.engine.QueryResult;
import io.azdetect.engine.ResultRow;
import io.azdetect.kql.schema.Column;
import io.azdetect.telemetry.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Estimates what streams of records would add to a workspace of Log Analytics from the logs in one of ours. The size of a
 * record is that of its columns written as text, but for a few that are not counted (<a
 * href="https://learn.microsoft.com/azure/azure-monitor/logs/cost-logs#data-size-calculation">data size calculation</a>).
 */
public final class LogVolumes {
    private static final Set<String> NOT_COUNTED =
            Set.of("_ResourceId", "_SubscriptionId", "_ItemId", "_IsBillable", "_BilledSize", "Type");

    private final Workspace logs;

    public LogVolumes(Workspace logs) {
        this.logs = requireNonNull(logs, "logs");
    }

    /** The volume of each stream, in their order. */
    public List<LogVolume> of(Collection<LogStream> streams) {
        List<LogVolume> volumes = new ArrayList<>();
        for (LogStream stream : streams) {
            volumes.add(of(stream));
        }
        return volumes;
    }

    private LogVolume of(LogStream stream) {
        if (!logs.database().holds(stream.table())) {
            return LogVolume.unknown(stream);
        }
        String condition = stream.condition().isEmpty() ? "" : " | where " + stream.condition();
        String size = logs.schema().table(stream.table()).orElseThrow().columns().stream()
                .map(Column::name)
                .filter(name -> !NOT_COUNTED.contains(name))
                .map(name -> "string_size(tostring(['" + name + "']))")
                .collect(Collectors.joining(" + "));
        String query = "['" + stream.table() + "']" + condition
                + " | summarize Rows = count(), First = min(TimeGenerated), Last = max(TimeGenerated), Bytes = sum("
                + size
                + ")";
        try (QueryResult result = logs.kql().query(query)) {
            ResultRow row = result.rows().findFirst().orElseThrow();
            return row.longValue("Rows") == 0
                    ? LogVolume.unknown(stream)
                    : LogVolume.of(
                            stream,
                            row.longValue("Rows"),
                            row.longValue("Bytes"),
                            row.instant("First"),
                            row.instant("Last"));
        }
    }
}
