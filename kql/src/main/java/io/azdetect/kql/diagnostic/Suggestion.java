package io.azdetect.kql.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that someone may have meant. */
public final class Suggestion {
    private Suggestion() {}

    /**
     * The candidate that needs the fewest edits (insert, delete, replace, swap neighbours) to become the name, if they
     * are few for its length; case counts for little. The name itself is no suggestion.
     */
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        // Twice the edits, plus one where only case differs: so that an edit always weighs more than case.
        int limit = 2 * Math.max(1, name.length() / 3) + 1;
        return candidates.stream()
                .filter(candidate -> !candidate.equals(name))
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= limit / 2)
                .map(candidate -> new Ranked(candidate, weight(name, candidate)))
                .filter(ranked -> ranked.weight() <= limit && ranked.weight() < 2 * name.length())
                .min(Comparator.comparingInt(Ranked::weight).thenComparing(Ranked::candidate))
                .map(Ranked::candidate);
    }

    /** {@code "; did you mean 'where'?"}, or nothing: the end of a message. */
    public static String didYouMean(String name, Collection<String> candidates) {
        return nearest(name, candidates)
                .map(candidate -> "; did you mean '" + candidate + "'?")
                .orElse("");
    }

    private record Ranked(String candidate, int weight) {}

    private static int weight(String name, String candidate) {
        String a = name.toLowerCase(Locale.ROOT);
        String b = candidate.toLowerCase(Locale.ROOT);
        int edits = edits(a, b);
        boolean caseDiffers = edits == 0;
        return 2 * edits + (caseDiffers ? 1 : 0);
    }

    private static int edits(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, Math.min(last[j], current[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }
        return last[b.length()];
    }
}
