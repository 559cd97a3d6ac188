package io.azdetect.catalog;

import io.azdetect.catalog.RowStore.Rows;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.Column;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Evaluates one detection as Azure would have, over stored rows of the past: every evaluation sees the rows of its period
 * and takes its end for {@code now()}.
 *
 * <p>A row-wise query runs once over all time, and its rows are dealt out to the evaluations. Of others the row-wise parts
 * run once ({@link StagedPlan}), one query finds the evaluations that give rows ({@link SideBySide}), and only those are
 * carried out. What runs once serves any number
 * of ranges, which have nothing else to do with one another.
 */
final class Replay {
    /** So many evaluations are carried out one by one, without a look at which of them give rows. */
    private static final int FEW = 3;

    /** As many are looked at in one query; what it computes grows with their number. */
    private static final int MOST_AT_ONCE = 1000;

    /** How long that may take for each of them, and at least: about what carrying them out one by one takes. */
    private static final Duration OF_EACH = Duration.ofMillis(30);

    private static final Duration AT_LEAST = Duration.ofSeconds(1);

    private final RowStore store;
    private final Detection detection;
    private final EvaluationQueries queries;
    private final PlanChange change;
    private final Evaluations evaluations;
    private final Optional<Replay> like;
    private final List<TimeBounds> together;
    private final Function<TimeBounds, List<Alert>> alerts;
    private Optional<StagedPlan> staged;

    /**
     * @param evaluations the detection's own, or others to see what a change of its schedule does
     * @param change what to do to the plan before it runs; the mutation tests break it here
     * @param all a range around all that will be asked for
     * @param like one of the same detection over the same rows and range with another change, still in use: what the change
     *     leaves alone is not computed again
     * @param together ranges whose evaluations are carried out in one query where they can be, perhaps in another order of rows;
     *     none when each is to be carried out as Azure does it
     */
    Replay(
            RowStore store,
            Detection detection,
            Evaluations evaluations,
            EvaluationQueries queries,
            PlanChange change,
            TimeBounds all,
            Optional<Replay> like,
            List<TimeBounds> together) {
        this.store = store;
        this.detection = detection;
        this.evaluations = evaluations;
        this.queries = queries;
        this.change = change;
        this.like = like;
        this.together = List.copyOf(together);
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
        Optional<Plan> open = openPlan(first);
        LongFunction<Plan> plans = open.isPresent()
                ? number -> OpenClock.at(open.get(), evaluations.end(number))
                : number -> plan(queries.at(number), number);
        Plan plan = plans.apply(first);
        Plan later = open.orElseGet(() -> plans.apply(first + 1));
        boolean timeless = plan.equals(later);
        if (RowWise.is(plan) && timeless) {
            NavigableMap<Long, List<TimedRow>> rows = rowsByTime(plan, visible(all));
            return range -> rowWise(plan, rows, range);
        }
        Optional<StagedPlan> before =
                like.filter(other -> other.evaluations.equals(evaluations)).flatMap(other -> other.staged);
        StagedPlan parts = new StagedPlan(store, evaluations, plan, later, visible(all), before);
        staged = Optional.of(parts);
        LongFunction<Plan> ofEach = timeless ? number -> plan : plans;
        NavigableMap<Long, List<TimedRow>> known =
                open.map(o -> atOnce(o, ofEach, parts)).orElseGet(TreeMap::new);
        return range -> known.isEmpty() || !together.contains(range)
                ? evaluated(ofEach, timeless, open.filter(p -> range.equals(all)), parts, range)
                : fired(known, plan.columns(), growing(plan), range);
    }

    /** The rows of the evaluations of all ranges that are looked at together, by number; nothing where one query cannot tell. */
    private NavigableMap<Long, List<TimedRow>> atOnce(Plan open, LongFunction<Plan> plans, StagedPlan parts) {
        NavigableMap<Long, List<TimedRow>> byNumber = new TreeMap<>();
        for (TimeBounds range : together) {
            numbers(plans, Optional.empty(), parts, range).forEach(number -> byNumber.put(number, new ArrayList<>()));
        }
        Optional<Plan> rows = byNumber.isEmpty() || byNumber.size() > MOST_AT_ONCE
                ? Optional.empty()
                : SideBySide.rows(open, parts, evaluations, List.copyOf(byNumber.keySet()));
        if (rows.isEmpty()) {
            return new TreeMap<>();
        }
        int end = open.columns().size();
        Function<List<Object>, TimedRow> timed = TimedRow.byColumn(open.columns());
        try {
            for (List<Object> row : store.run(rows.get()).rows()) {
                byNumber.get((Long) row.get(end) / evaluations.frequency()).add(timed.apply(row.subList(0, end)));
            }
        } catch (KqlException e) {
            // What is too much for one query may be little for each of many.
            return new TreeMap<>();
        }
        return byNumber;
    }

    private List<Alert> fired(
            NavigableMap<Long, List<TimedRow>> rows, List<Column> columns, boolean growing, TimeBounds range) {
        AlertDrafts drafts = new AlertDrafts(detection, growing, columns);
        rows.subMap(evaluations.firstAfter(range.from()), true, evaluations.firstAfter(range.to() - 1), true)
                .forEach((number, ofNumber) ->
                        drafts.fireFrom(range.from(), number, evaluations.endInstant(number), ofNumber));
        return drafts.alerts();
    }

    /** The plan of every evaluation, with {@code now()} left open; nothing where it cannot be left so. */
    private Optional<Plan> openPlan(long first) {
        // A change of a query that reads the clock may be another one in another evaluation.
        boolean always = !queries.at(first).readsClock();
        return queries.withOpenClock()
                .filter(open -> always || change.fits(open.plan(), evaluations.window(first)))
                .map(open -> OpenClock.filtersLast(plan(open, first)));
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
                    drafts.fireFrom(range.from(), number, evaluations.endInstant(number), rows);
                });
        return drafts.alerts();
    }

    /**
     * @param plans the plan of each evaluation
     * @param timeless whether it is the same for all
     * @param open the plan with an open clock, where there is one and the range is all that there is
     */
    private List<Alert> evaluated(
            LongFunction<Plan> plans, boolean timeless, Optional<Plan> open, StagedPlan staged, TimeBounds range) {
        TimeBounds visible = visible(range);
        Plan any = plans.apply(evaluations.firstAfter(range.from()));
        AlertDrafts drafts = new AlertDrafts(detection, growing(any), any.columns());
        List<NavigableSet<Long>> seenBefore = List.of();
        List<TimedRow> rowsBefore = List.of();
        Function<List<Object>, TimedRow> timed = TimedRow.byColumn(any.columns());
        for (long number : numbers(plans, open, staged, range)) {
            List<NavigableSet<Long>> seen = staged.seen(number);
            if (!timeless || rowsBefore.isEmpty() || !seen.equals(seenBefore)) {
                TimeBounds window = evaluations.window(number).within(visible);
                rowsBefore = store.run(staged.windowed(plans.apply(number), window)).rows().stream()
                        .map(timed)
                        .toList();
                seenBefore = seen;
            }
            drafts.fireFrom(range.from(), number, evaluations.endInstant(number), rowsBefore);
        }
        return drafts.alerts();
    }

    private boolean growing(Plan plan) {
        return evaluations.overlap() && aggregates(plan);
    }

    /** The numbers of the evaluations of a range that may fire. */
    private List<Long> numbers(LongFunction<Plan> plans, Optional<Plan> open, StagedPlan staged, TimeBounds range) {
        long first = evaluations.firstAfter(range.from());
        long last = evaluations.firstAfter(range.to() - 1);
        boolean silentWithoutRows = !detection.trigger().isReachedBy(0);
        return silentWithoutRows
                ? promising(plans, open, staged, first, last)
                : LongStream.rangeClosed(first, last).boxed().toList();
    }

    /** The numbers of the evaluations that may give rows; of others it is known that they do not. */
    private List<Long> promising(
            LongFunction<Plan> plans, Optional<Plan> open, StagedPlan staged, long first, long last) {
        Plan any = plans.apply(first);
        List<Long> numbers = LongStream.rangeClosed(first, last)
                .filter(number -> staged.hasRowsFor(any, number) && staged.canGiveRows(plans.apply(number), number))
                .boxed()
                .toList();
        return open.isEmpty() || numbers.size() < FEW ? numbers : withRows(open.get(), staged, numbers);
    }

    private List<Long> withRows(Plan open, StagedPlan staged, List<Long> numbers) {
        List<Long> found = new ArrayList<>();
        for (int from = 0; from < numbers.size(); from += MOST_AT_ONCE) {
            List<Long> some = numbers.subList(from, Math.min(numbers.size(), from + MOST_AT_ONCE));
            Optional<Plan> ends = SideBySide.endsWithRows(open, staged, evaluations, some);
            if (ends.isEmpty()) {
                return numbers;
            }
            store.runWithin(ends.get(), AT_LEAST.plus(OF_EACH.multipliedBy(some.size())))
                    .ifPresentOrElse(
                            rows -> rows.rows().forEach(row -> found.add((Long) row.get(0) / evaluations.frequency())),
                            // Too many rows are seen by too many evaluations; on its own each holds only what it sees.
                            () -> found.addAll(some));
        }
        Collections.sort(found);
        return found;
    }

    /** When the rows are that some evaluation sees: those of the range, and earlier ones for whoever looks back. */
    private TimeBounds visible(TimeBounds range) {
        return new TimeBounds(Math.max(0, range.from() - evaluations.period()), range.to());
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
