package io.azdetect.catalog;

import java.util.Collection;

/** The end of a message about an unknown word. */
final class Suggestion {
    private Suggestion() {}

    /** {@code " (did you mean 'x'?)"} with the nearest of the candidates, or nothing when none is near. */
    static String near(String word, Collection<String> candidates) {
        return io.azdetect.kql.diagnostic.Suggestion.nearest(word, candidates)
                .map(candidate -> " (did you mean '" + candidate + "'?)")
                .orElse("");
    }
}
