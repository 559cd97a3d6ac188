package io.azdetect.kql.plan;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Span;
import java.util.Optional;

/**
 * {@code reduce}: groups of texts that are alike (https://learn.microsoft.com/kusto/query/reduce-operator). The input has
 * distinct texts, and how many rows have each.
 *
 * @param threshold the least share of terms that texts of a group have in common, 0 to 1
 * @param separators the characters between terms; empty for every one that is no ASCII letter or digit
 * @param ofEach whether the result has a row for each text, with the text before the group's columns, or for each group
 * @param span where the operator is
 */
public record SimilarTexts(double threshold, Optional<String> separators, boolean ofEach, Span span)
        implements Program {
    /** The column with the text. */
    public static final String TEXT = "$text";

    /** The column with the number of rows. */
    public static final String COUNT = "$count";

    public SimilarTexts {
        requireNonNull(separators, "separators");
        requireNonNull(span, "span");
    }

    @Override
    public String describe() {
        return "reduce with threshold=" + threshold;
    }
}
