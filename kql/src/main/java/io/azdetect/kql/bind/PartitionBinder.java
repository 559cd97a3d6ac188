package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Suggestion;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Set;

/**
 * {@code partition}: a subquery for the rows of each value of a column. The strategies are Kusto's matter; its limit of 64
 * parts for one of them is not kept.
 */
final class PartitionBinder {
    private static final Set<String> STRATEGIES = Set.of("native", "shuffle", "legacy");

    private final TabularBinder tables;
    private final Operator.Partition partition;
    private final Plan input;

    PartitionBinder(TabularBinder tables, Operator.Partition partition, Plan input) {
        this.tables = tables;
        this.partition = partition;
        this.input = input;
    }

    Plan bind() {
        String strategy = partition.parameters().getOrDefault("hint.strategy", "legacy");
        if (!STRATEGIES.contains(strategy)) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    "there is no strategy '" + strategy + "'" + Suggestion.didYouMean(strategy, STRATEGIES),
                    partition.span());
        }
        Column column = new ColumnLists(input.columns()).named(partition.column());
        if (column.type() == KqlType.DYNAMIC) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "a dynamic column does not part rows; make a text of it before, with tostring()",
                    partition.column().span());
        }
        Column key = new Column(tables.session().nextSharedId("$key"), column.type());
        return partition.query().isPresent() ? withSource(column, key, strategy) : overParts(column, key);
    }

    private Plan overParts(Column column, Column key) {
        Plan shared = new Plan.Shared(tables.session().nextSharedId("partition"), input);
        Plan subquery = PipeBinder.subquery(partition.subquery(), shared, tables);
        Plan rows = new Plan.Project(
                shared,
                PlanParts.joined(
                        input.columns().stream().map(Plan.Assignment::same).toList(),
                        List.of(new Plan.Assignment(key, new Scalar.ColumnReference(column)))));
        return finish(
                subquery,
                new PerKey(
                        shared,
                        rows,
                        keys(shared, column, key),
                        true,
                        List.of(key),
                        List.of(),
                        tables.session(),
                        partition.span()));
    }

    /** A subquery that names its own tables, and the column as a value. */
    private Plan withSource(Column column, Column key, String strategy) {
        if (!strategy.equals("legacy")) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    "a subquery with a source of its own goes with hint.strategy=legacy",
                    partition.span());
        }
        Scope inner = tables.scope().nested();
        inner.declare(column.name(), new Variable.OfScalar(new Scalar.ColumnReference(key), null));
        Plan subquery = new TabularBinder(tables.session(), inner)
                .bind(partition.query().orElseThrow());
        Plan keys = keys(input, column, key);
        return finish(
                subquery,
                new PerKey(null, keys, keys, false, List.of(key), List.of(), tables.session(), partition.span()));
    }

    private Plan keys(Plan rows, Column column, Column key) {
        return new Plan.Shared(
                tables.session().nextSharedId("keys"),
                new Plan.Aggregate(
                        rows, List.of(new Plan.Assignment(key, new Scalar.ColumnReference(column))), List.of()));
    }

    private static Plan finish(Plan subquery, PerKey perKey) {
        return PlanParts.keep(perKey.run(subquery), subquery.columns());
    }
}
