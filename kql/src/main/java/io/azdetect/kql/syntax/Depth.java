package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import java.util.function.Supplier;

/**
 * How deep in the syntax tree its builder stands. Everything that walks the tree later recurses, so the tree's depth is
 * bounded here, once, whatever makes it deep: brackets, long pipelines or long sums.
 */
final class Depth {
    static final int MAX = 500;

    private int current;

    /** Builds a part that stands some levels below the current one. */
    <T> T below(int levels, Span span, Supplier<T> part) {
        current += levels;
        if (current > MAX) {
            throw new KqlException(
                    Code.TOO_COMPLEX,
                    "the query is nested more than " + MAX + " levels deep here; name a part of it with 'let'",
                    span);
        }
        T built = part.get();
        current -= levels;
        return built;
    }
}
