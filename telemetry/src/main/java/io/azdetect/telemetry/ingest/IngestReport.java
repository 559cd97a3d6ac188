package io.azdetect.telemetry.ingest;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an ingestion did. {@link #records()} is always {@link #rows()} plus {@link #duplicates()} plus {@link
 * #quarantined()}.
 *
 * @param tables how many rows each table got, the quarantine apart
 * @param duplicates records that the workspace had already
 * @param quarantined records, files and folders that went to the quarantine
 * @param reasons how many went there for which reason; reasons past the first hundred are counted together
 * @param files files that were read
 * @param ignored files that are no logs and do not claim to be
 * @param bytes the size of the files as they are stored
 * @param took how long it took
 */
public record IngestReport(
        Map<String, Long> tables,
        long duplicates,
        long quarantined,
        Map<String, Long> reasons,
        long files,
        List<String> ignored,
        long bytes,
        Duration took) {
    public IngestReport {
        tables = Collections.unmodifiableMap(new TreeMap<>(tables));
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
        ignored = List.copyOf(ignored);
    }

    /** How many rows all tables got. */
    public long rows() {
        return tables.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many records there were. */
    public long records() {
        return rows() + duplicates + quarantined;
    }
}
