package io.azdetect.kql.plan;

import java.util.Collection;
import java.util.stream.Stream;

/** What an operator of a plan computes with. */
public final class PlanScalars {
    private PlanScalars() {}

    /** The scalars that stand in this operator itself, in no order. */
    public static Stream<Scalar> of(Plan plan) {
        if (plan instanceof Plan.Filter filter) {
            return Stream.of(filter.predicate());
        } else if (plan instanceof Plan.Project project) {
            return project.assignments().stream().map(Plan.Assignment::value);
        } else if (plan instanceof Plan.Aggregate aggregate) {
            return Stream.concat(
                    aggregate.keys().stream().map(Plan.Assignment::value),
                    aggregate.aggregations().stream().flatMap(a -> a.call().arguments().stream()));
        } else if (plan instanceof Plan.Sort sort) {
            return sort.keys().stream().map(Plan.SortKey::value);
        } else if (plan instanceof Plan.Limit limit) {
            return Stream.of(limit.count());
        } else if (plan instanceof Plan.LimitPerKey limit) {
            return Stream.concat(limit.keys().stream(), Stream.of(limit.count()));
        } else if (plan instanceof Plan.Values values) {
            return values.rows().stream().flatMap(Collection::stream);
        } else if (plan instanceof Plan.Range range) {
            return Stream.of(range.from(), range.to(), range.step());
        } else if (plan instanceof Plan.Join join) {
            return join.keys().stream().flatMap(k -> Stream.of(k.left(), k.right()));
        } else if (plan instanceof Plan.MvExpand expand) {
            return expand.expansions().stream().map(Plan.Expansion::source);
        } else if (plan instanceof Plan.Parse parse) {
            return Stream.of(parse.source());
        } else if (plan instanceof Plan.Window window) {
            return Stream.concat(
                    window.partition().stream(), window.windows().stream().flatMap(w -> w.call().arguments().stream()));
        }
        return Stream.empty();
    }
}
