package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

/**
 * A rule that a detection file breaks on purpose.
 *
 * @param line where the file says so, from 1
 */
public record LintException(LintRule rule, String reason, int line) {
    public LintException {
        requireNonNull(rule, "rule");
        requireNonNull(reason, "reason");
    }
}
