package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Span;

/**
 * A detection with one small mistake in its query, which its tests should notice.
 *
 * @param span the part of the query that is changed
 * @param words what is changed, such as {@code change > to >= in Reads > Threshold}; the name of the mutant
 */
public record Mutant(Detection detection, Span span, String words) {
    public Mutant {
        requireNonNull(detection, "detection");
        requireNonNull(span, "span");
        requireNonNull(words, "words");
    }

    /** Where it stands: {@code file:line}. */
    public String place() {
        return detection.source() + ":" + line();
    }

    /** The line of the file. */
    public int line() {
        return detection.line(span);
    }
}
