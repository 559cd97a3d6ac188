package io.azdetect.catalog;

import io.azdetect.catalog.HuntResult.Failure;
import io.azdetect.engine.Cancellation;
import io.azdetect.engine.QueryLimits;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.Quarantine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what detections would have raised, had they been running while the stored logs came in. */
public final class Hunt {
    /** Alerts in the order of time. */
    public static final Comparator<Alert> ORDER = Comparator.comparing(Alert::time)
            .thenComparing(Alert::raisedAt)
            .thenComparing(a -> a.detection().slug());

    private final RowStore store;
    private final Cancellation cancellation;

    private Hunt(RowStore store, Cancellation cancellation) {
        this.store = store;
        this.cancellation = cancellation;
    }

    /** Hunts in a workspace, which stays open. */
    public static Hunt in(Workspace workspace) {
        return in(workspace, QueryLimits.standard());
    }

    /** Hunts in a workspace, which stays open, with bounds for each query of each detection. */
    public static Hunt in(Workspace workspace, QueryLimits limits) {
        return new Hunt(new WorkspaceRows(workspace, limits), limits.cancellation());
    }

    /** Told of each detection when it is done. */
    @FunctionalInterface
    public interface Progress {
        /** Does nothing. */
        Progress NONE = (detection, done, all) -> {};

        /**
         * A detection is done, well or not.
         *
         * @param done how many are done with this one
         */
        void finished(Detection detection, int done, int all);
    }

    /**
     * Replays each detection over the stored rows. One that fails is reported as such, and the others go on.
     *
     * @param from rows before this raise no alerts, and yet count for detections that look back
     * @param to rows from this on are not seen
     * @throws KqlException if it was cancelled, or the logs cannot be looked over within the limits
     */
    public HuntResult run(List<Detection> detections, Optional<Instant> from, Optional<Instant> to, Progress progress) {
        TimeBounds asked =
                new TimeBounds(from.map(Ticks::of).orElse(0L), to.map(Ticks::of).orElse(Ticks.MAX_DATETIME));
        if (asked.from() >= asked.to()) {
            throw new IllegalArgumentException("the range ends (" + to.orElseThrow() + ") before it begins ("
                    + from.orElseThrow() + "); exchange the two");
        }
        Coverage coverage = Coverage.of(store, asked);
        // What could not become a row has the time at which it was read, years after what happened.
        Optional<TimeBounds> rows = coverage.boundsWithout(Quarantine.TABLE);
        List<Alert> alerts = new ArrayList<>();
        List<Failure> failed = new ArrayList<>();
        int done = 0;
        for (Detection detection : detections) {
            // A query reads no table that it does not name: alert rules take neither 'union *' nor 'search *'.
            Optional<TimeBounds> range = detection.query().contains(Quarantine.TABLE) ? coverage.bounds() : rows;
            if (range.isPresent()) {
                try {
                    alerts.addAll(replay(store, detection, range.get()));
                } catch (KqlException e) {
                    if (cancellation.isCancelled()) {
                        throw e;
                    }
                    failed.add(new Failure(detection, QueryErrors.describe(detection.query(), e)));
                } catch (RuntimeException e) {
                    // Whatever one detection trips over, the others must still be hunted with.
                    failed.add(new Failure(detection, String.valueOf(e.getMessage())));
                }
            }
            progress.finished(detection, ++done, detections.size());
        }
        alerts.sort(ORDER);
        return new HuntResult(
                alerts,
                failed,
                coverage.counts(),
                from.or(() -> rows.map(r -> Ticks.toInstant(r.from()))),
                to.or(() -> rows.map(r -> Ticks.toInstant(r.to()))));
    }

    /** The alerts of one detection over the rows of a range. */
    static List<Alert> replay(RowStore store, Detection detection, TimeBounds range) {
        EvaluationQueries queries = new EvaluationQueries(detection, Map.of(), store.schema());
        try {
            Evaluations evaluations = Evaluations.of(detection.schedule());
            return new Replay(
                            store, detection, evaluations, queries, PlanChange.NONE, range, Optional.empty(), List.of())
                    .alerts(range);
        } finally {
            store.close();
        }
    }
}
