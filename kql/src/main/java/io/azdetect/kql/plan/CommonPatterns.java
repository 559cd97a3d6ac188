package io.azdetect.kql.plan;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Span;

/**
 * {@code autocluster}: a few patterns that hold for much of the weight and say much
 * (https://learn.microsoft.com/kusto/query/autocluster-plugin).
 *
 * @param sizeWeight how much the weight counts against the number of values, 0 to 1
 * @param seeds from so many rows at most the search starts
 * @param span where the plug-in is called
 */
public record CommonPatterns(PatternColumns columns, double sizeWeight, long seeds, Span span) implements Program {
    public CommonPatterns {
        requireNonNull(columns, "columns");
        requireNonNull(span, "span");
    }

    @Override
    public String describe() {
        return "autocluster(" + sizeWeight + ")";
    }
}
