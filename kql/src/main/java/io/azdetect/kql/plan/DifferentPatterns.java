package io.azdetect.kql.plan;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Span;

/**
 * {@code diffpatterns}: patterns that hold for more of one part of the rows than of the other
 * (https://learn.microsoft.com/kusto/query/diffpatterns-plugin). The rows have a weight in either part.
 *
 * @param nameA what the rows of the first part have in the column that splits
 * @param threshold the least difference between the shares of the parts' weights, 0.015 to 1
 * @param maxDimensions of so many columns at most the values have to be given for the pattern's others to follow
 * @param span where the plug-in is called
 */
public record DifferentPatterns(
        PatternColumns columns, String nameA, String nameB, double threshold, long maxDimensions, Span span)
        implements Program {
    /** The column with the weight in the first part. */
    public static final String WEIGHT_A = PatternColumns.WEIGHT + "A";

    /** The column with the weight in the second part. */
    public static final String WEIGHT_B = PatternColumns.WEIGHT + "B";

    public DifferentPatterns {
        requireNonNull(columns, "columns");
        requireNonNull(nameA, "nameA");
        requireNonNull(nameB, "nameB");
        requireNonNull(span, "span");
    }

    @Override
    public String describe() {
        return "diffpatterns(" + nameA + ", " + nameB + ")";
    }
}
