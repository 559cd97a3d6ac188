package io.azdetect.engine.naive;

import io.azdetect.engine.naive.NaiveTable.Row;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.type.KqlType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Aggregates: https://learn.microsoft.com/kusto/query/aggregation-functions. They pass over nulls. */
final class NaiveAggregates {
    /** An aggregate of values that are not null; of none as well. */
    @FunctionalInterface
    private interface Aggregate {
        Cell of(List<Cell> values, KqlType type);
    }

    private static final Map<String, Aggregate> AGGREGATES = Map.of(
            "sum", NaiveAggregates::sum,
            "avg", NaiveAggregates::average,
            "min", (values, type) -> extreme(values, type, "<"),
            "max", (values, type) -> extreme(values, type, ">"),
            "dcount", (values, type) -> Cell.of(distinct(values).size()),
            "make_list", (values, type) -> NaiveJson.array(values),
            "make_set", (values, type) -> NaiveJson.array(distinct(values)),
            "stdev", (values, type) -> new Cell(KqlType.REAL, Math.sqrt(variance(values))),
            "variance", (values, type) -> new Cell(KqlType.REAL, variance(values)),
            "take_any", (values, type) -> values.isEmpty() ? Cell.absent(type) : values.get(0));

    private static final Set<String> OTHERS = Set.of("count", "countif");

    private NaiveAggregates() {}

    static boolean isAggregate(String name) {
        return OTHERS.contains(name) || AGGREGATES.containsKey(plain(name));
    }

    /** {@code sum} of {@code sumif}, {@code make_list} of {@code make_list_if}. */
    private static String plain(String name) {
        return name.replaceFirst("_?if$", "");
    }

    static Cell compute(String name, List<Expression> arguments, Row nowhere, List<Row> group) {
        if (name.equals("count")) {
            return Cell.of(group.size());
        }
        if (name.equals("countif")) {
            return Cell.of(where(arguments.get(0), group).size());
        }
        List<Row> rows = name.endsWith("if") ? where(arguments.get(1), group) : group;
        List<Cell> values = rows.stream()
                .map(r -> NaiveScalars.evaluate(arguments.get(0), r))
                .filter(c -> !c.isNull())
                .toList();
        KqlType type = NaiveScalars.evaluate(arguments.get(0), nowhere).type();
        return AGGREGATES.get(plain(name)).of(values, type);
    }

    private static List<Row> where(Expression condition, List<Row> rows) {
        return rows.stream()
                .filter(r -> NaiveScalars.evaluate(condition, r).isTrue())
                .toList();
    }

    private static Cell sum(List<Cell> values, KqlType type) {
        KqlType wide = type == KqlType.INT ? KqlType.LONG : type;
        return new Cell(
                wide,
                switch (wide) {
                    case REAL -> values.stream().mapToDouble(Cell::real).sum();
                    case DECIMAL -> values.stream().map(Cell::decimal).reduce(BigDecimal.ZERO, BigDecimal::add);
                    default -> values.stream().mapToLong(Cell::whole).sum();
                });
    }

    private static Cell average(List<Cell> values, KqlType type) {
        if (type.isInteger() || type == KqlType.REAL) {
            double sum = values.stream().mapToDouble(Cell::real).sum();
            return new Cell(KqlType.REAL, sum / values.size());
        }
        if (values.isEmpty()) {
            return new Cell(type, null);
        }
        BigDecimal mean = values.stream()
                .map(Cell::decimal)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
        return new Cell(type, type == KqlType.DECIMAL ? mean : (Object) mean.longValue());
    }

    private static Cell extreme(List<Cell> values, KqlType type, String operator) {
        return values.stream()
                .reduce((l, r) -> NaiveComparisons.order(r, l) < 0 == operator.equals("<") ? r : l)
                .orElse(Cell.absent(type));
    }

    /** Of a sample: over one value less than there are. */
    private static double variance(List<Cell> values) {
        double mean = values.stream().mapToDouble(Cell::real).sum() / values.size();
        double squares =
                values.stream().mapToDouble(v -> Math.pow(v.real() - mean, 2)).sum();
        return values.size() < 2 ? 0 : squares / (values.size() - 1);
    }

    private static List<Cell> distinct(List<Cell> values) {
        return values.stream()
                .collect(Collectors.toMap(c -> key(c), c -> c, (l, r) -> l, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /** What is equal for two values that group together. */
    static Object key(Cell cell) {
        return cell.value() instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : cell.value();
    }

    /** The keys of a row, as a list that equals another's where all keys do. */
    static List<Object> keys(List<Cell> cells) {
        List<Object> keys = new ArrayList<>();
        cells.forEach(c -> keys.add(key(c)));
        return keys;
    }
}
