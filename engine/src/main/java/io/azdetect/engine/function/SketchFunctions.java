package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** Sketches of distinct values and of percentiles, and the schema of dynamic values. */
final class SketchFunctions {
    static final List<JavaFunction> ALL = List.of(
            declare("kql_hll_merge(dynamic): dynamic", a -> DistinctSketch.merge(elements(a.text(0)))),
            declare("kql_hll_merge_of(dynamic...): dynamic", a -> DistinctSketch.merge(trees(a.texts()))),
            declare("kql_hll_count(dynamic): long", a -> {
                DistinctSketch sketch = DistinctSketch.read(Json.read(a.text(0)));
                return sketch == null ? null : (Long) sketch.count();
            }),
            declare("kql_hll_isvalid(dynamic): bool", a -> DistinctSketch.read(Json.read(a.text(0))) != null),
            declare(
                    "kql_tdigest(string, dynamic): dynamic",
                    a -> Digest.of(a.text(0), a.text(1)).toString()),
            declare("kql_tdigest_merge(dynamic): dynamic", a -> Digest.merge(elements(a.text(0)))),
            declare("kql_tdigest_merge_of(dynamic...): dynamic", a -> Digest.merge(trees(a.texts()))),
            declare("kql_tdigest_isvalid(dynamic): bool", a -> Digest.read(Json.read(a.text(0))) != null),
            declare(
                    "kql_tdigest_percentile(dynamic, real): dynamic",
                    a -> of(a.text(0), digest -> Json.write(digest.percentileValue(a.real(1))))),
            declare(
                    "kql_tdigest_raw(dynamic, real): string",
                    a -> of(a.text(0), digest -> {
                        BigDecimal value = digest.percentile(a.real(1));
                        return value == null ? null : value.toPlainString();
                    })),
            declare(
                    "kql_tdigest_percentiles(dynamic, dynamic): dynamic",
                    a -> of(a.text(0), digest -> digest.percentiles(a.text(1)))),
            declare(
                    "kql_tdigest_rank(dynamic, string): real",
                    a -> of(a.text(0), digest -> digest.rank(new BigDecimal(a.text(1))))),
            declare(
                    "kql_tdigest_percentrank(dynamic, string): real",
                    a -> of(a.text(0), digest -> digest.percentRank(new BigDecimal(a.text(1))))),
            declare("kql_build_schema(dynamic): dynamic", a -> DynamicSchema.of(elements(a.text(0)))));

    private SketchFunctions() {}

    private static List<JsonNode> elements(String array) {
        return Json.elements(array).orElse(List.of());
    }

    private static List<JsonNode> trees(List<String> values) {
        return values.stream().map(Json::read).toList();
    }

    /** Null for what is no digest. */
    private static <T> T of(String json, Function<Digest, T> answer) {
        Digest digest = Digest.read(Json.read(json));
        return digest == null ? null : answer.apply(digest);
    }
}
