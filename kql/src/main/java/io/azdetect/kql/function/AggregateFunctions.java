package io.azdetect.kql.function;

import static io.azdetect.kql.function.AggregateFunction.declare;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every aggregate function that {@code summarize} may call. */
public final class AggregateFunctions {
    /** The rows that the examples of the declarations are about. */
    public static final String SAMPLE = """
            datatable(device: string, x: long, y: real, at: datetime, tags: dynamic) [
                'a', 1, 1.5, datetime(2024-01-01), dynamic({'k': 1}),
                'a', 2, 3.0, datetime(2024-01-02), dynamic({'m': 2}),
                'b', 4, 4.5, datetime(2024-01-03), dynamic({'k': 3}),
                'b', long(null), real(null), datetime(null), dynamic(null)
            ]""";

    private static final Map<String, AggregateFunction> BY_NAME = new LinkedHashMap<>();

    static {
        List.of(
                        declare("count(): long", "The number of rows.", "count()", "4"),
                        declare(
                                "countif(predicate: bool): long",
                                "The number of rows for which the predicate is true.",
                                "countif(x > 1)",
                                "2"),
                        declare(
                                "dcount(value: scalar, [accuracy: long]): long",
                                "The number of distinct values, exact here (Kusto estimates it).",
                                "dcount(device)",
                                "2"),
                        declare(
                                "dcountif(value: scalar, predicate: bool, [accuracy: long]): long",
                                "dcount of the rows for which the predicate is true.",
                                "dcountif(device, x > 3)",
                                "1"),
                        declare(
                                "count_distinct(value: notdynamic): long",
                                "The exact number of distinct values.",
                                "count_distinct(device)",
                                "2"),
                        declare(
                                "count_distinctif(value: notdynamic, predicate: bool): long",
                                "count_distinct of the rows for which the predicate is true.",
                                "count_distinctif(device, x > 3)",
                                "1"),
                        declare("sum(value: summable): promoted", "The sum; nulls do not count.", "sum(x)", "7"),
                        declare(
                                "sumif(value: summable, predicate: bool): promoted",
                                "sum of the rows for which the predicate is true.",
                                "sumif(x, x > 1)",
                                "6"),
                        declare("min(value: orderable): same", "The least value.", "min(x)", "1"),
                        declare(
                                "minif(value: orderable, predicate: bool): same",
                                "min of the rows for which the predicate is true.",
                                "minif(x, x > 1)",
                                "2"),
                        declare("max(value: orderable): same", "The greatest value.", "max(x)", "4"),
                        declare(
                                "maxif(value: orderable, predicate: bool): same",
                                "max of the rows for which the predicate is true.",
                                "maxif(x, x < 4)",
                                "2"),
                        declare("""
                                avg(value: real): real
                                avg(value: decimal): decimal
                                avg(value: timespan): timespan
                                avg(value: datetime): datetime
                                """, "The mean; nulls do not count.", "avg(y)", "3.0"),
                        declare("""
                                avgif(value: real, predicate: bool): real
                                avgif(value: decimal, predicate: bool): decimal
                                avgif(value: timespan, predicate: bool): timespan
                                avgif(value: datetime, predicate: bool): datetime
                                """, "avg of the rows for which the predicate is true.", "avgif(y, x > 1)", "3.75"),
                        declare(
                                        "make_list(value: scalar, [limit: long]): dynamic",
                                        "An array of the values that are not null.",
                                        "make_list(x)",
                                        "[1,2,4]")
                                .withPrefix("list"),
                        declare(
                                        "make_list_if(value: scalar, predicate: bool, [limit: long]): dynamic",
                                        "make_list of the rows for which the predicate is true.",
                                        "make_list_if(x, x > 1)",
                                        "[2,4]")
                                .withPrefix("list"),
                        declare(
                                        "make_list_with_nulls(value: scalar): dynamic",
                                        "An array of the values, nulls among them.",
                                        "make_list_with_nulls(x)",
                                        "[1,2,4,null]")
                                .withPrefix("list"),
                        declare(
                                        "make_set(value: scalar, [limit: long]): dynamic",
                                        "An array of the distinct values.",
                                        "array_sort_asc(make_set(device))",
                                        "[\"a\",\"b\"]")
                                .withPrefix("set"),
                        declare(
                                        "make_set_if(value: scalar, predicate: bool, [limit: long]): dynamic",
                                        "make_set of the rows for which the predicate is true.",
                                        "make_set_if(device, x > 3)",
                                        "[\"b\"]")
                                .withPrefix("set"),
                        declare(
                                        "makelist(value: scalar, [limit: long]): dynamic",
                                        "The older form of make_list.",
                                        "makelist(x)",
                                        "[1,2,4]")
                                .withPrefix("list"),
                        declare(
                                        "makeset(value: scalar, [limit: long]): dynamic",
                                        "The older form of make_set.",
                                        "array_sort_asc(makeset(device))",
                                        "[\"a\",\"b\"]")
                                .withPrefix("set"),
                        declare(
                                        "make_bag(value: bag, [limit: long]): dynamic",
                                        "One bag of all the bags' properties.",
                                        "make_bag(tags)",
                                        "{\"k\":1,\"m\":2}")
                                .withPrefix("bag"),
                        declare(
                                        "make_bag_if(value: bag, predicate: bool, [limit: long]): dynamic",
                                        "make_bag of the rows for which the predicate is true.",
                                        "make_bag_if(tags, x == 2)",
                                        "{\"m\":2}")
                                .withPrefix("bag"),
                        declare(
                                        "take_any(value: scalar): same",
                                        "Some row's value, one that is not null if there is one.",
                                        "take_any(strlen(device))",
                                        "1")
                                .withPrefix(""),
                        declare(
                                        "take_anyif(value: scalar, predicate: bool): same",
                                        "take_any of the rows for which the predicate is true.",
                                        "take_anyif(x, x > 2)",
                                        "4")
                                .withPrefix(""),
                        declare("any(value: scalar): same", "The older form of take_any.", "any(strlen(device))", "1"),
                        declare(
                                "anyif(value: scalar, predicate: bool): same",
                                "The older form of take_anyif.",
                                "anyif(x, x > 2)",
                                "4"),
                        declare(
                                "arg_max(maximized: orderable, returned: scalar...): same",
                                "The row with the greatest value.",
                                "arg_max(x, device)",
                                "4, b"),
                        declare(
                                "arg_min(minimized: orderable, returned: scalar...): same",
                                "The row with the least value.",
                                "arg_min(x, device)",
                                "1, a"),
                        declare(
                                "percentile(value: summable, percentile: real): same",
                                "The value that a percentage of the values does not exceed.",
                                "percentile(x, 50)",
                                "2"),
                        declare(
                                "percentiles(value: summable, percentile: real...): same",
                                "Several percentiles, a column each.",
                                "percentiles(x, 50, 100)",
                                "2, 4"),
                        declare("stdev(value: real): real", "The standard deviation of a sample.", "stdev(y)", "1.5"),
                        declare(
                                "stdevif(value: real, predicate: bool): real",
                                "stdev of the rows for which the predicate is true.",
                                "stdevif(x, x < 4)",
                                "0.7071067811865476"),
                        declare(
                                "stdevp(value: real): real",
                                "The standard deviation of a population; null over no values.",
                                "stdevp(x)",
                                "1.247219128924647"),
                        declare("variance(value: real): real", "The variance of a sample.", "variance(y)", "2.25"),
                        declare(
                                "varianceif(value: real, predicate: bool): real",
                                "variance of the rows for which the predicate is true.",
                                "varianceif(x, x < 4)",
                                "0.5"),
                        declare("variancep(value: real): real", "The variance of a population.", "variancep(y)", "1.5"),
                        declare(
                                "covariance(left: real, right: real): real",
                                "The covariance of a sample.",
                                "covariance(y, 2 * y)",
                                "4.5"),
                        declare(
                                "covarianceif(left: real, right: real, predicate: bool): real",
                                "covariance of the rows for which the predicate is true.",
                                "covarianceif(y, y, x < 4)",
                                "1.125"),
                        declare(
                                "covariancep(left: real, right: real): real",
                                "The covariance of a population.",
                                "covariancep(y, 2 * y)",
                                "3.0"),
                        declare(
                                "covariancepif(left: real, right: real, predicate: bool): real",
                                "covariancep of the rows for which the predicate is true.",
                                "covariancepif(y, y, x < 4)",
                                "0.5625"),
                        declare(
                                        "binary_all_and(value: long): long",
                                        "The bits that all values have.",
                                        "binary_all_and(x)",
                                        "0")
                                .withPrefix(""),
                        declare(
                                        "binary_all_or(value: long): long",
                                        "The bits that any value has.",
                                        "binary_all_or(x)",
                                        "7")
                                .withPrefix(""),
                        declare(
                                        "binary_all_xor(value: long): long",
                                        "The exclusive or of all values.",
                                        "binary_all_xor(x)",
                                        "7")
                                .withPrefix(""))
                .forEach(AggregateFunctions::declareOne);
        SketchAggregates.ALL.forEach(AggregateFunctions::declareOne);
    }

    private static void declareOne(AggregateFunction function) {
        BY_NAME.put(function.name(), function);
    }

    private AggregateFunctions() {}

    /** The aggregate of exactly this name; Kusto's names are case-sensitive. */
    public static Optional<AggregateFunction> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static Collection<AggregateFunction> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }
}
