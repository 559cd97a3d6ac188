package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Optional;

/** Operators that are made of other operators: with subqueries of their own, or short for a few. */
final class SubqueryOperators {
    private final TabularBinder tables;

    SubqueryOperators(TabularBinder tables) {
        this.tables = tables;
    }

    /** The operators of a subquery over a plan; what they name, nobody else sees. */
    static Plan bind(TabularBinder tables, List<Operator> operators, Plan input) {
        PipeBinder inner = new PipeBinder(
                new TabularBinder(tables.session(), tables.scope().nested()));
        Plan plan = input;
        for (Operator operator : operators) {
            plan = inner.bind(operator, plan);
        }
        return plan;
    }

    Plan bind(Operator operator, Plan input) {
        if (operator instanceof Operator.MvApply apply) {
            return new MvApplyBinder(tables, apply, input).bind();
        }
        if (operator instanceof Operator.Partition partition) {
            return new PartitionBinder(tables, partition, input).bind();
        }
        if (operator instanceof Operator.TopNested nested) {
            return new TopNestedBinder(tables, nested, input).bind();
        }
        if (operator instanceof Operator.TopHitters hitters) {
            return topHitters(hitters, input);
        }
        if (operator instanceof Operator.Sample sample) {
            Scalar random = new Scalar.Call("rand", List.of(), KqlType.REAL, sample.span());
            return new Plan.Limit(
                    new Plan.Sort(input, List.of(new Plan.SortKey(random, true, true))),
                    PipeBinder.count(sample.count(), tables));
        }
        if (operator instanceof Operator.SampleDistinct sample) {
            Plan.Assignment column = named(sample.column(), input);
            return new Plan.Limit(
                    new Plan.Aggregate(input, List.of(column), List.of()), PipeBinder.count(sample.count(), tables));
        }
        if (operator instanceof Operator.Search search) {
            return new SearchBinder(tables).search(search, Optional.of(input));
        }
        if (operator instanceof Operator.Consume) {
            return PlanParts.nothing(input.columns());
        }
        if (operator instanceof Operator.Fork || operator instanceof Operator.Facet) {
            throw new KqlException(
                    Code.UNSUPPORTED,
                    "'fork' and 'facet' give several tables, and a query here gives one: ask for each in a query of its own",
                    operator.span());
        }
        if (operator instanceof Operator.ParseKv parse) {
            return ParseKvBinder.bind(parse, input, row(input), tables.session().nextSharedId("$kv"));
        }
        if (operator instanceof Operator.ProjectByNames project) {
            return ColumnsByName.project(project, input, tables.scalars(Row.NONE));
        }
        throw new IllegalStateException("no binding for " + operator);
    }

    /** The values that come most often, or have the largest sum; Kusto's are near them, these are exact. */
    private Plan topHitters(Operator.TopHitters hitters, Plan input) {
        Plan.Assignment value = named(hitters.column(), input);
        Optional<Plan.Assignment> by = hitters.by().map(e -> named(e, input));
        AggregateCollector collector = new AggregateCollector();
        Expression.Call call = new Expression.Call(
                new Name(by.isPresent() ? "sum" : "count", hitters.span()),
                hitters.by().stream()
                        .map(e -> new Expression.Argument(Optional.empty(), e))
                        .toList(),
                hitters.span());
        Scalar size = collector.collect(call, row(input));
        String name = by.map(b -> "approximate_sum_" + b.column().name())
                .orElse("approximate_count_" + value.column().name());
        Plan groups = new Plan.Project(
                new Plan.Aggregate(input, List.of(value), collector.aggregations()),
                List.of(
                        Plan.Assignment.same(value.column()),
                        new Plan.Assignment(new Column(name, size.type()), size)));
        Plan.SortKey largest = new Plan.SortKey(new Scalar.ColumnReference(name, size.type()), false, false);
        return new Plan.Limit(new Plan.Sort(groups, List.of(largest)), PipeBinder.count(hitters.count(), tables));
    }

    private Plan.Assignment named(Expression expression, Plan input) {
        String name = ColumnNames.of(expression)
                .orElseThrow(() -> new KqlException(
                        Code.BAD_ARGUMENTS,
                        "a column is needed here; compute it with 'extend' before",
                        expression.span()));
        return PlanParts.computed(name, row(input).bind(expression));
    }

    private ScalarBinder row(Plan input) {
        return tables.scalars(new Row(input.columns()));
    }
}
