package io.azdetect.kql.plan;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Span;

/**
 * {@code basket}: all patterns that hold for so much of the weight (https://learn.microsoft.com/kusto/query/basket-plugin).
 *
 * @param threshold the least share of the weight, 0.015 to 1
 * @param maxDimensions of so many columns at most the values have to be given for the pattern's others to follow
 * @param span where the plug-in is called
 */
public record FrequentPatterns(PatternColumns columns, double threshold, long maxDimensions, Span span)
        implements Program {
    public FrequentPatterns {
        requireNonNull(columns, "columns");
        requireNonNull(span, "span");
    }

    @Override
    public String describe() {
        return "basket(" + threshold + ")";
    }
}
