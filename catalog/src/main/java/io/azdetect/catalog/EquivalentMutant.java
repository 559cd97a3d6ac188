package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

/**
 * A mutant that no test can kill, since it does the same as the query itself on every row that there can be.
 *
 * @param words the mutant's own words
 * @param reason why it is the same
 * @param line where the detection file lists it, from 1
 */
public record EquivalentMutant(String words, String reason, int line) {
    public EquivalentMutant {
        requireNonNull(words, "words");
        requireNonNull(reason, "reason");
    }
}
