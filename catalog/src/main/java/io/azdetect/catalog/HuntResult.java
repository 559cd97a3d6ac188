package io.azdetect.catalog;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a hunt found.
 *
 * @param alerts in the order of time
 * @param failed the detections that could not run
 * @param tables how many rows each table has within the range; tables without rows are left out
 * @param from the first instant that was looked at; empty when there was nothing to look at
 * @param to the instant behind the last one
 */
public record HuntResult(
        List<Alert> alerts,
        List<Failure> failed,
        Map<String, Long> tables,
        Optional<Instant> from,
        Optional<Instant> to) {
    public HuntResult {
        alerts = List.copyOf(alerts);
        failed = List.copyOf(failed);
        tables = Collections.unmodifiableMap(new TreeMap<>(tables));
    }

    /** The worst severity among the alerts. */
    public Optional<Severity> worst() {
        return alerts.stream().map(a -> a.detection().severity()).max(Severity::compareTo);
    }

    /**
     * A detection that could not run.
     *
     * @param error what went wrong, where and what to do, for a person
     */
    public record Failure(Detection detection, String error) {}
}
