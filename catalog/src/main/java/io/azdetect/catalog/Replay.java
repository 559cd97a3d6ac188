package io.azdetect.catalog;

import io.azdetect.catalog.RowStore.Rows;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Evaluates one detection as Azure would have, over stored rows of the past: every evaluation sees the rows of its period
 * and takes its end for {@code now()}.
 *
 * <p>A row-wise query runs once over all time, and its rows are dealt out to the evaluations. Of others the row-wise parts
 * run once ({@link StagedPlan}), and only evaluations that can give rows are carried out.
 */
final class Replay {
    private final RowStore store;
    private final Detection detection;
    private final Map<String, String> variables;
    private final UnaryOperator<Plan> change;
    private final Evaluations evaluations;
    private final TimeBounds range;

    /**
     * @param variables values for the detection's parameters, as KQL literals
     * @param change what to do to the plan before it runs; the mutation tests break it here
     * @param range rows of this time can raise alerts; earlier ones are history for those that look back
     */
    Replay(
            RowStore store,
            Detection detection,
            Map<String, String> variables,
            UnaryOperator<Plan> change,
            TimeBounds range) {
        this.store = store;
        this.detection = detection;
        this.variables = variables;
        this.change = change;
        this.evaluations = Evaluations.of(detection.schedule());
        this.range = range;
    }

    /** The alerts, in the order in which they are raised. */
    List<Alert> alerts() {
        long first = evaluations.firstAfter(range.from());
        long last = evaluations.firstAfter(range.to() - 1);
        CompiledQuery query = compile(first);
        Plan plan = plan(query);
        Plan later = query.readsClock() ? plan(compile(first + 1)) : plan;
        if (RowWise.is(plan) && plan.equals(later)) {
            return rowWise(plan);
        }
        return evaluated(query, plan, later, first, last);
    }

    private List<Alert> rowWise(Plan plan) {
        Plan timed = RowWise.withTime(plan);
        Rows rows = store.run(new Plan.Filter(timed, visible().contain(RowWise.reference(RowWise.TIME))));
        int time = plan.columns().size();
        NavigableMap<Long, List<TimedRow>> byTime = new TreeMap<>();
        for (List<Object> row : rows.rows()) {
            long at = (Long) row.get(time);
            byTime.computeIfAbsent(at, t -> new ArrayList<>()).add(new TimedRow(at, row.subList(0, time)));
        }
        AlertDrafts drafts = new AlertDrafts(detection, false, plan.columns());
        byTime.tailMap(range.from(), true).keySet().stream()
                .map(evaluations::firstAfter)
                .distinct()
                .forEach(number -> fire(number, visible(number, byTime), drafts));
        return drafts.alerts();
    }

    private List<TimedRow> visible(long number, NavigableMap<Long, List<TimedRow>> byTime) {
        return byTime.subMap(evaluations.begin(number), true, evaluations.end(number), false).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Alert> evaluated(CompiledQuery query, Plan plan, Plan later, long first, long last) {
        boolean growing = evaluations.overlap() && aggregates(plan);
        AlertDrafts drafts = new AlertDrafts(detection, growing, plan.columns());
        StagedPlan staged = new StagedPlan(store, evaluations, plan, later, visible());
        List<NavigableSet<Long>> seenBefore = List.of();
        List<TimedRow> rowsBefore = List.of();
        Function<List<Object>, TimedRow> timed = TimedRow.byColumn(plan.columns());
        for (long number = first; number <= last; number++) {
            Plan now = query.readsClock() ? plan(compile(number)) : plan;
            if (!detection.trigger().isReachedBy(0) && !staged.canGiveRows(now, number)) {
                continue;
            }
            List<NavigableSet<Long>> seen = staged.seen(number);
            if (query.readsClock() || rowsBefore.isEmpty() || !seen.equals(seenBefore)) {
                rowsBefore = store.run(staged.windowed(now, number)).rows().stream()
                        .map(timed)
                        .toList();
                seenBefore = seen;
            }
            fire(number, rowsBefore, drafts);
        }
        return drafts.alerts();
    }

    /** When the rows are that some evaluation sees: those of the range, and earlier ones for whoever looks back. */
    private TimeBounds visible() {
        return new TimeBounds(Math.max(0, range.from() - evaluations.period()), range.to());
    }

    private void fire(long number, List<TimedRow> rows, AlertDrafts drafts) {
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

    private CompiledQuery compile(long number) {
        return KqlCompiler.compile(
                detection.query(),
                store.schema(),
                CompileOptions.at(evaluations.endInstant(number)).with(variables));
    }

    /** The plan to run: without tables that are not there, and without a last sort, since alerts have their own order. */
    private Plan plan(CompiledQuery query) {
        Plan plan = new PlanRewriter() {
            @Override
            Plan rewrite(Plan part) {
                return part instanceof Plan.Scan scan && !store.has(scan.table().name())
                        ? new Plan.Values(scan.columns(), List.of())
                        : descend(part);
            }
        }.rewrite(change.apply(query.plan()));
        while (plan instanceof Plan.Sort sort) {
            plan = sort.input();
        }
        return plan;
    }
}
