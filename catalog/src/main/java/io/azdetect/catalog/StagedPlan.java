package io.azdetect.catalog;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Plan.Assignment;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A plan whose row-wise parts that are the same in every evaluation are computed once and kept aside: the tables are
 * scanned once, and an evaluation reads only the few rows that passed the filters, and of these its own window.
 */
final class StagedPlan {
    /** What the name of a part's table begins with; none that a query text can have does. */
    private static final String STAGE = "$stage";

    private static final Span NOWHERE = new Span(0, 0);

    private final RowStore store;
    private final Evaluations evaluations;
    private final TimeBounds visible;
    private final Optional<StagedPlan> like;
    private final Map<Plan, Stage> stages = new LinkedHashMap<>();

    /**
     * @param plan the plan of one evaluation
     * @param later the plan of another, or the plan with an open clock: what differs depends on the clock
     * @param visible when the rows are that some evaluation sees
     * @param like another over the same rows and evaluations, whose parts serve here where they are the same
     */
    StagedPlan(
            RowStore store,
            Evaluations evaluations,
            Plan plan,
            Plan later,
            TimeBounds visible,
            Optional<StagedPlan> like) {
        this.store = store;
        this.evaluations = evaluations;
        this.visible = visible;
        this.like = like;
        Set<Plan> fixed = new HashSet<>();
        rowWiseParts(later, fixed);
        stage(plan, fixed);
    }

    /** What an evaluation runs: the plan over the rows of its window. */
    Plan windowed(Plan plan, TimeBounds window) {
        return new PlanRewriter() {
            @Override
            Plan rewrite(Plan part) {
                Stage stage = stages.get(part);
                return stage == null ? descend(part) : stage.within(window);
            }
        }.rewrite(plan);
    }

    /** Whether an evaluation's plan can give rows, judging by when its parts have any. */
    boolean canGiveRows(Plan plan, long number) {
        return canGiveRows(plan, evaluations.window(number), true);
    }

    /** As {@link #canGiveRows}, by the window alone: any evaluation's plan will do, whatever its clock says. */
    boolean hasRowsFor(Plan plan, long number) {
        return canGiveRows(plan, evaluations.window(number), false);
    }

    /** The plan with the parts that were computed once as scans, whose rows {@link #seen(Plan)} tells. */
    Plan named(Plan plan) {
        List<Plan> parts = List.copyOf(stages.keySet());
        return new PlanRewriter() {
            @Override
            Plan rewrite(Plan part) {
                int index = parts.indexOf(part);
                return index < 0
                        ? descend(part)
                        : new Plan.Scan(new TableSchema(STAGE + index, part.columns()), part.columns());
            }
        }.rewrite(plan);
    }

    /** The rows of a part of a plan that {@link #named} gave, perhaps with fewer columns; nothing of any other part. */
    Optional<SeenRows> seen(Plan named) {
        if (!(named instanceof Plan.Scan scan) || !scan.table().name().startsWith(STAGE)) {
            return Optional.empty();
        }
        int index = Integer.parseInt(scan.table().name().substring(STAGE.length()));
        Stage stage = List.copyOf(stages.values()).get(index);
        return Optional.of(SeenRows.ofWindows(stage.rows(), scan.columns(), stage.timeColumns(), evaluations));
    }

    /** What an evaluation sees; two that see the same give the same unless the query reads the clock. */
    List<NavigableSet<Long>> seen(long number) {
        return stages.values().stream().map(s -> s.times().within(number)).toList();
    }

    /** @param narrowed whether filters on the time count */
    private boolean canGiveRows(Plan plan, TimeBounds window, boolean narrowed) {
        return PossibleRows.in(plan, part -> {
            Stage stage = stages.get(part);
            if (stage != null) {
                return Optional.of(stage.times().anyWithin(window.from(), window.to()));
            }
            return narrowed && part instanceof Plan.Filter
                    ? Optional.of(filterCanGiveRows(part, window))
                    : Optional.empty();
        });
    }

    /** Filters right above a stage that compare its time with constants narrow the window. */
    private boolean filterCanGiveRows(Plan plan, TimeBounds window) {
        TimeBounds bounds = window;
        Plan source = plan;
        while (source instanceof Plan.Filter filter && !stages.containsKey(source)) {
            source = filter.input();
        }
        Stage stage = stages.get(source);
        if (stage == null) {
            return canGiveRows(source, window, true);
        }
        for (Plan part = plan; part != source; part = part.inputs().get(0)) {
            bounds = bounds.narrowedBy(((Plan.Filter) part).predicate(), stage.timeColumns());
        }
        return stage.times().anyWithin(bounds.from(), bounds.to());
    }

    private static void rowWiseParts(Plan plan, Set<Plan> parts) {
        new PlanRewriter() {
            @Override
            Plan rewrite(Plan part) {
                if (RowWise.is(part)) {
                    parts.add(part);
                }
                return descend(part);
            }
        }.rewrite(plan);
    }

    private void stage(Plan plan, Set<Plan> fixed) {
        new PlanRewriter() {
            @Override
            Plan rewrite(Plan part) {
                if (RowWise.is(part) && fixed.contains(part)) {
                    stages.computeIfAbsent(part, StagedPlan.this::stage);
                    return part;
                }
                if (part instanceof Plan.Scan scan) {
                    throw new IllegalStateException("table " + scan.table().name()
                            + " has no column TimeGenerated of type datetime, so it cannot be replayed");
                }
                return descend(part);
            }
        }.rewrite(plan);
    }

    private Stage stage(Plan part) {
        Stage same = like.map(other -> other.stages.get(part)).orElse(null);
        if (same != null) {
            return same;
        }
        Plan timed = new Plan.Filter(RowWise.withTime(part), visible.contain(RowWise.reference(RowWise.TIME)));
        Plan rows = filters(part) ? store.keep(timed) : timed;
        return new Stage(rows, part.columns(), RowWise.timeColumns(part), times(rows));
    }

    /** Whether a part leaves rows out; a copy of a whole table would cost more than it saves. */
    private static boolean filters(Plan part) {
        return part instanceof Plan.Filter
                || (part instanceof Plan.Parse parse && parse.filter())
                || part.inputs().stream().anyMatch(StagedPlan::filters);
    }

    private RowTimes times(Plan rows) {
        Column start = new Column("start", KqlType.DATETIME);
        Scalar bucket = call(
                "bin",
                KqlType.DATETIME,
                RowWise.reference(RowWise.TIME),
                constant(KqlType.TIMESPAN, evaluations.frequency()));
        Plan distinct = new Plan.Aggregate(rows, List.of(new Assignment(start, bucket)), List.of());
        NavigableSet<Long> numbers = new TreeSet<>();
        for (List<Object> row : store.run(distinct).rows()) {
            if (row.get(0) != null) {
                numbers.add(evaluations.firstAfter((Long) row.get(0)));
            }
        }
        return new RowTimes(evaluations, numbers);
    }

    private static Scalar constant(KqlType type, long ticks) {
        return new Scalar.Constant(type, ticks);
    }

    private static Scalar call(String function, KqlType type, Scalar... arguments) {
        return new Scalar.Call(function, List.of(arguments), type, NOWHERE);
    }

    /** Rows that were computed once. */
    private record Stage(Plan rows, List<Column> columns, Set<String> timeColumns, RowTimes times) {
        Plan within(TimeBounds window) {
            return new Plan.Project(
                    new Plan.Filter(rows, window.contain(RowWise.reference(RowWise.TIME))),
                    columns.stream()
                            .map(c -> new Assignment(c, RowWise.reference(c)))
                            .toList());
        }
    }
}
