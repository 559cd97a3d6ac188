package io.azdetect.catalog;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Plan.Assignment;
import io.azdetect.kql.plan.PlanScalars;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rows of a row-wise plan and, of each, the evaluations that see it. Those follow one another without a gap: the window of
 * an evaluation, and each comparison of the row's time with {@code now()}, set a bound for the first or for the last.
 *
 * @param rows the plan's columns, {@link #FIRST} and {@link #LAST}; rows that no evaluation sees may be among them
 * @param spans each row's first and last and, as {@link RowWise#TIME}, its time; perhaps of more rows
 * @param timeColumns those of the plan's columns that hold the row's time
 */
record SeenRows(Plan rows, Plan spans, Set<String> timeColumns) {
    /** When the first evaluation ends that sees the row. */
    static final Column FIRST = new Column("$first", KqlType.DATETIME);
    /** When the last one does. */
    static final Column LAST = new Column("$last", KqlType.DATETIME);

    private static final Span NOWHERE = new Span(0, 0);

    SeenRows {
        timeColumns = Set.copyOf(timeColumns);
    }

    /** Of what the evaluations' windows leave to see of rows that have {@link RowWise#TIME}. */
    static SeenRows ofWindows(Plan timed, List<Column> columns, Set<String> timeColumns, Evaluations evaluations) {
        Scalar time = new Scalar.ColumnReference(RowWise.TIME);
        Assignment first = new Assignment(FIRST, endAfter(time, evaluations));
        Assignment last = new Assignment(LAST, endNotAfter(plus(time, evaluations.period()), evaluations));
        return new SeenRows(
                new Plan.Project(timed, with(columns, first, last)),
                new Plan.Project(timed, List.of(Assignment.same(RowWise.TIME), first, last)),
                timeColumns);
    }

    /**
     * The rows of a plan; nothing where it is not row-wise, or compares {@code now()} with anything but a row's time.
     *
     * @param source the rows of a part that are known
     * @param varies whether a scalar has something in it that differs between evaluations, {@code now()} apart
     */
    static Optional<SeenRows> of(
            Plan plan, Evaluations evaluations, Function<Plan, Optional<SeenRows>> source, Predicate<Scalar> varies) {
        Optional<SeenRows> known = source.apply(plan);
        if (known.isPresent()) {
            return known;
        }
        if (plan instanceof Plan.Union union) {
            return ofUnion(union, evaluations, source, varies);
        }
        if (plan instanceof Plan.Shared shared) {
            return of(shared.input(), evaluations, source, varies);
        }
        if (!(plan instanceof Plan.Filter
                || plan instanceof Plan.Project
                || plan instanceof Plan.MvExpand
                || plan instanceof Plan.Parse)) {
            return Optional.empty();
        }
        Optional<SeenRows> input = of(plan.inputs().get(0), evaluations, source, varies);
        if (input.isEmpty() || PlanScalars.of(plan).anyMatch(varies)) {
            return Optional.empty();
        }
        if (plan instanceof Plan.Filter filter) {
            return input.get().filtered(filter.predicate(), evaluations);
        }
        return PlanScalars.of(plan).anyMatch(OpenClock::isRead)
                ? Optional.empty()
                : Optional.of(input.get().carriedThrough(plan));
    }

    private static Optional<SeenRows> ofUnion(
            Plan.Union union,
            Evaluations evaluations,
            Function<Plan, Optional<SeenRows>> source,
            Predicate<Scalar> varies) {
        List<Plan> rows = new ArrayList<>();
        List<Plan> spans = new ArrayList<>();
        Set<String> times = null;
        for (Plan input : union.inputs()) {
            Optional<SeenRows> seen = of(input, evaluations, source, varies);
            if (seen.isEmpty()) {
                return Optional.empty();
            }
            rows.add(seen.get().rows());
            spans.add(seen.get().spans());
            if (times == null) {
                times = new HashSet<>(seen.get().timeColumns());
            }
            times.retainAll(seen.get().timeColumns());
        }
        List<Column> columns =
                Stream.concat(union.columns().stream(), Stream.of(FIRST, LAST)).toList();
        return Optional.of(new SeenRows(new Plan.Union(rows, columns), Plan.Union.of(spans), times));
    }

    /** The operator over these rows; of its own it changes nothing about who sees them. */
    private SeenRows carriedThrough(Plan plan) {
        if (plan instanceof Plan.Project project) {
            List<Assignment> assignments = new ArrayList<>(project.assignments());
            assignments.add(Assignment.same(FIRST));
            assignments.add(Assignment.same(LAST));
            return new SeenRows(new Plan.Project(rows, assignments), spans, RowWise.timeColumns(plan, timeColumns));
        }
        return new SeenRows(plan.withInputs(List.of(rows)), spans, RowWise.timeColumns(plan, timeColumns));
    }

    private Optional<SeenRows> filtered(Scalar predicate, Evaluations evaluations) {
        SeenRows filtered = this;
        for (Scalar condition : OpenClock.conjuncts(predicate)) {
            if (!OpenClock.isRead(condition)) {
                filtered = new SeenRows(new Plan.Filter(filtered.rows, condition), filtered.spans, timeColumns);
                continue;
            }
            Optional<SeenRows> narrowed = filtered.narrowed(condition, evaluations);
            if (narrowed.isEmpty()) {
                return Optional.empty();
            }
            filtered = narrowed.get();
        }
        return Optional.of(filtered);
    }

    private Optional<SeenRows> narrowed(Scalar condition, Evaluations evaluations) {
        if (!(condition instanceof Scalar.Call call)
                || !(call.argument(0) instanceof Scalar.ColumnReference time)
                || !timeColumns.contains(time.name())) {
            return Optional.empty();
        }
        if (call.function().equals("between")) {
            return compared(">=", time, call.argument(1), evaluations)
                    .flatMap(later -> later.compared("<=", time, call.argument(2), evaluations));
        }
        return compared(call.function(), time, call.argument(1), evaluations);
    }

    private Optional<SeenRows> compared(
            String comparison, Scalar.ColumnReference time, Scalar bound, Evaluations evaluations) {
        OptionalLong after = OpenClock.ticksAfter(bound);
        if (after.isEmpty()) {
            Scalar constant = new Scalar.Call(comparison, List.of(time, bound), KqlType.BOOL, NOWHERE);
            return OpenClock.isRead(bound)
                    ? Optional.empty()
                    : Optional.of(new SeenRows(new Plan.Filter(rows, constant), spans, timeColumns));
        }
        // time > end + after is end < time - after, and so on.
        long less = -after.getAsLong();
        return switch (comparison) {
            case ">" -> Optional.of(bounded(LAST, "min_of", time, t -> endNotAfter(plus(t, less - 1), evaluations)));
            case ">=" -> Optional.of(bounded(LAST, "min_of", time, t -> endNotAfter(plus(t, less), evaluations)));
            case "<" -> Optional.of(bounded(FIRST, "max_of", time, t -> endAfter(plus(t, less), evaluations)));
            case "<=" -> Optional.of(bounded(FIRST, "max_of", time, t -> endAfter(plus(t, less - 1), evaluations)));
            default -> Optional.empty();
        };
    }

    private SeenRows bounded(
            Column end, String function, Scalar.ColumnReference time, Function<Scalar, Scalar> ofTime) {
        return new SeenRows(
                bounded(rows, end, function, ofTime.apply(time)),
                bounded(spans, end, function, ofTime.apply(new Scalar.ColumnReference(RowWise.TIME))),
                timeColumns);
    }

    private static Plan bounded(Plan rows, Column end, String function, Scalar bound) {
        return new Plan.Project(
                rows,
                rows.columns().stream()
                        .map(c -> c.equals(end)
                                ? new Assignment(
                                        c, call(function, KqlType.DATETIME, new Scalar.ColumnReference(c), bound))
                                : Assignment.same(c))
                        .toList());
    }

    /** The end of the first evaluation that ends after a time. */
    private static Scalar endAfter(Scalar time, Evaluations evaluations) {
        return plus(endNotAfter(time, evaluations), evaluations.frequency());
    }

    /** The end of the last evaluation that does not end after a time. */
    private static Scalar endNotAfter(Scalar time, Evaluations evaluations) {
        return call("bin", KqlType.DATETIME, time, new Scalar.Constant(KqlType.TIMESPAN, evaluations.frequency()));
    }

    private static Scalar plus(Scalar time, long ticks) {
        return ticks == 0 ? time : call("+", KqlType.DATETIME, time, new Scalar.Constant(KqlType.TIMESPAN, ticks));
    }

    private static Scalar call(String function, KqlType type, Scalar... arguments) {
        return new Scalar.Call(function, List.of(arguments), type, NOWHERE);
    }

    private static List<Assignment> with(List<Column> columns, Assignment... more) {
        return Stream.concat(columns.stream().map(Assignment::same), Stream.of(more))
                .toList();
    }
}
