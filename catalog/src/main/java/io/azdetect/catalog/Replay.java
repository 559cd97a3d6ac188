package io.azdetect.catalog;

import io.azdetect.catalog.RowStore.Rows;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Evaluates one detection as Azure would have, over stored rows of the past: every evaluation sees the rows of its period
 * and takes its end for {@code now()}.
 *
 * <p>A row-wise query runs once over all time, and its rows are dealt out to the evaluations. Of others the row-wise parts
 * run once ({@link StagedPlan}), and only evaluations that can give rows are carried out. What runs once serves any number
 * of ranges, which have nothing else to do with one another.
 */
final class Replay {
    private final RowStore store;
    private final Detection detection;
    private final EvaluationQueries queries;
    private final PlanChange change;
    private final Evaluations evaluations;
    private final Optional<Replay> like;
    private final Function<TimeBounds, List<Alert>> alerts;
    private Optional<StagedPlan> staged;

    /**
     * @param evaluations the detection's own, or others to see what a change of its schedule does
     * @param change what to do to the plan before it runs; the mutation tests break it here
     * @param all a range around all that will be asked for
     * @param like one of the same detection over the same rows and range with another change, still in use: what the change
     *     leaves alone is not computed again
     */
    Replay(
            RowStore store,
            Detection detection,
            Evaluations evaluations,
            EvaluationQueries queries,
            PlanChange change,
            TimeBounds all,
            Optional<Replay> like) {
        this.store = store;
        this.detection = detection;
        this.evaluations = evaluations;
        this.queries = queries;
        this.change = change;
        this.like = like;
        this.staged = Optional.empty();
        this.alerts = prepare(all);
    }

    /**
     * The alerts, in the order in which they are raised.
     *
     * @param range rows of this time can raise alerts; earlier ones are history for those that look back
     */
    List<Alert> alerts(TimeBounds range) {
        return alerts.apply(range);
    }

    private Function<TimeBounds, List<Alert>> prepare(TimeBounds all) {
        long first = evaluations.firstAfter(all.from());
        CompiledQuery query = queries.at(first);
        Plan plan = plan(query, first);
        Plan later = query.readsClock() ? plan(queries.at(first + 1), first + 1) : plan;
        if (RowWise.is(plan) && plan.equals(later)) {
            NavigableMap<Long, List<TimedRow>> rows = rowsByTime(plan, visible(all));
            return range -> rowWise(plan, rows, range);
        }
        Optional<StagedPlan> before =
                like.filter(other -> other.evaluations.equals(evaluations)).flatMap(other -> other.staged);
        StagedPlan parts = new StagedPlan(store, evaluations, plan, later, visible(all), before);
        staged = Optional.of(parts);
        return range -> evaluated(query, plan, parts, range);
    }

    private NavigableMap<Long, List<TimedRow>> rowsByTime(Plan plan, TimeBounds visible) {
        Plan timed = RowWise.withTime(plan);
        Rows rows = store.run(new Plan.Filter(timed, visible.contain(RowWise.reference(RowWise.TIME))));
        int time = plan.columns().size();
        NavigableMap<Long, List<TimedRow>> byTime = new TreeMap<>();
        for (List<Object> row : rows.rows()) {
            long at = (Long) row.get(time);
            byTime.computeIfAbsent(at, t -> new ArrayList<>()).add(new TimedRow(at, row.subList(0, time)));
        }
        return byTime;
    }

    private List<Alert> rowWise(Plan plan, NavigableMap<Long, List<TimedRow>> byTime, TimeBounds range) {
        TimeBounds visible = visible(range);
        AlertDrafts drafts = new AlertDrafts(detection, false, plan.columns());
        byTime.subMap(range.from(), range.to()).keySet().stream()
                .map(evaluations::firstAfter)
                .distinct()
                .forEach(number -> {
                    TimeBounds window = evaluations.window(number).within(visible);
                    List<TimedRow> rows = byTime.subMap(window.from(), window.to()).values().stream()
                            .flatMap(List::stream)
                            .toList();
                    fire(number, rows, range, drafts);
                });
        return drafts.alerts();
    }

    private List<Alert> evaluated(CompiledQuery query, Plan plan, StagedPlan staged, TimeBounds range) {
        long first = evaluations.firstAfter(range.from());
        long last = evaluations.firstAfter(range.to() - 1);
        TimeBounds visible = visible(range);
        boolean silentWithoutRows = !detection.trigger().isReachedBy(0);
        boolean growing = evaluations.overlap() && aggregates(plan);
        AlertDrafts drafts = new AlertDrafts(detection, growing, plan.columns());
        List<NavigableSet<Long>> seenBefore = List.of();
        List<TimedRow> rowsBefore = List.of();
        Function<List<Object>, TimedRow> timed = TimedRow.byColumn(plan.columns());
        for (long number = first; number <= last; number++) {
            if (silentWithoutRows && !staged.hasRowsFor(plan, number)) {
                continue;
            }
            Plan now = query.readsClock() ? plan(queries.at(number), number) : plan;
            if (silentWithoutRows && !staged.canGiveRows(now, number)) {
                continue;
            }
            List<NavigableSet<Long>> seen = staged.seen(number);
            if (query.readsClock() || rowsBefore.isEmpty() || !seen.equals(seenBefore)) {
                TimeBounds window = evaluations.window(number).within(visible);
                rowsBefore = store.run(staged.windowed(now, window)).rows().stream()
                        .map(timed)
                        .toList();
                seenBefore = seen;
            }
            fire(number, rowsBefore, range, drafts);
        }
        return drafts.alerts();
    }

    /** When the rows are that some evaluation sees: those of the range, and earlier ones for whoever looks back. */
    private TimeBounds visible(TimeBounds range) {
        return new TimeBounds(Math.max(0, range.from() - evaluations.period()), range.to());
    }

    private void fire(long number, List<TimedRow> rows, TimeBounds range, AlertDrafts drafts) {
        if (!detection.trigger().isReachedBy(rows.size())) {
            return;
        }
        List<TimedRow> wanted = rows.stream()
                .filter(row -> !row.hasTime() || row.time() >= range.from())
                .toList();
        if (!wanted.isEmpty() || rows.isEmpty()) {
            drafts.fire(number, evaluations.endInstant(number), wanted);
        }
    }

    private static boolean aggregates(Plan plan) {
        return plan instanceof Plan.Aggregate || plan.inputs().stream().anyMatch(Replay::aggregates);
    }

    /** The plan to run: without tables that are not there, and without a last sort, since alerts have their own order. */
    private Plan plan(CompiledQuery query, long number) {
        Plan plan = new PlanRewriter() {
            @Override
            Plan rewrite(Plan part) {
                return part instanceof Plan.Scan scan && !store.has(scan.table().name())
                        ? new Plan.Values(scan.columns(), List.of())
                        : descend(part);
            }
        }.rewrite(change.apply(query.plan(), evaluations.window(number)));
        while (plan instanceof Plan.Sort sort) {
            plan = sort.input();
        }
        return plan;
    }
}
