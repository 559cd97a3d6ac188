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
    private static final Map<String, AggregateFunction> BY_NAME = new LinkedHashMap<>();

    static {
        List.of(
                        declare("count(): long", "The number of rows."),
                        declare(
                                "countif(predicate: bool): long",
                                "The number of rows for which the predicate is true."),
                        declare(
                                "dcount(value: scalar, [accuracy: long]): long",
                                "The number of distinct values, exact here (Kusto estimates it)."),
                        declare(
                                "dcountif(value: scalar, predicate: bool, [accuracy: long]): long",
                                "dcount of the rows for which the predicate is true."),
                        declare("count_distinct(value: notdynamic): long", "The exact number of distinct values."),
                        declare(
                                "count_distinctif(value: notdynamic, predicate: bool): long",
                                "count_distinct of the rows for which the predicate is true."),
                        declare("sum(value: summable): promoted", "The sum; nulls do not count."),
                        declare(
                                "sumif(value: summable, predicate: bool): promoted",
                                "sum of the rows for which the predicate is true."),
                        declare("min(value: orderable): same", "The least value."),
                        declare(
                                "minif(value: orderable, predicate: bool): same",
                                "min of the rows for which the predicate is true."),
                        declare("max(value: orderable): same", "The greatest value."),
                        declare(
                                "maxif(value: orderable, predicate: bool): same",
                                "max of the rows for which the predicate is true."),
                        declare("""
                                avg(value: real): real
                                avg(value: decimal): decimal
                                avg(value: timespan): timespan
                                avg(value: datetime): datetime
                                """, "The mean; nulls do not count."),
                        declare("""
                                avgif(value: real, predicate: bool): real
                                avgif(value: decimal, predicate: bool): decimal
                                avgif(value: timespan, predicate: bool): timespan
                                avgif(value: datetime, predicate: bool): datetime
                                """, "avg of the rows for which the predicate is true."),
                        declare(
                                        "make_list(value: scalar, [limit: long]): dynamic",
                                        "An array of the values that are not null.")
                                .withPrefix("list"),
                        declare(
                                        "make_list_if(value: scalar, predicate: bool, [limit: long]): dynamic",
                                        "make_list of the rows for which the predicate is true.")
                                .withPrefix("list"),
                        declare(
                                        "make_list_with_nulls(value: scalar): dynamic",
                                        "An array of the values, nulls among them.")
                                .withPrefix("list"),
                        declare("make_set(value: scalar, [limit: long]): dynamic", "An array of the distinct values.")
                                .withPrefix("set"),
                        declare(
                                        "make_set_if(value: scalar, predicate: bool, [limit: long]): dynamic",
                                        "make_set of the rows for which the predicate is true.")
                                .withPrefix("set"),
                        declare("makelist(value: scalar, [limit: long]): dynamic", "The older form of make_list.")
                                .withPrefix("list"),
                        declare("makeset(value: scalar, [limit: long]): dynamic", "The older form of make_set.")
                                .withPrefix("set"),
                        declare("make_bag(value: bag, [limit: long]): dynamic", "One bag of all the bags' properties.")
                                .withPrefix("bag"),
                        declare(
                                        "make_bag_if(value: bag, predicate: bool, [limit: long]): dynamic",
                                        "make_bag of the rows for which the predicate is true.")
                                .withPrefix("bag"),
                        declare(
                                        "take_any(value: scalar): same",
                                        "Some row's value, one that is not null if there is one.")
                                .withPrefix(""),
                        declare(
                                        "take_anyif(value: scalar, predicate: bool): same",
                                        "take_any of the rows for which the predicate is true.")
                                .withPrefix(""),
                        declare("any(value: scalar): same", "The older form of take_any."),
                        declare("anyif(value: scalar, predicate: bool): same", "The older form of take_anyif."),
                        declare(
                                "arg_max(maximized: orderable, returned: scalar...): same",
                                "The row with the greatest value."),
                        declare(
                                "arg_min(minimized: orderable, returned: scalar...): same",
                                "The row with the least value."),
                        declare(
                                "percentile(value: summable, percentile: real): same",
                                "The value that a percentage of the values does not exceed."),
                        declare(
                                "percentiles(value: summable, percentile: real...): same",
                                "Several percentiles, a column each."),
                        declare("stdev(value: real): real", "The standard deviation of a sample."),
                        declare(
                                "stdevif(value: real, predicate: bool): real",
                                "stdev of the rows for which the predicate is true."),
                        declare("stdevp(value: real): real", "The standard deviation of a population."),
                        declare("variance(value: real): real", "The variance of a sample."),
                        declare(
                                "varianceif(value: real, predicate: bool): real",
                                "variance of the rows for which the predicate is true."),
                        declare("variancep(value: real): real", "The variance of a population."),
                        declare("covariance(left: real, right: real): real", "The covariance of a sample."),
                        declare(
                                "covarianceif(left: real, right: real, predicate: bool): real",
                                "covariance of the rows for which the predicate is true."),
                        declare("covariancep(left: real, right: real): real", "The covariance of a population."),
                        declare(
                                "covariancepif(left: real, right: real, predicate: bool): real",
                                "covariancep of the rows for which the predicate is true."),
                        declare("binary_all_and(value: long): long", "The bits that all values have.")
                                .withPrefix(""),
                        declare("binary_all_or(value: long): long", "The bits that any value has.")
                                .withPrefix(""),
                        declare("binary_all_xor(value: long): long", "The exclusive or of all values.")
                                .withPrefix(""))
                .forEach(function -> BY_NAME.put(function.name(), function));
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
