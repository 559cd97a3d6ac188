package io.azdetect.engine.stage;

import java.util.List;

/** Texts of as many terms, and what they have in common. */
final class TextGroup {
    private final String[] terms;
    private final String[] gaps;
    private final String representative;
    private final boolean wildcardsTakeGaps;
    private long count;

    /** A group that is to have the text, which comes most often in it. */
    TextGroup(CutText first, String text, TermCutter cutter) {
        this.terms = first.terms().toArray(String[]::new);
        this.gaps = first.gaps().toArray(String[]::new);
        this.representative = text;
        this.wildcardsTakeGaps = cutter.isGiven();
    }

    /** How many terms a text and all texts of the group have in common. */
    int common(CutText text) {
        int common = 0;
        for (int i = 0; i < terms.length; i++) {
            if (text.terms().get(i).equals(terms[i])) {
                common++;
            }
        }
        return common;
    }

    void add(CutText text, long rows) {
        count += rows;
        forget(terms, text.terms());
        forget(gaps, text.gaps());
    }

    private static void forget(String[] known, List<String> others) {
        for (int i = 0; i < known.length; i++) {
            if (!others.get(i).equals(known[i])) {
                known[i] = null;
            }
        }
    }

    /** How many rows have a text of the group. */
    long count() {
        return count;
    }

    String representative() {
        return representative;
    }

    /** What all texts have in common, with a star for each run of what they have not. */
    String pattern() {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i <= terms.length; i++) {
            boolean besideWildcard = (i > 0 && terms[i - 1] == null) || (i < terms.length && terms[i] == null);
            boolean taken = wildcardsTakeGaps && besideWildcard && gaps[i] != null;
            append(pattern, taken ? "" : gaps[i]);
            if (i < terms.length) {
                append(pattern, terms[i]);
            }
        }
        return pattern.toString();
    }

    private static void append(StringBuilder pattern, String part) {
        if (part != null) {
            pattern.append(part);
        } else if (pattern.length() == 0 || pattern.charAt(pattern.length() - 1) != '*') {
            pattern.append('*');
        }
    }
}
