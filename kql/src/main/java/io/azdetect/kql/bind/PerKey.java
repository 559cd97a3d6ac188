package io.azdetect.kql.bind;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.PlanScalars;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A sub-pipeline that runs once for each key, as one plan over all keys: every operator of it carries the key's columns
 * along, and what concerns all rows of its input ({@code summarize}, {@code top}) concerns those of one key.
 */
final class PerKey {
    /** What the sub-pipeline was bound over. */
    private final Plan source;

    /** The rows of all keys: the source's columns, the keys, and what is carried along. */
    private final Plan rows;

    /** Each key once, with what is carried along. */
    private final Plan each;

    /** Whether every key of {@link #each} has rows. */
    private final boolean everyKeyHasRows;

    private final List<Column> keys;

    /** Columns that have one value for each key. */
    private final List<Column> carried;

    private final Session session;
    private final Span span;

    /**
     * @param source what the sub-pipeline was bound over; null when it has sources of its own
     * @param rows what takes its place; has the keys and the carried columns besides
     * @param each each key and the carried columns, once
     */
    PerKey(
            Plan source,
            Plan rows,
            Plan each,
            boolean everyKeyHasRows,
            List<Column> keys,
            List<Column> carried,
            Session session,
            Span span) {
        this.source = source;
        this.rows = rows;
        this.each = each;
        this.everyKeyHasRows = everyKeyHasRows;
        this.keys = List.copyOf(keys);
        this.carried = List.copyOf(carried);
        this.session = session;
        this.span = span;
    }

    /** The plan for all keys: its columns, then the keys and the carried columns. */
    Plan run(Plan plan) {
        return PlanParts.keep(rewrite(plan), PlanParts.joined(plan.columns(), keys, carried));
    }

    private Plan rewrite(Plan plan) {
        if (plan == source) {
            return rows;
        }
        if (plan instanceof Plan.Values values
                && source == null
                && values.rows().size() == 1) {
            return valuesOfEach(values);
        }
        if (plan.inputs().isEmpty() || !contains(plan)) {
            if (mentionsKey(plan)) {
                throw ScalarBinder.unsupported("a source that depends on the partition's key", span);
            }
            return PlanParts.pairs(each, plan);
        }
        if (plan instanceof Plan.Filter filter) {
            return new Plan.Filter(rewrite(filter.input()), checked(filter.predicate()));
        }
        if (plan instanceof Plan.Project project) {
            return new Plan.Project(
                    rewrite(project.input()), PlanParts.joined(checked(project.assignments()), alongAssignments()));
        }
        if (plan instanceof Plan.Sort sort) {
            List<Plan.SortKey> order = new ArrayList<>();
            keys.forEach(key -> order.add(new Plan.SortKey(new Scalar.ColumnReference(key), true, true)));
            sort.keys().forEach(key -> checked(key.value()));
            order.addAll(sort.keys());
            return new Plan.Sort(rewrite(sort.input()), order);
        }
        if (plan instanceof Plan.Limit limit) {
            return new Plan.LimitPerKey(rewrite(limit.input()), keyReferences(), checked(limit.count()));
        }
        if (plan instanceof Plan.LimitPerKey limit) {
            return new Plan.LimitPerKey(
                    rewrite(limit.input()), PlanParts.joined(keyReferences(), limit.keys()), limit.count());
        }
        if (plan instanceof Plan.Aggregate aggregate) {
            return aggregate(aggregate);
        }
        if (plan instanceof Plan.Window window) {
            return new Plan.Window(
                    rewrite(window.input()), window.windows(), PlanParts.joined(keyReferences(), window.partition()));
        }
        if (plan instanceof Plan.MvExpand
                || plan instanceof Plan.Parse
                || plan instanceof Plan.Numbered
                || plan instanceof Plan.Serialize) {
            return plan.withInputs(List.of(rewrite(plan.inputs().get(0))));
        }
        if (plan instanceof Plan.Stage stage && stage.inputs().size() == 1) {
            List<String> names = keys.stream().map(Column::name).toList();
            Plan parts = ScanBinder.sideBySide(rewrite(stage.inputs().get(0)), names);
            return stage.program()
                    .perKey(stage, parts, names, PlanParts.joined(keys, carried))
                    .orElseThrow(() -> ScalarBinder.unsupported(
                            stage.program().describe() + " inside a partition's subquery", span));
        }
        if (plan instanceof Plan.Shared shared) {
            return new Plan.Shared(session.nextSharedId(shared.id()), rewrite(shared.input()));
        }
        if (plan instanceof Plan.Union union) {
            return new Plan.Union(
                    union.inputs().stream()
                            .map(input ->
                                    PlanParts.keep(rewrite(input), PlanParts.joined(input.columns(), keys, carried)))
                            .toList(),
                    PlanParts.joined(union.columns(), keys, carried));
        }
        if (plan instanceof Plan.Join join) {
            return join(join);
        }
        throw ScalarBinder.unsupported(
                plan.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " inside a partition's subquery", span);
    }

    /** {@code print} with the key in it. */
    private Plan valuesOfEach(Plan.Values values) {
        List<Plan.Assignment> assignments = new ArrayList<>();
        for (int i = 0; i < values.columns().size(); i++) {
            assignments.add(new Plan.Assignment(
                    values.columns().get(i), values.rows().get(0).get(i)));
        }
        return new Plan.Project(each, PlanParts.joined(assignments, alongAssignments()));
    }

    private Plan aggregate(Plan.Aggregate aggregate) {
        aggregate.aggregations().forEach(a -> a.call().arguments().forEach(this::checked));
        List<Plan.Assignment> allKeys = PlanParts.joined(
                checked(aggregate.keys()),
                keys.stream().map(Plan.Assignment::same).toList());
        List<Plan.Aggregation> aggregations = new ArrayList<>(aggregate.aggregations());
        for (Column column : carried) {
            aggregations.add(new Plan.Aggregation(
                    column,
                    new Plan.AggregateCall(
                            "take_any_row", List.of(new Scalar.ColumnReference(column)), column.type())));
        }
        Plan grouped = new Plan.Aggregate(rewrite(aggregate.input()), allKeys, aggregations);
        if (!aggregate.keys().isEmpty() || hasRows(aggregate.input())) {
            return grouped;
        }
        return Plan.Union.of(List.of(
                PlanParts.keep(grouped, PlanParts.joined(aggregate.columns(), keys, carried)),
                ofNoRows(aggregate, grouped)));
    }

    /** The row that an aggregate without keys gives of no rows, for each key that has none. */
    private Plan ofNoRows(Plan.Aggregate aggregate, Plan grouped) {
        List<Plan.JoinKey> equal = keys.stream()
                .flatMap(key -> PlanParts.equalOrBothNull(key, key).stream())
                .toList();
        List<Column> along = PlanParts.joined(keys, carried);
        Plan missing = new Plan.Join(
                PlanParts.keep(each, along),
                PlanParts.keep(grouped, keys),
                Plan.JoinKind.LEFT_ANTI,
                equal,
                PlanParts.unchanged(along),
                List.of());
        Plan empty =
                new Plan.Aggregate(PlanParts.nothing(aggregate.input().columns()), List.of(), aggregate.aggregations());
        return PlanParts.keep(PlanParts.pairs(missing, empty), PlanParts.joined(aggregate.columns(), keys, carried));
    }

    /** Whether the plan surely has rows for every key. */
    private boolean hasRows(Plan plan) {
        if (plan == source) {
            return everyKeyHasRows;
        }
        boolean keepsRows = plan instanceof Plan.Project
                || plan instanceof Plan.Sort
                || plan instanceof Plan.Serialize
                || plan instanceof Plan.Window
                || plan instanceof Plan.Shared
                || plan instanceof Plan.Numbered
                || plan instanceof Plan.Aggregate
                || (plan instanceof Plan.Parse parse && !parse.filter());
        return keepsRows && hasRows(plan.inputs().get(0));
    }

    private Plan join(Plan.Join join) {
        boolean both = source == null || contains(join.right());
        boolean fromLeft = switch (join.kind()) {
            case INNER, INNER_UNIQUE, LEFT_OUTER, LEFT_SEMI, LEFT_ANTI -> true;
            case RIGHT_OUTER, RIGHT_SEMI, RIGHT_ANTI, FULL_OUTER -> false;
        };
        if (!fromLeft || (source != null && !contains(join.left()))) {
            throw ScalarBinder.unsupported("this join inside a partition's subquery", span);
        }
        Plan left = rewrite(join.left());
        List<Plan.JoinKey> equal = new ArrayList<>(join.keys());
        Plan right = join.right();
        if (both) {
            List<Plan.Assignment> renamed = new ArrayList<>();
            join.right().columns().forEach(c -> renamed.add(Plan.Assignment.same(c)));
            for (Column key : keys) {
                Column other = new Column(key.name() + " right", key.type());
                renamed.add(new Plan.Assignment(other, new Scalar.ColumnReference(key)));
                equal.addAll(PlanParts.equalOrBothNull(key, other));
            }
            right = new Plan.Project(rewrite(join.right()), renamed);
        } else if (join.kind() == Plan.JoinKind.INNER_UNIQUE) {
            List<Scalar> unique = new ArrayList<>(keyReferences());
            join.keys().forEach(key -> unique.add(key.left()));
            left = new Plan.LimitPerKey(left, unique, new Scalar.Constant(KqlType.LONG, 1L));
        }
        Plan.JoinKind kind = !both && join.kind() == Plan.JoinKind.INNER_UNIQUE ? Plan.JoinKind.INNER : join.kind();
        return new Plan.Join(
                left,
                right,
                kind,
                equal,
                PlanParts.joined(join.leftColumns(), PlanParts.unchanged(PlanParts.joined(keys, carried))),
                join.rightColumns());
    }

    private List<Scalar> keyReferences() {
        return keys.stream().<Scalar>map(Scalar.ColumnReference::new).toList();
    }

    private List<Plan.Assignment> alongAssignments() {
        return Stream.concat(keys.stream(), carried.stream())
                .map(Plan.Assignment::same)
                .toList();
    }

    private List<Plan.Assignment> checked(List<Plan.Assignment> assignments) {
        assignments.forEach(a -> checked(a.value()));
        return assignments;
    }

    /** Refuses a scalar that asks for rows of the part itself: they are another key's as well. */
    private Scalar checked(Scalar scalar) {
        if (scalar instanceof Scalar.Call call) {
            call.arguments().forEach(this::checked);
        } else if (scalar instanceof Scalar.Subquery subquery) {
            refuseOwnRows(subquery.plan());
        } else if (scalar instanceof Scalar.MemberOf member) {
            checked(member.value());
            refuseOwnRows(member.plan());
        }
        return scalar;
    }

    private void refuseOwnRows(Plan plan) {
        if (source == null ? mentionsKey(plan) : contains(plan)) {
            throw ScalarBinder.unsupported("toscalar or in over the part itself, inside its subquery", span);
        }
    }

    /** Whether the plan reads the part's rows; one with sources of its own stands for itself. */
    private boolean contains(Plan plan) {
        return plan == source
                || (source == null && !plan.inputs().isEmpty())
                || plan.inputs().stream().anyMatch(this::contains);
    }

    private boolean mentionsKey(Plan plan) {
        return PlanScalars.of(plan).anyMatch(this::mentionsKey)
                || plan.inputs().stream().anyMatch(this::mentionsKey);
    }

    private boolean mentionsKey(Scalar scalar) {
        if (scalar instanceof Scalar.ColumnReference reference) {
            return keys.stream().anyMatch(key -> key.name().equals(reference.name()));
        }
        if (scalar instanceof Scalar.Call call) {
            return call.arguments().stream().anyMatch(this::mentionsKey);
        }
        if (scalar instanceof Scalar.MemberOf member) {
            return mentionsKey(member.value()) || mentionsKey(member.plan());
        }
        return scalar instanceof Scalar.Subquery subquery && mentionsKey(subquery.plan());
    }
}
