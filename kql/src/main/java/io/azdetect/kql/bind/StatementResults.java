package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.function.Plugins;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The results of a statement that returns rows: one, or those of the {@code fork}, {@code facet} or {@code preview} that ends it. */
final class StatementResults {
    /** What the documentation and the language service let stand in a branch of {@code fork}. */
    private static final List<Class<? extends Operator>> IN_FORK = List.of(
            Operator.As.class,
            Operator.Count.class,
            Operator.Extend.class,
            Operator.Parse.class,
            Operator.Where.class,
            Operator.Take.class,
            Operator.Project.class,
            Operator.ProjectAway.class,
            Operator.ProjectKeep.class,
            Operator.ProjectRename.class,
            Operator.ProjectReorder.class,
            Operator.Summarize.class,
            Operator.Top.class,
            Operator.TopNested.class,
            Operator.Sort.class,
            Operator.MvExpand.class,
            Operator.Distinct.class,
            Operator.Sample.class,
            Operator.SampleDistinct.class,
            Operator.TopHitters.class,
            Operator.ParseKv.class,
            Operator.ProjectByNames.class,
            Operator.Invoke.class);

    private final TabularBinder tables;

    StatementResults(TabularBinder tables) {
        this.tables = tables;
    }

    /** A result's plan, and what it is called. */
    record Named(Optional<String> name, Plan plan) {}

    /**
     * The results of a statement.
     *
     * @param bind what binds a statement that has one result
     */
    List<Named> of(Expression statement, Function<Expression, Plan> bind) {
        if (!(statement instanceof Expression.Pipe pipe)) {
            return List.of(new Named(Optional.empty(), bind.apply(statement)));
        }
        int last = pipe.operators().size() - 1;
        Operator end = pipe.operators().get(last);
        if (end instanceof Operator.Fork fork) {
            return fork(fork, before(pipe, last));
        }
        if (end instanceof Operator.Facet facet) {
            return facet(facet, before(pipe, last));
        }
        if (end instanceof Operator.Evaluate evaluate
                && evaluate.plugin().function().text().equals("preview")) {
            return preview(evaluate, before(pipe, last));
        }
        return List.of(new Named(named(pipe.operators()), bind.apply(statement)));
    }

    private Plan before(Expression.Pipe pipe, int last) {
        return PipeBinder.bind(pipe.operators().subList(0, last), tables.bind(pipe.source()), tables);
    }

    /** The name that {@code as} at the end gives. */
    private static Optional<String> named(List<Operator> operators) {
        return operators.get(operators.size() - 1) instanceof Operator.As as
                ? Optional.of(as.name().text())
                : Optional.empty();
    }

    private List<Named> fork(Operator.Fork fork, Plan input) {
        List<Named> results = new ArrayList<>();
        for (Operator.ForkBranch branch : fork.branches()) {
            branch.operators().forEach(StatementResults::checkInFork);
            Optional<String> name = branch.name().map(Name::text).or(() -> named(branch.operators()));
            results.add(new Named(name, PipeBinder.subquery(branch.operators(), input, tables)));
        }
        return results;
    }

    /** As many rows as are asked for, and the number of all. */
    private List<Named> preview(Operator.Evaluate evaluate, Plan input) {
        PluginCall call = new PluginCall(Plugins.named("preview").orElseThrow(), evaluate, input, tables);
        Plan rows = new Plan.Limit(input, tables.rowCount(call.expression("NumberOfRows")));
        Plan count =
                new Plan.Aggregate(input, List.of(), List.of(PlanParts.aggregation("Count", "count", KqlType.LONG)));
        return List.of(new Named(Optional.empty(), rows), new Named(Optional.empty(), count));
    }

    private static void checkInFork(Operator operator) {
        if (!IN_FORK.contains(operator.getClass())) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    "this operator cannot stand in a branch of fork; write a statement for each result instead,"
                            + " with let and materialize for what they share",
                    operator.span());
        }
    }

    /** First the rows of {@code with}, then the values of each column with how many rows have them. */
    private List<Named> facet(Operator.Facet facet, Plan input) {
        List<Named> results = new ArrayList<>();
        if (!facet.with().isEmpty()) {
            results.add(new Named(named(facet.with()), PipeBinder.subquery(facet.with(), input, tables)));
        }
        for (Name name : facet.columns()) {
            Column column = new ColumnLists(input.columns()).named(name);
            if (column.type() == KqlType.DYNAMIC) {
                throw new KqlException(
                        Code.WRONG_TYPE,
                        "facet counts no dynamic values; convert them before, for example with tostring()",
                        name.span());
            }
            Plan values = new Plan.Aggregate(
                    input,
                    List.of(Plan.Assignment.same(column)),
                    List.of(PlanParts.aggregation("count_" + column.name(), "count", KqlType.LONG)));
            results.add(new Named(Optional.of(column.name()), values));
        }
        return results;
    }
}
