package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Span;

/**
 * Where a detection file breaks a rule.
 *
 * @param file as it was given
 * @param place in the file's text
 * @param message what is wrong here and what to do
 */
public record LintFinding(LintRule rule, String file, Span place, String message) {
    public LintFinding {
        requireNonNull(rule, "rule");
        requireNonNull(file, "file");
        requireNonNull(place, "place");
        requireNonNull(message, "message");
    }
}
