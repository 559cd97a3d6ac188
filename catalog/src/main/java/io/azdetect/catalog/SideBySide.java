package io.azdetect.catalog;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.ColumnPruning;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Plan.Assignment;
import io.azdetect.kql.plan.Plan.Renamed;
import io.azdetect.kql.plan.PlanScalars;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A detection's plan for many evaluations in one query. Each row carries the end of its evaluation as {@link #END}, and what
 * concerns the rows of one evaluation (a group, a join, a subquery) concerns the rows of one end.
 *
 * <p>A stored row is there once for each evaluation that sees it, yet no sooner than it must: groups are counted before, once
 * for all rows that the same evaluations see, where the counts of parts add up to the count of the whole.
 */
final class SideBySide {
    static final Column END = new Column("$end", KqlType.DATETIME);

    /** Aggregates that are made of those of parts, and what makes them. */
    private static final Map<String, String> OF_PARTS = Map.of(
            "count", "sum",
            "countif", "sum",
            "sum", "sum",
            "sumif", "sum",
            "min", "min",
            "minif", "min",
            "max", "max",
            "maxif", "max");

    private static final Set<Plan.JoinKind> JOINS = Set.of(
            Plan.JoinKind.INNER,
            Plan.JoinKind.INNER_UNIQUE,
            Plan.JoinKind.LEFT_OUTER,
            Plan.JoinKind.LEFT_SEMI,
            Plan.JoinKind.LEFT_ANTI);

    private static final Set<String> MEMBERSHIPS = Set.of("in", "!in", "in~", "!in~");
    private static final Span NOWHERE = new Span(0, 0);

    private final Evaluations evaluations;
    private final StagedPlan staged;
    private final Plan ends;
    private final Map<String, Plan> shared = new HashMap<>();
    private int joined;

    private SideBySide(Evaluations evaluations, StagedPlan staged, Plan ends) {
        this.evaluations = evaluations;
        this.staged = staged;
        this.ends = ends;
    }

    /**
     * The ends of those evaluations in which the plan has rows, as a plan of one column; nothing where that cannot be said for
     * all of them at once.
     *
     * @param plan compiled with an open clock
     * @param staged what of it was computed once
     * @param numbers of evaluations, ascending
     */
    static Optional<Plan> endsWithRows(Plan plan, StagedPlan staged, Evaluations evaluations, List<Long> numbers) {
        SideBySide all = new SideBySide(evaluations, staged, ends(evaluations, numbers));
        // Whether there are rows is all that is asked, so what only tells about them goes first.
        Plan asked = ColumnPruning.prune(new Plan.Aggregate(staged.named(plan), List.of(anyRow()), List.of()))
                .inputs()
                .get(0);
        return all.canTake(asked)
                ? Optional.of(ColumnPruning.prune(
                        new Plan.Aggregate(all.rewrite(asked), List.of(Assignment.same(END)), List.of())))
                : Optional.empty();
    }

    /**
     * The rows of those evaluations, as a plan of the plan's columns and {@link #END}; nothing where it cannot give them. What an
     * evaluation alone gives may come in another order, also inside of what an aggregate gathers.
     *
     * @param plan compiled with an open clock
     * @param staged what of it was computed once
     * @param numbers of evaluations, ascending
     */
    static Optional<Plan> rows(Plan plan, StagedPlan staged, Evaluations evaluations, List<Long> numbers) {
        SideBySide all = new SideBySide(evaluations, staged, ends(evaluations, numbers));
        Plan named = staged.named(plan);
        return all.canTake(named)
                ? Optional.of(ColumnPruning.prune(keep(all.rewrite(named), withEnd(plan.columns()))))
                : Optional.empty();
    }

    private static Assignment anyRow() {
        return new Assignment(new Column("$any", KqlType.BOOL), new Scalar.Constant(KqlType.BOOL, true));
    }

    private static Plan ends(Evaluations evaluations, List<Long> numbers) {
        long first = evaluations.end(numbers.get(0));
        long last = evaluations.end(numbers.get(numbers.size() - 1));
        if (last - first == (numbers.size() - 1) * evaluations.frequency()) {
            return new Plan.Range(
                    END, instant(first), instant(last), new Scalar.Constant(KqlType.TIMESPAN, evaluations.frequency()));
        }
        return new Plan.Values(
                List.of(END),
                numbers.stream()
                        .map(n -> List.<Scalar>of(instant(evaluations.end(n))))
                        .toList());
    }

    private static Scalar instant(long ticks) {
        return new Scalar.Constant(KqlType.DATETIME, ticks);
    }

    private boolean canTake(Plan plan) {
        if (!varies(plan) || staged.seen(plan).isPresent()) {
            return true;
        }
        boolean known = plan instanceof Plan.Filter
                || plan instanceof Plan.Project
                || plan instanceof Plan.Aggregate
                || plan instanceof Plan.Union
                || plan instanceof Plan.MvExpand
                || plan instanceof Plan.Parse
                || plan instanceof Plan.Shared
                || plan instanceof Plan.Numbered
                || plan instanceof Plan.Sort
                || (plan instanceof Plan.Join join
                        && JOINS.contains(join.kind())
                        && PlanScalars.of(plan).noneMatch(OpenClock::isRead));
        boolean takesPlans = plan instanceof Plan.Filter || plan instanceof Plan.Project;
        return known
                && PlanScalars.of(plan).allMatch(scalar -> canTake(scalar, takesPlans))
                && plan.inputs().stream().allMatch(this::canTake);
    }

    private boolean canTake(Scalar scalar, boolean takesPlans) {
        if (scalar instanceof Scalar.Call call) {
            return RowWise.isOfOneRow(call.function())
                    && call.arguments().stream().allMatch(argument -> canTake(argument, takesPlans));
        }
        if (scalar instanceof Scalar.Subquery subquery) {
            return !varies(subquery.plan()) || (takesPlans && canTake(subquery.plan()));
        }
        if (scalar instanceof Scalar.MemberOf member) {
            return canTake(member.value(), takesPlans)
                    && (!varies(member.plan())
                            || (takesPlans && MEMBERSHIPS.contains(member.operator()) && canTake(member.plan())));
        }
        return true;
    }

    /** Whether it may be another plan in another evaluation. */
    private boolean varies(Plan plan) {
        return staged.seen(plan).isPresent()
                || PlanScalars.of(plan).anyMatch(scalar -> OpenClock.isRead(scalar) || varies(scalar))
                || plan.inputs().stream().anyMatch(this::varies);
    }

    /** Whether a plan inside the scalar may be another one in another evaluation. */
    private boolean varies(Scalar scalar) {
        if (scalar instanceof Scalar.Call call) {
            return call.arguments().stream().anyMatch(this::varies);
        }
        if (scalar instanceof Scalar.MemberOf member) {
            return varies(member.value()) || varies(member.plan());
        }
        return scalar instanceof Scalar.Subquery subquery && varies(subquery.plan());
    }

    /** The plan's columns and {@link #END}. */
    private Plan rewrite(Plan plan) {
        if (!varies(plan)) {
            return new Plan.Join(
                    ends, plan, Plan.JoinKind.INNER, List.of(), unchanged(ends.columns()), unchanged(plan.columns()));
        }
        Optional<SeenRows> seen = seen(plan);
        if (seen.isPresent()) {
            return forEachEnd(seen.get().rows(), seen.get().spans(), plan.columns());
        }
        if (plan instanceof Plan.Filter filter) {
            WithPlans input = new WithPlans(rewrite(filter.input()));
            Scalar predicate = input.rewrite(filter.predicate());
            return keep(new Plan.Filter(input.rows, predicate), withEnd(plan.columns()));
        }
        if (plan instanceof Plan.Project project) {
            WithPlans input = new WithPlans(rewrite(project.input()));
            List<Assignment> assignments = new ArrayList<>();
            project.assignments().forEach(a -> assignments.add(new Assignment(a.column(), input.rewrite(a.value()))));
            assignments.add(Assignment.same(END));
            return new Plan.Project(input.rows, assignments);
        }
        if (plan instanceof Plan.Aggregate aggregate) {
            return aggregate(aggregate);
        }
        if (plan instanceof Plan.Join join) {
            return join(join);
        }
        if (plan instanceof Plan.Union union) {
            return new Plan.Union(
                    union.inputs().stream()
                            .map(input -> keep(rewrite(input), withEnd(input.columns())))
                            .toList(),
                    withEnd(union.columns()));
        }
        if (plan instanceof Plan.Shared one) {
            Plan known = shared.get(one.id());
            if (known == null) {
                known = new Plan.Shared(one.id() + " side by side", rewrite(one.input()));
                shared.put(one.id(), known);
            }
            return known;
        }
        WithPlans input = new WithPlans(rewrite(plan.inputs().get(0)));
        return PlanScalars.map(plan.withInputs(List.of(input.rows)), input::rewrite);
    }

    private Optional<SeenRows> seen(Plan plan) {
        return SeenRows.of(plan, evaluations, staged::seen, this::varies);
    }

    /** Rows that have a first and a last end, once for each end between. */
    private Plan forEachEnd(Plan rows, Plan spans, List<Column> columns) {
        List<Column> bounds = List.of(SeenRows.FIRST, SeenRows.LAST);
        Plan distinct =
                new Plan.Aggregate(spans, bounds.stream().map(Assignment::same).toList(), List.of());
        Plan pairs = new Plan.Filter(
                new Plan.Join(
                        distinct, ends, Plan.JoinKind.INNER, List.of(), unchanged(bounds), unchanged(ends.columns())),
                call(
                        "and",
                        call("<=", reference(SeenRows.FIRST), reference(END)),
                        call("<=", reference(END), reference(SeenRows.LAST))));
        return new Plan.Join(
                rows,
                pairs,
                Plan.JoinKind.INNER,
                bounds.stream()
                        .map(c -> new Plan.JoinKey(reference(c), reference(c)))
                        .toList(),
                unchanged(columns),
                unchanged(List.of(END)));
    }

    private Plan aggregate(Plan.Aggregate aggregate) {
        Optional<SeenRows> seen = seen(aggregate.input());
        boolean ofParts = seen.isPresent()
                && PlanScalars.of(aggregate).noneMatch(OpenClock::isRead)
                && aggregate.aggregations().stream()
                        .allMatch(a -> OF_PARTS.containsKey(a.call().function()));
        Plan grouped = ofParts ? ofParts(aggregate, seen.get()) : ofRows(aggregate);
        if (!aggregate.keys().isEmpty()) {
            return grouped;
        }
        return Plan.Union.of(List.of(keep(grouped, withEnd(aggregate.columns())), ofNoRows(aggregate, grouped)));
    }

    private Plan ofRows(Plan.Aggregate aggregate) {
        WithPlans input = new WithPlans(rewrite(aggregate.input()));
        Plan.Aggregate own =
                (Plan.Aggregate) PlanScalars.map(aggregate.withInputs(List.of(input.rows)), input::rewrite);
        List<Assignment> keys = new ArrayList<>(own.keys());
        keys.add(Assignment.same(END));
        return new Plan.Aggregate(own.input(), keys, own.aggregations());
    }

    private Plan ofParts(Plan.Aggregate aggregate, SeenRows seen) {
        List<Assignment> keys = new ArrayList<>(aggregate.keys());
        keys.add(Assignment.same(SeenRows.FIRST));
        keys.add(Assignment.same(SeenRows.LAST));
        Plan parts = new Plan.Aggregate(seen.rows(), keys, aggregate.aggregations());
        List<Assignment> whole = new ArrayList<>();
        aggregate.keys().forEach(key -> whole.add(Assignment.same(key.column())));
        whole.add(Assignment.same(END));
        return new Plan.Aggregate(
                forEachEnd(parts, seen.spans(), aggregate.columns()),
                whole,
                aggregate.aggregations().stream().map(SideBySide::ofParts).toList());
    }

    private static Plan.Aggregation ofParts(Plan.Aggregation whole) {
        return new Plan.Aggregation(
                whole.column(),
                new Plan.AggregateCall(
                        OF_PARTS.get(whole.call().function()),
                        List.of(reference(whole.column())),
                        whole.call().type()));
    }

    /** The row that an aggregate without keys gives of no rows, for each evaluation that has none. */
    private Plan ofNoRows(Plan.Aggregate aggregate, Plan grouped) {
        Plan missing = new Plan.Join(
                ends,
                keep(grouped, List.of(END)),
                Plan.JoinKind.LEFT_ANTI,
                List.of(new Plan.JoinKey(reference(END), reference(END))),
                unchanged(ends.columns()),
                List.of());
        Plan nothing = OpenClock.at(
                new Plan.Aggregate(
                        new Plan.Values(aggregate.input().columns(), List.of()), List.of(), aggregate.aggregations()),
                0);
        Plan pairs = new Plan.Join(
                missing,
                nothing,
                Plan.JoinKind.INNER,
                List.of(),
                unchanged(missing.columns()),
                unchanged(nothing.columns()));
        return keep(pairs, withEnd(aggregate.columns()));
    }

    private Plan join(Plan.Join join) {
        Column other = new Column("$end of the right", KqlType.DATETIME);
        List<Plan.JoinKey> keys = new ArrayList<>(join.keys());
        keys.add(new Plan.JoinKey(reference(END), reference(other)));
        List<Renamed> left = new ArrayList<>(join.leftColumns());
        left.add(new Renamed(END.name(), END));
        Plan right = rewrite(join.right());
        return new Plan.Join(
                rewrite(join.left()),
                RowWise.project(right, join.right().columns(), new Assignment(other, reference(END))),
                join.kind(),
                keys,
                left,
                join.rightColumns());
    }

    /** Rows, and beside each what the plans inside the scalars over them give in its evaluation. */
    private final class WithPlans {
        private Plan rows;

        WithPlans(Plan rows) {
            this.rows = rows;
        }

        Scalar rewrite(Scalar scalar) {
            if (scalar instanceof Scalar.Call call) {
                return OpenClock.isNow(call)
                        ? reference(END)
                        : new Scalar.Call(
                                call.function(),
                                call.arguments().stream().map(this::rewrite).toList(),
                                call.type(),
                                call.span());
            }
            if (scalar instanceof Scalar.Subquery subquery && varies(subquery.plan())) {
                return first(subquery);
            }
            if (scalar instanceof Scalar.MemberOf member) {
                Scalar value = rewrite(member.value());
                return varies(member.plan())
                        ? isAmong(member, value)
                        : new Scalar.MemberOf(member.operator(), value, member.plan(), member.span());
            }
            return scalar;
        }

        private Scalar first(Scalar.Subquery subquery) {
            Column value = new Column("$value " + ++joined, subquery.type());
            Plan one = new Plan.LimitPerKey(
                    SideBySide.this.rewrite(subquery.plan()),
                    List.of(reference(END)),
                    new Scalar.Constant(KqlType.LONG, 1L));
            Scalar source = reference(subquery.plan().columns().get(0));
            join(new Plan.Project(one, List.of(Assignment.same(END), new Assignment(value, source))), List.of(), value);
            return reference(value);
        }

        private Scalar isAmong(Scalar.MemberOf member, Scalar value) {
            boolean ignoresCase = member.operator().endsWith("~") && value.type() == KqlType.STRING;
            Column item = new Column("$item " + ++joined, value.type());
            Column found = new Column("$found " + joined, KqlType.BOOL);
            Scalar source = reference(member.plan().columns().get(0));
            Plan items = new Plan.Aggregate(
                    SideBySide.this.rewrite(member.plan()),
                    List.of(Assignment.same(END), new Assignment(item, ignoresCase ? lower(source) : source)),
                    List.of());
            List<Assignment> columns = new ArrayList<>();
            items.columns().forEach(c -> columns.add(Assignment.same(c)));
            columns.add(new Assignment(found, new Scalar.Constant(KqlType.BOOL, true)));
            join(
                    new Plan.Project(items, columns),
                    List.of(new Plan.JoinKey(ignoresCase ? lower(value) : value, reference(item))),
                    found);
            String test = member.operator().startsWith("!") ? "isnull" : "isnotnull";
            return call(test, reference(found));
        }

        private void join(Plan right, List<Plan.JoinKey> keys, Column wanted) {
            List<Plan.JoinKey> all = new ArrayList<>(keys);
            all.add(new Plan.JoinKey(reference(END), reference(END)));
            rows = new Plan.Join(
                    rows,
                    right,
                    Plan.JoinKind.LEFT_OUTER,
                    all,
                    unchanged(rows.columns()),
                    List.of(new Renamed(wanted.name(), wanted)));
        }

        private static Scalar lower(Scalar text) {
            return new Scalar.Call("tolower", List.of(text), KqlType.STRING, NOWHERE);
        }
    }

    private static Scalar call(String function, Scalar... arguments) {
        return new Scalar.Call(function, List.of(arguments), KqlType.BOOL, NOWHERE);
    }

    private static Scalar reference(Column column) {
        return new Scalar.ColumnReference(column);
    }

    private static List<Renamed> unchanged(List<Column> columns) {
        return columns.stream().map(c -> new Renamed(c.name(), c)).toList();
    }

    private static List<Column> withEnd(List<Column> columns) {
        return Stream.concat(columns.stream(), Stream.of(END)).toList();
    }

    private static Plan keep(Plan plan, List<Column> columns) {
        return plan.columns().equals(columns)
                ? plan
                : new Plan.Project(plan, columns.stream().map(Assignment::same).toList());
    }
}
