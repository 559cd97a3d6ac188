package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.function.AggregateFunctions;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code pivot}: a column for each value of one column, with an aggregate over the rows that have it.
 *
 * <p>It is one aggregation with a condition for each value. Where no row has the value, {@code count} and {@code sum} are 0,
 * lists and sets empty, the rest null; the documentation shows this for {@code count} and {@code sum} only.
 */
final class PivotPlugin {
    private static final int MOST_COLUMNS = 1000;

    private static final Set<String> AGGREGATES = Set.of(
            "min",
            "max",
            "take_any",
            "sum",
            "dcount",
            "avg",
            "stdev",
            "variance",
            "make_list",
            "make_bag",
            "make_set",
            "count");

    /** Aggregates that give a number even over no rows, which a cell without rows is not to show. */
    private static final Set<String> NULL_OF_NOTHING = Set.of("avg", "stdev", "variance");

    private final PluginCall call;
    private final Column pivot;
    private final Plan.AggregateCall aggregate;
    private final List<Column> groups;

    private PivotPlugin(PluginCall call) {
        this.call = call;
        this.pivot = call.column("pivotColumn");
        List<Expression> rest = call.expressions("aggregationFunction");
        Optional<Expression.Call> function = rest.stream()
                .findFirst()
                .filter(Expression.Call.class::isInstance)
                .map(Expression.Call.class::cast);
        Set<String> used = new HashSet<>(Set.of(pivot.name()));
        this.aggregate = function.map(f -> aggregate(f, used))
                .orElseGet(() -> new Plan.AggregateCall("count", List.of(), KqlType.LONG));
        List<Expression> named = function.isPresent() ? rest.subList(1, rest.size()) : rest;
        this.groups = named.isEmpty()
                ? call.input().columns().stream()
                        .filter(c -> !used.contains(c.name()))
                        .toList()
                : named.stream()
                        .map(e -> call.column(e, call.input(), "a column to group by"))
                        .toList();
    }

    private Plan.AggregateCall aggregate(Expression.Call function, Set<String> used) {
        String name = function.function().text();
        if (!AGGREGATES.contains(name) || AggregateFunctions.named(name).isEmpty()) {
            throw call.wrong("takes one of "
                    + String.join(", ", AGGREGATES.stream().sorted().toList()) + " as its aggregate");
        }
        AggregateCollector collector = new AggregateCollector();
        collector.collect(function, call.tables().scalars(new Row(call.input().columns())));
        Plan.AggregateCall bound = collector.aggregations().get(0).call();
        bound.arguments().forEach(argument -> addColumns(argument, used));
        return bound;
    }

    private static void addColumns(Scalar scalar, Set<String> names) {
        if (scalar instanceof Scalar.ColumnReference reference) {
            names.add(reference.name());
        } else if (scalar instanceof Scalar.Call inner) {
            inner.arguments().forEach(argument -> addColumns(argument, names));
        }
    }

    static Plan bind(PluginCall call) {
        PivotPlugin plugin = new PivotPlugin(call);
        return call.schema().isPresent() ? plugin.declared(call.schema().get()) : plugin.plan(plugin.found());
    }

    private Scalar name() {
        return Conversions.to(KqlType.STRING, new Scalar.ColumnReference(pivot), call.span());
    }

    private List<String> found() {
        Plan names = new Plan.Limit(
                new Plan.Aggregate(call.input(), List.of(PlanParts.computed("name", name())), List.of()),
                new Scalar.Constant(KqlType.LONG, MOST_COLUMNS + 1L));
        List<String> found = call
                .probe(names)
                .orElseThrow(() -> call.needsSchema(": (" + pivot.name() + ": string, value1: long)"))
                .stream()
                .map(row -> (String) row[0])
                .sorted()
                .toList();
        if (found.size() > MOST_COLUMNS) {
            throw new KqlException(
                    Code.LIMIT,
                    "'" + pivot.name() + "' has more than " + MOST_COLUMNS
                            + " values, and each would be a column; take fewer, or summarize by it",
                    call.span());
        }
        if (found.contains("")) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    "'" + pivot.name()
                            + "' is null or empty in some row, which is no column's name; leave those rows out,"
                            + " or give it a name with iff()",
                    call.span());
        }
        return found;
    }

    /** The columns that the query declares: those that rows are grouped by, and some values of the pivot column. */
    private Plan declared(Operator.PluginSchema schema) {
        List<Column> columns = schema.columns().stream()
                .map(c -> new Column(c.name().text(), c.type()))
                .toList();
        List<String> values = columns.stream()
                .map(Column::name)
                .filter(name -> groups.stream().noneMatch(g -> g.name().equals(name)))
                .toList();
        Plan plan = plan(values);
        List<Column> wanted = new ArrayList<>(schema.keepsInput() ? groups : List.of());
        wanted.addAll(columns);
        if (!Set.copyOf(wanted).equals(Set.copyOf(plan.columns()))) {
            throw call.wrong("returns " + plan.columns() + ", not the declared " + wanted);
        }
        return PlanParts.keep(plan, wanted);
    }

    private Plan plan(List<String> values) {
        List<Plan.Aggregation> cells = new ArrayList<>();
        List<Plan.Assignment> results =
                new ArrayList<>(groups.stream().map(Plan.Assignment::same).toList());
        for (String value : values) {
            if (groups.stream().anyMatch(g -> g.name().equals(value))) {
                throw new KqlException(
                        Code.DUPLICATE_NAME,
                        "the value '" + value + "' of '" + pivot.name() + "' is a column's name already",
                        call.span());
            }
            Scalar has = PlanParts.call("==", KqlType.BOOL, call.span(), name(), PlanParts.text(value));
            Plan.AggregateCall conditional = conditional(has);
            cells.add(new Plan.Aggregation(new Column(value, conditional.type()), conditional));
            Scalar cell = new Scalar.ColumnReference(value, conditional.type());
            if (NULL_OF_NOTHING.contains(aggregate.function())) {
                String rows = "rows of " + value;
                cells.add(PlanParts.aggregation(rows, "countif", KqlType.LONG, has));
                cell = whereRows(new Scalar.ColumnReference(rows, KqlType.LONG), cell);
            }
            results.add(PlanParts.computed(value, cell));
        }
        Plan grouped = new Plan.Aggregate(
                call.input(), groups.stream().map(Plan.Assignment::same).toList(), cells);
        return new Plan.Project(grouped, results);
    }

    private Scalar whereRows(Scalar rows, Scalar cell) {
        Scalar some = PlanParts.call(">", KqlType.BOOL, call.span(), rows, new Scalar.Constant(KqlType.LONG, 0L));
        return PlanParts.call("iff", cell.type(), call.span(), some, cell, new Scalar.Constant(cell.type(), null));
    }

    /** The aggregate over the rows for which a condition holds. */
    private Plan.AggregateCall conditional(Scalar condition) {
        String name = aggregate.function();
        List<Scalar> arguments = new ArrayList<>(aggregate.arguments());
        arguments.add(Math.min(1, arguments.size()), condition);
        return new Plan.AggregateCall(
                name.startsWith("make_") ? name + "_if" : name + "if", arguments, aggregate.type());
    }
}
