package io.azdetect.kql.syntax;

/**
 * What is done with a tabular operator, by its kind. A new one does not compile until each visitor says what it does with
 * it.
 *
 * @param <R> what comes of it
 */
public interface OperatorVisitor<R> {
    R visit(Operator.Where where);

    R visit(Operator.Extend extend);

    R visit(Operator.Project project);

    R visit(Operator.ProjectAway projectAway);

    R visit(Operator.ProjectKeep projectKeep);

    R visit(Operator.ProjectRename projectRename);

    R visit(Operator.ProjectReorder projectReorder);

    R visit(Operator.Summarize summarize);

    R visit(Operator.Distinct distinct);

    R visit(Operator.Count count);

    R visit(Operator.Take take);

    R visit(Operator.Top top);

    R visit(Operator.Sort sort);

    R visit(Operator.Join join);

    R visit(Operator.Lookup lookup);

    R visit(Operator.Union union);

    R visit(Operator.MakeSeries makeSeries);

    R visit(Operator.MvExpand mvExpand);

    R visit(Operator.MvApply mvApply);

    R visit(Operator.Parse parse);

    R visit(Operator.ParseKv parseKv);

    R visit(Operator.Reduce reduce);

    R visit(Operator.Serialize serialize);

    R visit(Operator.Scan scan);

    R visit(Operator.As named);

    R visit(Operator.Render render);

    R visit(Operator.GetSchema getSchema);

    R visit(Operator.Invoke invoke);

    R visit(Operator.Evaluate evaluate);

    R visit(Operator.Search search);

    R visit(Operator.Find find);

    R visit(Operator.Partition partition);

    R visit(Operator.TopNested topNested);

    R visit(Operator.TopHitters topHitters);

    R visit(Operator.Sample sample);

    R visit(Operator.SampleDistinct sampleDistinct);

    R visit(Operator.Fork fork);

    R visit(Operator.Facet facet);

    R visit(Operator.Consume consume);

    R visit(Operator.ProjectByNames projectByNames);

    R visit(Operator.Unsupported unsupported);
}
