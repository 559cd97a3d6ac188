package io.azdetect.catalog;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Plan.AggregateCall;
import io.azdetect.kql.plan.Plan.Aggregation;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many rows each table of a store has, and of what time. */
final class Coverage {
    private static final Column TIME = new Column("TimeGenerated", KqlType.DATETIME);

    private final Map<String, Table> tables;

    private Coverage(Map<String, Table> tables) {
        this.tables = tables;
    }

    /** Looks at all tables, at their rows within these bounds. */
    static Coverage of(RowStore store, TimeBounds bounds) {
        Map<String, Table> tables = new TreeMap<>();
        for (String name : store.schema().tableNames()) {
            Optional<TableSchema> table = store.has(name) ? store.schema().table(name) : Optional.empty();
            table.filter(t -> t.columns().contains(TIME))
                    .flatMap(t -> table(store, t, bounds))
                    .ifPresent(t -> tables.put(name, t));
        }
        return new Coverage(tables);
    }

    private static Optional<Table> table(RowStore store, TableSchema table, TimeBounds bounds) {
        Plan rows = new Plan.Filter(new Plan.Scan(table, List.of(TIME)), bounds.contain(RowWise.reference(TIME)));
        Plan summary = new Plan.Aggregate(
                rows,
                List.of(),
                List.of(
                        aggregation("count", KqlType.LONG, List.of()),
                        aggregation("min", KqlType.DATETIME, List.of(RowWise.reference(TIME))),
                        aggregation("max", KqlType.DATETIME, List.of(RowWise.reference(TIME)))));
        List<Object> row = store.run(summary).rows().get(0);
        long count = (Long) row.get(0);
        return count == 0
                ? Optional.empty()
                : Optional.of(new Table(count, new TimeBounds((Long) row.get(1), (Long) row.get(2) + 1)));
    }

    private static Aggregation aggregation(String function, KqlType type, List<Scalar> arguments) {
        return new Aggregation(new Column(function, type), new AggregateCall(function, arguments, type));
    }

    /** The number of rows by table; tables without any are left out. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        tables.forEach((name, table) -> counts.put(name, table.rows()));
        return counts;
    }

    /** From the first row of any table to behind the last one. */
    Optional<TimeBounds> bounds() {
        return tables.values().stream().map(Table::bounds).reduce(TimeBounds::around);
    }

    /** The same without one table, unless that one alone has rows. */
    Optional<TimeBounds> boundsWithout(String table) {
        return tables.entrySet().stream()
                .filter(e -> !e.getKey().equals(table))
                .map(e -> e.getValue().bounds())
                .reduce(TimeBounds::around)
                .or(this::bounds);
    }

    private record Table(long rows, TimeBounds bounds) {}
}
