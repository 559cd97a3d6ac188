package io.azdetect.telemetry.simulator;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** "Did you mean …?" for a name that is not there. */
final class Suggestion {

    private Suggestion() {}

    /** The end of a sentence in an error message: a question where some name comes near, else a full stop. */
    static String among(String given, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(given, name)))
                .filter(name -> distance(given, name) <= Math.max(2, given.length() / 3))
                .map(name -> "; did you mean '" + name + "'?")
                .orElse(".");
    }

    /** Levenshtein distance, letters compared without case. */
    private static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
