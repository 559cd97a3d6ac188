package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.syntax.OperatorVisitor;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One tabular operator over the plan of those before it. */
final class OperatorBinder implements OperatorVisitor<Plan> {
    private final TabularBinder tables;
    private final WindowCalls windows;
    private final Plan input;

    /** Window functions in the operator's expressions go to {@code windows}. */
    OperatorBinder(TabularBinder tables, WindowCalls windows, Plan input) {
        this.tables = tables;
        this.windows = windows;
        this.input = input;
    }

    @Override
    public Plan visit(Operator.Where where) {
        return new Plan.Filter(input, row().condition(where.predicate()));
    }

    @Override
    public Plan visit(Operator.Extend extend) {
        return columns().extend(extend.columns());
    }

    @Override
    public Plan visit(Operator.Project project) {
        return columns().project(project);
    }

    @Override
    public Plan visit(Operator.Summarize summarize) {
        return SummarizeBinder.bind(summarize, input, row());
    }

    @Override
    public Plan visit(Operator.Sort sort) {
        return new Plan.Sort(input, sortKeys(sort.keys()));
    }

    @Override
    public Plan visit(Operator.Top top) {
        return new Plan.Limit(new Plan.Sort(input, sortKeys(top.keys())), tables.rowCount(top.count()));
    }

    @Override
    public Plan visit(Operator.Take take) {
        return new Plan.Limit(input, tables.rowCount(take.count()));
    }

    @Override
    public Plan visit(Operator.Count count) {
        String name = count.as().map(Name::text).orElse("Count");
        return new Plan.Aggregate(
                input,
                List.of(),
                List.of(new Plan.Aggregation(
                        new Column(name, KqlType.LONG), new Plan.AggregateCall("count", List.of(), KqlType.LONG))));
    }

    @Override
    public Plan visit(Operator.Distinct distinct) {
        return columns().distinct(distinct);
    }

    @Override
    public Plan visit(Operator.Join join) {
        return JoinBinder.join(join, input, tables.bind(join.right()));
    }

    @Override
    public Plan visit(Operator.Lookup lookup) {
        return JoinBinder.lookup(lookup, input, tables.bind(lookup.right()));
    }

    @Override
    public Plan visit(Operator.Union union) {
        return UnionBinder.bind(union, Optional.of(input), tables);
    }

    @Override
    public Plan visit(Operator.ProjectAway away) {
        return columns().away(away);
    }

    @Override
    public Plan visit(Operator.ProjectKeep kept) {
        return columns().keep(kept);
    }

    @Override
    public Plan visit(Operator.ProjectReorder reorder) {
        return PlanParts.keep(input, new ColumnLists(input.columns()).reordered(reorder.columns()));
    }

    @Override
    public Plan visit(Operator.ProjectRename rename) {
        return columns().rename(rename);
    }

    @Override
    public Plan visit(Operator.MakeSeries series) {
        return MakeSeriesBinder.bind(series, input, row(), tables);
    }

    @Override
    public Plan visit(Operator.MvExpand expand) {
        return new ExpandBinder(tables, input).bind(expand);
    }

    @Override
    public Plan visit(Operator.Parse parse) {
        return ParseBinder.bind(parse, input, row());
    }

    @Override
    public Plan visit(Operator.Serialize serialize) {
        Plan settled = RowOrder.isSettled(input) ? input : new Plan.Serialize(input);
        return serialize.columns().isEmpty()
                ? settled
                : PipeBinder.bind(new Operator.Extend(serialize.columns(), serialize.span()), settled, tables);
    }

    @Override
    public Plan visit(Operator.Scan scan) {
        return new ScanBinder(scan, input, tables).bind(sortKeys(scan.order()));
    }

    @Override
    public Plan visit(Operator.As as) {
        Plan shared = new Plan.Shared(tables.session().nextSharedId(as.name().text()), input);
        tables.scope().declare(as.name().text(), new Variable.OfTable(shared));
        return shared;
    }

    @Override
    public Plan visit(Operator.Render render) {
        tables.session().render(Optional.of(render.visualization()));
        return input;
    }

    @Override
    public Plan visit(Operator.GetSchema schema) {
        return new Plan.Serialize(SchemaRows.of(input.columns(), schema));
    }

    @Override
    public Plan visit(Operator.Invoke invoke) {
        return tables.invoke(invoke.call(), input);
    }

    @Override
    public Plan visit(Operator.Evaluate evaluate) {
        return EvaluateBinder.bind(evaluate, input, tables);
    }

    @Override
    public Plan visit(Operator.Unsupported unsupported) {
        throw ScalarBinder.unsupported(unsupported.name(), unsupported.span());
    }

    @Override
    public Plan visit(Operator.MvApply apply) {
        return new MvApplyBinder(tables, apply, input).bind();
    }

    @Override
    public Plan visit(Operator.Partition partition) {
        return new PartitionBinder(tables, partition, input).bind();
    }

    @Override
    public Plan visit(Operator.TopNested nested) {
        return new TopNestedBinder(tables, nested, input).bind();
    }

    @Override
    public Plan visit(Operator.TopHitters hitters) {
        return new TopHittersBinder(tables, input).bind(hitters);
    }

    @Override
    public Plan visit(Operator.Sample sample) {
        Scalar random = new Scalar.Call("rand", List.of(), KqlType.REAL, sample.span());
        return new Plan.Limit(
                new Plan.Sort(input, List.of(new Plan.SortKey(random, true, true))), tables.rowCount(sample.count()));
    }

    @Override
    public Plan visit(Operator.SampleDistinct sample) {
        Plan.Assignment column = PlanParts.computed(ColumnNames.needed(sample.column()), row().bind(sample.column()));
        return new Plan.Limit(new Plan.Aggregate(input, List.of(column), List.of()), tables.rowCount(sample.count()));
    }

    @Override
    public Plan visit(Operator.Search search) {
        return new SearchBinder(tables).search(search, Optional.of(input));
    }

    @Override
    public Plan visit(Operator.Consume consume) {
        return PlanParts.nothing(input.columns());
    }

    @Override
    public Plan visit(Operator.Reduce reduce) {
        return new ReduceBinder(reduce, tables).bind(input, row());
    }

    @Override
    public Plan visit(Operator.ParseKv parse) {
        return ParseKvBinder.bind(parse, input, row(), tables.session().nextSharedId("$kv"));
    }

    @Override
    public Plan visit(Operator.ProjectByNames project) {
        return ColumnsByName.project(project, input, tables.scalars(Row.NONE));
    }

    @Override
    public Plan visit(Operator.Find find) {
        throw new IllegalStateException("find begins a query: " + find);
    }

    @Override
    public Plan visit(Operator.Fork fork) {
        throw severalTables(fork);
    }

    @Override
    public Plan visit(Operator.Facet facet) {
        throw severalTables(facet);
    }

    private static KqlException severalTables(Operator operator) {
        return new KqlException(
                Code.UNSUPPORTED,
                "'fork' and 'facet' give several results: they can only stand at the end of a statement",
                operator.span());
    }

    private ScalarBinder row() {
        return tables.scalars(windows.row(input));
    }

    private ProjectBinder columns() {
        return new ProjectBinder(input, row());
    }

    private List<Plan.SortKey> sortKeys(List<Operator.SortKey> keys) {
        ScalarBinder row = row();
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
