package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Hashes that DuckDB has not. */
final class HashFunctions {
    static final List<JavaFunction> ALL = List.of(
            declare("kql_hash_text(string): long", a -> XxHash64.of(a.text(0).getBytes(StandardCharsets.UTF_8))),
            declare("kql_hash_long(long): long", a -> XxHash64.of(a.whole(0))),
            declare("kql_hash_real(real): long", a -> XxHash64.of(Double.doubleToRawLongBits(a.real(0)))));

    private HashFunctions() {}
}
