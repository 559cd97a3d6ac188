package io.azdetect.kql.plan;

/**
 * What is done with a plan, by its outermost operator. A new operator does not compile until each visitor says what it
 * does with it.
 *
 * @param <R> what comes of it
 */
public interface PlanVisitor<R> {
    R visit(Plan.Scan scan);

    R visit(Plan.Values values);

    R visit(Plan.Range range);

    R visit(Plan.Filter filter);

    R visit(Plan.Project project);

    R visit(Plan.Aggregate aggregate);

    R visit(Plan.Limit limit);

    R visit(Plan.LimitPerKey limitPerKey);

    R visit(Plan.Numbered numbered);

    R visit(Plan.Sort sort);

    R visit(Plan.Join join);

    R visit(Plan.Union union);

    R visit(Plan.MvExpand mvExpand);

    R visit(Plan.Parse parse);

    R visit(Plan.Shared shared);

    R visit(Plan.ExternalData externalData);

    R visit(Plan.Serialize serialize);

    R visit(Plan.Window window);

    R visit(Plan.Stage stage);
}
