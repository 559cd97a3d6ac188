package io.azdetect.telemetry.simulator;

import java.util.Collection;

/** "Did you mean …?" for a name that is not there. */
final class Suggestion {

    private Suggestion() {}

    /** The end of a sentence in an error message: a question where some name comes near, else a full stop. */
    static String among(String given, Collection<String> names) {
        String question = io.azdetect.kql.diagnostic.Suggestion.didYouMean(given, names);
        return question.isEmpty() ? "." : question;
    }
}
