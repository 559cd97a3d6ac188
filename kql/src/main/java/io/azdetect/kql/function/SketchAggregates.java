package io.azdetect.kql.function;

import static io.azdetect.kql.function.AggregateFunction.declare;

import java.util.List;

/**
 * Aggregates that keep a sketch of the values for later, those that are percentiles of all kinds, and the rarer rest.
 *
 * <p>A sketch is a dynamic value of this engine's own, as it is one of Kusto's own there: it can be stored, listed and
 * merged, and means nothing to anyone else.
 */
final class SketchAggregates {
    static final List<AggregateFunction> ALL = List.of(
            declare(
                    "hll(value: notdynamic, [accuracy: long]): dynamic",
                    "A sketch of the distinct values for dcount_hll: exact below 16,384 of them, within about 0.8 % above"
                            + " (accuracy 1; 0 to 4 stand for 1.6, 0.8, 0.4, 0.28 and 0.2 %).",
                    "gettype(hll(x))",
                    "array"),
            declare(
                    "hll_if(value: notdynamic, predicate: bool, [accuracy: long]): dynamic",
                    "hll of the rows for which the predicate is true.",
                    "gettype(hll_if(x, x > 1))",
                    "array"),
            declare(
                    "hll_merge(sketch: dynamic): dynamic",
                    "One sketch of all that the sketches of hll have seen; they must have one accuracy.",
                    "gettype(hll_merge(tags.none))",
                    "null"),
            declare(
                    "tdigest(value: summable, [weight: long]): dynamic",
                    "A sketch of the values (each counted weight times) for percentile_tdigest and its relatives: exact"
                            + " up to 4,096 different values, within 1 % of the rank above.",
                    "gettype(tdigest(x))",
                    "array"),
            declare(
                            "tdigest_merge(sketch: dynamic): dynamic",
                            "One sketch of all that the sketches of tdigest have seen; they must be of one type.",
                            "gettype(tdigest_merge(tags.none))",
                            "null")
                    .withPrefix("merge_tdigests"),
            declare(
                            "merge_tdigest(sketch: dynamic): dynamic",
                            "The same as tdigest_merge.",
                            "gettype(merge_tdigest(tags.none))",
                            "null")
                    .withPrefix("merge_tdigests"),
            declare(
                            """
                            percentiles_array(value: summable, percentiles: array): dynamic
                            percentiles_array(value: summable, percentile: real...): dynamic
                            """.stripIndent(),
                            "Several percentiles in an array, exact here (Kusto estimates them).",
                            "percentiles_array(x, 50, 100)",
                            "[2,4]")
                    .withPrefix("percentiles"),
            declare(
                    "percentilew(value: summable, weight: long, percentile: real): same",
                    "The percentile of values that each count weight times.",
                    "percentilew(x, 5 - x, 50)",
                    "1"),
            declare(
                    "percentilesw(value: summable, weight: long, percentile: real...): same",
                    "Several percentiles of weighted values, a column each.",
                    "percentilesw(x, x, 50, 100)",
                    "4, 4"),
            declare(
                            """
                            percentilesw_array(value: summable, weight: long, percentiles: array): dynamic
                            percentilesw_array(value: summable, weight: long, percentile: real...): dynamic
                            """.stripIndent(),
                            "Several percentiles of weighted values in an array.",
                            "percentilesw_array(x, x, 10, 100)",
                            "[1,4]")
                    .withPrefix("percentiles"),
            declare(
                            "buildschema(value: dynamic): dynamic",
                            "The least schema that all values fit: types by name, arrays as `indexer`, more than one in an array.",
                            "buildschema(tags)",
                            "{\"k\":\"long\",\"m\":\"long\"}")
                    .withPrefix("schema"),
            declare(
                    "variancepif(value: real, predicate: bool): real",
                    "variancep of the rows for which the predicate is true.",
                    "variancepif(y, x < 4)",
                    "0.5625"),
            declare("cnt(): long", "The same as count.", "cnt()", "4"),
            declare(
                            "make_dictionary(value: bag, [limit: long]): dynamic",
                            "The older form of make_bag.",
                            "make_dictionary(tags)",
                            "{\"k\":1,\"m\":2}")
                    .withPrefix("dictionary"),
            declare(
                    "argmax(maximized: orderable, returned: scalar...): same",
                    "The older form of arg_max.",
                    "argmax(x, device)",
                    "4, b"),
            declare(
                    "argmin(minimized: orderable, returned: scalar...): same",
                    "The older form of arg_min.",
                    "argmin(x, device)",
                    "1, a"));

    private SketchAggregates() {}
}
