package io.azdetect.kql.function;

import static io.azdetect.kql.function.ScalarFunction.declare;

import java.util.List;

/** What can be read from the sketches that {@link SketchAggregates} make. */
final class SketchFunctions {
    private static final String DIGEST = "toscalar(range x from 1 to 10 step 1 | summarize tdigest(x))";
    private static final String HLL = "toscalar(range x from 1 to 10 step 1 | summarize hll(x))";

    static final List<ScalarFunction> ALL = List.of(
            declare(
                            "dcount_hll(sketch: dynamic): long",
                            "The number of distinct values that a sketch of hll has seen; hll says how exactly.",
                            "dcount_hll(" + HLL + ")",
                            "10")
                    .namedWithPrefix(),
            declare(
                            "hll_merge(sketch: dynamic...): dynamic",
                            "One sketch of all that the sketches of hll have seen; they must have one accuracy.",
                            "dcount_hll(hll_merge(" + HLL + ", " + HLL + "))",
                            "10")
                    .named("hll_merged_result"),
            declare(
                    "hll_isvalid(sketch: dynamic): bool",
                    "Whether it is a sketch of hll.",
                    "hll_isvalid(dynamic([1]))",
                    "false"),
            declare(
                            """
                            percentile_tdigest(sketch: dynamic, percentile: real, type: type): typeof
                            percentile_tdigest(sketch: dynamic, percentile: real): dynamic
                            """.stripIndent(),
                            "The percentile of the values that a sketch of tdigest has seen.",
                            "percentile_tdigest(" + DIGEST + ", 50, typeof(long))",
                            "5")
                    .namedWithPrefix(),
            declare(
                            """
                            percentiles_array_tdigest(sketch: dynamic, percentiles: array): dynamic
                            percentiles_array_tdigest(sketch: dynamic, percentile: real...): dynamic
                            """.stripIndent(),
                            "Several percentiles of the values that a sketch of tdigest has seen.",
                            "percentiles_array_tdigest(" + DIGEST + ", 10, 100)",
                            "[1,10]")
                    .named("percentile_tdigest"),
            declare(
                    "rank_tdigest(sketch: dynamic, value: summable): real",
                    "How many of the values that a sketch of tdigest has seen are not greater.",
                    "rank_tdigest(" + DIGEST + ", 7)",
                    "7.0"),
            declare(
                    "percentrank_tdigest(sketch: dynamic, value: summable): real",
                    "The percentage of the values that a sketch of tdigest has seen which are not greater.",
                    "percentrank_tdigest(" + DIGEST + ", 7)",
                    "70.0"),
            declare(
                    "tdigest_isvalid(sketch: dynamic): bool",
                    "Whether it is a sketch of tdigest.",
                    "tdigest_isvalid(dynamic([1]))",
                    "false"),
            declare(
                            "tdigest_merge(sketch: dynamic...): dynamic",
                            "One sketch of all that the sketches of tdigest have seen; they must be of one type.",
                            "rank_tdigest(tdigest_merge(" + DIGEST + ", " + DIGEST + "), 7)",
                            "14.0")
                    .named("tdigests_merge_result"),
            declare(
                            "merge_tdigest(sketch: dynamic...): dynamic",
                            "The same as tdigest_merge.",
                            "rank_tdigest(merge_tdigest(" + DIGEST + ", " + DIGEST + "), 7)",
                            "14.0")
                    .named("tdigests_merge_result"));

    private SketchFunctions() {}
}
