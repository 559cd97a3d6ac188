package io.azdetect.azure.telemetry;

import static java.util.Objects.requireNonNull;

import io.azdetect.azure.export.ArmTemplate;
import io.azdetect.catalog.Detection;
import io.azdetect.telemetry.mapping.LogTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What has to be switched on for detections to see anything. */
public final class LogSetup {
    private final TelemetryNeed need;

    public LogSetup(List<Detection> detections) {
        this.need = TelemetryNeed.of(requireNonNull(detections, "detections"));
    }

    /** The template that switches a part on; nothing where no detection needs it. */
    public Optional<ArmTemplate> template(LogPart part) {
        return part.template(need);
    }

    /** What no template switches on, in words, each with the detections that need it. */
    public Map<String, List<Detection>> byHand() {
        return need.byHand();
    }

    /** The streams of records that a part brings, in order. */
    public Set<LogStream> streams(LogPart part) {
        Set<LogStream> streams = new TreeSet<>();
        switch (part) {
            case ACTIVITY_LOG -> add(streams, "", need.of(LogSource.SUBSCRIPTION));
            case ENTRA_ID -> add(streams, "", need.of(LogSource.ENTRA_ID));
            case RESOURCE_LOGS -> need.resourceCategories().forEach((kind, names) -> add(streams, kind, names));
            case DATA_COLLECTION -> {
                if (need.scriptBlocks()) {
                    streams.add(new LogStream("Event", "EventID == 4104"));
                }
                if (need.syslog()) {
                    streams.add(new LogStream("Syslog", ""));
                }
            }
        }
        return streams;
    }

    private static void add(Set<LogStream> streams, String resourceType, Set<String> categories) {
        for (String category : categories) {
            String table = LogTables.of(category, resourceType);
            // The one table that records of many kinds share.
            streams.add(
                    table.equals(LogTables.SHARED)
                            ? new LogStream(table, "Category == '" + category + "'")
                            : new LogStream(table, ""));
        }
    }
}
