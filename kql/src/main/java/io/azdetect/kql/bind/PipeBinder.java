package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Expression.NamedExpression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One tabular operator after another: the plan of each over the plan of those before it. */
final class PipeBinder {
    private final TabularBinder tables;

    /** The window functions in the operator that is being bound. */
    private WindowCalls windows;

    PipeBinder(TabularBinder tables) {
        this.tables = tables;
    }

    Plan bind(Operator operator, Plan input) {
        WindowCalls outer = windows;
        WindowCalls own = new WindowCalls(input);
        windows = own;
        Plan plan = own.under(bindOperator(operator, input));
        windows = outer;
        return plan;
    }

    private Plan bindOperator(Operator operator, Plan input) {
        if (operator instanceof Operator.Where where) {
            return new Plan.Filter(input, row(input).condition(where.predicate()));
        }
        if (operator instanceof Operator.Extend extend) {
            return extend(extend.columns(), input);
        }
        if (operator instanceof Operator.Project project) {
            return project(project, input);
        }
        if (operator instanceof Operator.Summarize summarize) {
            return SummarizeBinder.bind(summarize, input, row(input));
        }
        if (operator instanceof Operator.Sort sort) {
            return new Plan.Sort(input, sortKeys(sort.keys(), input));
        }
        if (operator instanceof Operator.Top top) {
            return new Plan.Limit(new Plan.Sort(input, sortKeys(top.keys(), input)), count(top.count()));
        }
        if (operator instanceof Operator.Take take) {
            return new Plan.Limit(input, count(take.count()));
        }
        if (operator instanceof Operator.Count count) {
            String name = count.as().map(Name::text).orElse("Count");
            return new Plan.Aggregate(
                    input,
                    List.of(),
                    List.of(new Plan.Aggregation(
                            new Column(name, KqlType.LONG), new Plan.AggregateCall("count", List.of(), KqlType.LONG))));
        }
        if (operator instanceof Operator.Distinct distinct) {
            return distinct(distinct, input);
        }
        if (operator instanceof Operator.Join join) {
            return JoinBinder.join(join, input, tables.bind(join.right()));
        }
        if (operator instanceof Operator.Lookup lookup) {
            return JoinBinder.lookup(lookup, input, tables.bind(lookup.right()));
        }
        if (operator instanceof Operator.Union union) {
            return UnionBinder.bind(union, Optional.of(input), tables);
        }
        return bindRarer(operator, input);
    }

    private Plan bindRarer(Operator operator, Plan input) {
        ColumnLists columns = new ColumnLists(input.columns());
        if (operator instanceof Operator.ProjectAway away) {
            List<Column> gone = columns.matching(away.columns());
            return PlanParts.keep(
                    input,
                    input.columns().stream().filter(c -> !gone.contains(c)).toList());
        }
        if (operator instanceof Operator.ProjectKeep kept) {
            List<Column> stay = columns.matching(kept.columns());
            return PlanParts.keep(
                    input, input.columns().stream().filter(stay::contains).toList());
        }
        if (operator instanceof Operator.ProjectReorder reorder) {
            return PlanParts.keep(input, columns.reordered(reorder.columns()));
        }
        if (operator instanceof Operator.ProjectRename rename) {
            return rename(rename, input, columns);
        }
        if (operator instanceof Operator.MakeSeries series) {
            return MakeSeriesBinder.bind(series, input, row(input), tables);
        }
        if (operator instanceof Operator.MvExpand expand) {
            return new ExpandBinder(tables, input).bind(expand);
        }
        if (operator instanceof Operator.Parse parse) {
            return ParseBinder.bind(parse, input, row(input));
        }
        if (operator instanceof Operator.Serialize serialize) {
            Plan settled = RowOrder.isSettled(input) ? input : new Plan.Serialize(input);
            return serialize.columns().isEmpty()
                    ? settled
                    : bind(new Operator.Extend(serialize.columns(), serialize.span()), settled);
        }
        if (operator instanceof Operator.Scan scan) {
            return new ScanBinder(scan, input, tables).bind(sortKeys(scan.order(), input));
        }
        if (operator instanceof Operator.As as) {
            Plan shared =
                    new Plan.Shared(tables.session().nextSharedId(as.name().text()), input);
            tables.scope().declare(as.name().text(), new Variable.OfTable(shared));
            return shared;
        }
        if (operator instanceof Operator.Render render) {
            tables.session().render(render.visualization());
            return input;
        }
        if (operator instanceof Operator.GetSchema schema) {
            return new Plan.Serialize(SchemaRows.of(input.columns(), schema));
        }
        if (operator instanceof Operator.Invoke invoke) {
            return tables.invoke(invoke.call(), input);
        }
        if (operator instanceof Operator.Evaluate evaluate) {
            return EvaluateBinder.bind(evaluate, input, tables);
        }
        if (operator instanceof Operator.Unsupported unsupported) {
            throw ScalarBinder.unsupported(unsupported.name(), unsupported.span());
        }
        return new SubqueryOperators(tables).bind(operator, input);
    }

    private ScalarBinder row(Plan input) {
        return tables.scalars(windows.row(input));
    }

    private Scalar count(Expression expression) {
        return count(expression, tables);
    }

    /** A number of rows. */
    static Scalar count(Expression expression, TabularBinder tables) {
        Scalar count = tables.scalars(Row.NONE).bind(expression);
        if (!count.type().isInteger()) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "a whole number of rows is needed, this is " + count.type().kustoName(),
                    expression.span());
        }
        return Conversions.to(KqlType.LONG, count, expression.span());
    }

    /** Columns of the same name are replaced in place, others come behind; all see the input's columns only. */
    private Plan extend(List<NamedExpression> items, Plan input) {
        ScalarBinder row = row(input);
        ColumnNames names = new ColumnNames();
        input.columns().forEach(c -> names.take(c.name()));
        Map<String, Plan.Assignment> assignments = new LinkedHashMap<>();
        input.columns().forEach(c -> assignments.put(c.name(), Plan.Assignment.same(c)));
        Map<String, Name> explicit = new LinkedHashMap<>();
        for (NamedExpression named : items) {
            for (SeveralColumns.Item item : SeveralColumns.of(named, row)) {
                item.given().ifPresent(name -> {
                    if (explicit.put(name.text(), name) != null) {
                        throw new KqlException(
                                Code.DUPLICATE_NAME, "two columns would be called '" + name + "'", name.span());
                    }
                });
                String name = item.given()
                        .map(Name::text)
                        .or(() -> item.own().map(own -> item.oneOfSeveral() ? names.unique(own) : own))
                        .orElseGet(names::numbered);
                Scalar value = item.value();
                assignments.put(name, new Plan.Assignment(new Column(name, value.type()), value));
            }
        }
        return new Plan.Project(input, List.copyOf(assignments.values()));
    }

    private Plan project(Operator.Project project, Plan input) {
        return new Plan.Project(input, assignments(project.columns(), input));
    }

    /** Named columns keep their names, unnamed ones get one that is free; two of one explicit name are an error. */
    private List<Plan.Assignment> assignments(List<NamedExpression> items, Plan input) {
        ScalarBinder row = row(input);
        ColumnNames names = new ColumnNames();
        List<Plan.Assignment> assignments = new ArrayList<>();
        for (NamedExpression named : items) {
            for (SeveralColumns.Item item : SeveralColumns.of(named, row)) {
                Optional<Name> fixed = item.given();
                if (fixed.isEmpty() && named.expression() instanceof Expression.NameReference reference) {
                    fixed = Optional.of(reference.name());
                }
                String name;
                if (fixed.isPresent()) {
                    name = fixed.get().text();
                    if (!names.take(name)) {
                        throw new KqlException(
                                Code.DUPLICATE_NAME,
                                "two columns would be called '" + name + "'",
                                fixed.get().span());
                    }
                } else {
                    name = item.own().map(names::unique).orElseGet(names::numbered);
                }
                assignments.add(
                        new Plan.Assignment(new Column(name, item.value().type()), item.value()));
            }
        }
        return assignments;
    }

    private Plan distinct(Operator.Distinct distinct, Plan input) {
        boolean star = distinct.columns().stream()
                .anyMatch(c -> c.expression() instanceof Expression.NamePattern pattern
                        && pattern.pattern().equals("*"));
        List<Plan.Assignment> keys = star
                ? input.columns().stream().map(Plan.Assignment::same).toList()
                : assignments(distinct.columns(), input);
        return new Plan.Aggregate(input, keys, List.of());
    }

    private Plan rename(Operator.ProjectRename rename, Plan input, ColumnLists columns) {
        Map<String, String> newNames = new LinkedHashMap<>();
        for (NamedExpression item : rename.columns()) {
            if (!(item.expression() instanceof Expression.NameReference old)
                    || item.names().size() != 1) {
                throw new KqlException(
                        Code.BAD_ARGUMENTS,
                        "project-rename takes new = old",
                        item.expression().span());
            }
            columns.named(old.name());
            newNames.put(old.name().text(), item.names().get(0).text());
        }
        ColumnNames names = new ColumnNames();
        List<Plan.Assignment> assignments = new ArrayList<>();
        for (Column column : input.columns()) {
            String name = newNames.getOrDefault(column.name(), column.name());
            if (!names.take(name)) {
                throw new KqlException(
                        Code.DUPLICATE_NAME, "two columns would be called '" + name + "'", rename.span());
            }
            assignments.add(new Plan.Assignment(new Column(name, column.type()), new Scalar.ColumnReference(column)));
        }
        return new Plan.Project(input, assignments);
    }

    private List<Plan.SortKey> sortKeys(List<Operator.SortKey> keys, Plan input) {
        ScalarBinder row = row(input);
        List<Plan.SortKey> bound = new ArrayList<>();
        for (Operator.SortKey key : keys) {
            Scalar value = row.bind(key.expression().expression());
            if (value.type() == KqlType.DYNAMIC) {
                throw new KqlException(
                        Code.WRONG_TYPE,
                        "dynamic values have no order; convert them, for example with tostring() or tolong()",
                        key.expression().expression().span());
            }
            boolean ascending = key.ascending().orElse(false);
            bound.add(new Plan.SortKey(value, ascending, key.nullsFirst().orElse(ascending)));
        }
        return bound;
    }
}
