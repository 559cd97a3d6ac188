package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.catalog.TuningReport.Proposal;
import io.azdetect.catalog.TuningReport.Trial;
import io.azdetect.engine.QueryLimits;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.Quarantine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Replays detections over a workspace's history with other values of their parameters, and proposes those that bring a noisy
 * one down to the alerts that somebody has time for.
 *
 * <p>It proposes no more than the history shows: entries of allow-lists for callers that do the same again and again
 * ({@link RegularCallers}), thresholds and windows that were tried one by one. Never a value that silences a detection
 * altogether. Whether what a proposal drops is harmless, only a person can tell: each names the alerts that it drops.
 */
public final class Tuning {
    private static final Duration MONTH = Duration.ofDays(30);

    private final RowStore store;
    private final QueryLimits limits;
    private final Optional<TimeBounds> history;

    private Tuning(RowStore store, QueryLimits limits) {
        this.store = store;
        this.limits = limits;
        // What could not become a row has the time at which it was read, years after what happened.
        this.history = Coverage.of(store, new TimeBounds(0, Ticks.MAX_DATETIME)).boundsWithout(Quarantine.TABLE);
    }

    /**
     * Tunes to a workspace, which stays open.
     *
     * @param limits the bounds of each query
     */
    public static Tuning to(Workspace workspace, QueryLimits limits) {
        return new Tuning(new WorkspaceRows(workspace, limits), limits);
    }

    /**
     * What would bring a detection down to a budget.
     *
     * @param budget how many alerts there may be in 30 days; nothing for any number
     * @throws KqlException if it was cancelled
     */
    public TuningReport propose(Detection detection, OptionalInt budget) {
        requireNonNull(detection, "detection");
        if (history.isEmpty()) {
            return TuningReport.without(detection, "the workspace has no rows");
        }
        try {
            return new OfDetection(detection, settled(detection.schedule().period()), budget).report();
        } catch (KqlException e) {
            if (limits.cancellation().isCancelled()) {
                throw e;
            }
            return TuningReport.without(detection, QueryErrors.describe(detection.query(), e));
        }
    }

    /** The part of the history before which a period of history lies; all of it where it is too short for that. */
    private TimeBounds settled(Duration period) {
        TimeBounds all = history.orElseThrow();
        long ticks = Ticks.PER_SECOND * period.toSeconds();
        return all.to() - all.from() >= 2 * ticks ? new TimeBounds(all.from() + ticks, all.to()) : all;
    }

    /** The alerts of a detection with other settings. */
    private List<Alert> alerts(Detection detection, DetectionSettings settings, TimeBounds range) {
        Detection changed = settings.applyTo(detection);
        return Hunt.replay(store, changed, range);
    }

    /** A value that was tried, and the alerts without and with it, both of the same time. */
    private record Tried(Sweep.Step step, TimeBounds time, List<Alert> before, List<Alert> after) {
        boolean isBetterThan(Optional<Tried> other) {
            return !after.isEmpty()
                    && after.size() < before.size()
                    && other.map(o -> after.size() < o.after.size()).orElse(true);
        }

        boolean isWithin(OptionalInt allowed) {
            return after.size() < before.size() && after.size() <= allowed.orElse(Integer.MAX_VALUE);
        }
    }

    /** The search for one detection. */
    private final class OfDetection {
        private final Detection detection;
        private final OptionalInt budget;
        private final Map<String, String> values = new LinkedHashMap<>();
        private final List<Proposal> proposals = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();
        private TimeBounds range;
        private Optional<Duration> period = Optional.empty();
        private List<Alert> alerts = List.of();

        OfDetection(Detection detection, TimeBounds range, OptionalInt budget) {
            this.detection = detection;
            this.range = range;
            this.budget = budget;
        }

        TuningReport report() {
            alerts = alerts(detection, DetectionSettings.NONE, range);
            List<Alert> before = alerts;
            if (isTooMany()) {
                allowLists();
                for (Parameter parameter : detection.parameters()) {
                    Sweep.of(parameter, detection.schedule().period()).ifPresent(this::sweep);
                }
                if (isTooMany()) {
                    remarks.add(
                            proposals.isEmpty()
                                    ? "no parameter brings it down to that; look at its alerts"
                                    : "it stays above that; look at the alerts that are left");
                }
            }
            return new TuningReport(
                    detection,
                    Ticks.toInstant(range.from()),
                    Ticks.toInstant(range.to()),
                    allowed(range),
                    within(before, range),
                    alerts,
                    proposals,
                    remarks,
                    Optional.empty());
        }

        private boolean isTooMany() {
            OptionalInt allowed = allowed(range);
            return allowed.isPresent() && alerts.size() > allowed.getAsInt();
        }

        /** More than a month has more in proportion; a shorter time has no less, since a few days cannot show a month. */
        private OptionalInt allowed(TimeBounds time) {
            if (budget.isEmpty()) {
                return budget;
            }
            double months = (double) (time.to() - time.from()) / (Ticks.PER_SECOND * MONTH.toSeconds());
            return OptionalInt.of((int) (budget.getAsInt() * Math.max(1, months)));
        }

        private void allowLists() {
            RegularCallers regular = RegularCallers.among(alerts);
            regular.remark().ifPresent(remarks::add);
            for (Parameter parameter : detection.parameters()) {
                if (isTooMany() && AllowList.is(parameter)) {
                    allowList(parameter, regular);
                }
            }
        }

        private void allowList(Parameter parameter, RegularCallers regular) {
            AllowList list = AllowList.of(parameter);
            List<Alert> before = alerts;
            List<String> reasons = new ArrayList<>();
            for (RegularCallers.Caller caller : regular.callers()) {
                for (String identifier : caller.identifiers()) {
                    AllowList longer = list.with(identifier);
                    List<Alert> after = tried(parameter, longer.literal());
                    List<Alert> dropped = TuningReport.dropped(alerts, after);
                    if (!dropped.isEmpty() && dropped.stream().allMatch(caller::raised) && !after.isEmpty()) {
                        list = longer;
                        alerts = after;
                        values.put(parameter.name(), list.literal());
                        reasons.add(caller.reason());
                        break;
                    }
                }
            }
            if (!reasons.isEmpty()) {
                propose(parameter, list.literal(), before, String.join("; ", reasons), List.of());
            }
        }

        private List<Alert> tried(Parameter parameter, String literal) {
            Map<String, String> with = new LinkedHashMap<>(values);
            with.put(parameter.name(), literal);
            return alerts(detection, settings(with, period), range);
        }

        private void propose(
                Parameter parameter, String literal, List<Alert> before, String reason, List<Trial> trials) {
            proposals.add(new Proposal(
                    parameter, literal, period, alerts, TuningReport.dropped(before, alerts), reason, trials));
        }

        /** Tries one value after the other, away from the detection's own, until the alerts are few enough. */
        private void sweep(Sweep sweep) {
            if (!isTooMany()) {
                return;
            }
            List<Trial> trials = new ArrayList<>();
            Optional<Tried> best = Optional.empty();
            for (Sweep.Step step : sweep.steps()) {
                Optional<Tried> tried = tried(sweep.parameter(), step);
                if (tried.isEmpty()) {
                    break;
                }
                Tried one = tried.get();
                trials.add(new Trial(step.literal(), one.after.size()));
                if (one.isBetterThan(best)) {
                    best = tried;
                }
                if (one.after.isEmpty() || one.isWithin(allowed(one.time))) {
                    break;
                }
            }
            best.ifPresent(tried -> {
                alerts = tried.after;
                range = tried.time;
                period = tried.step.period().or(() -> period);
                values.put(sweep.parameter().name(), tried.step.literal());
                propose(sweep.parameter(), tried.step.literal(), tried.before, "tried one by one", trials);
            });
        }

        /** Nothing where the history is too short for a longer period: what is not in it cannot quieten anything. */
        private Optional<Tried> tried(Parameter parameter, Sweep.Step step) {
            TimeBounds time = step.period().map(Tuning.this::settled).orElse(range);
            if (step.period().isPresent() && time.from() <= range.from()) {
                return Optional.empty();
            }
            Map<String, String> with = new LinkedHashMap<>(values);
            with.put(parameter.name(), step.literal());
            List<Alert> after = alerts(detection, settings(with, step.period().or(() -> period)), time);
            return Optional.of(new Tried(step, time, within(alerts, time), after));
        }

        private static List<Alert> within(List<Alert> alerts, TimeBounds time) {
            Instant from = Ticks.toInstant(time.from());
            return alerts.stream().filter(a -> !a.firstTime().isBefore(from)).toList();
        }

        private DetectionSettings settings(Map<String, String> with, Optional<Duration> longer) {
            return new DetectionSettings(
                    with, Optional.empty(), Optional.empty(), Optional.empty(), longer, Optional.empty());
        }
    }
}
