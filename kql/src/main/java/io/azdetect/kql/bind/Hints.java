package io.azdetect.kql.bind;

import io.azdetect.kql.diagnostic.Suggestion;
import java.util.Collection;

/** The end of an error message: the name that was probably meant. */
final class Hints {
    private Hints() {}

    static String nearest(String name, Collection<String> candidates) {
        return Suggestion.nearest(name, candidates)
                .map(candidate -> "; did you mean '" + candidate + "'?")
                .orElse("");
    }
}
