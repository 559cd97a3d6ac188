package io.azdetect.engine.function;

/**
 * Looks for one text in another, and can be stopped meanwhile: where both are long and alike, that takes as many steps as the
 * product of their lengths.
 */
final class TextSearch {
    /** Texts up to this long are found soon whatever stands in them. */
    private static final int SHORT = 256;

    /** Between two checks so many places are tried. */
    private static final int PLACES = 4096;

    private final String text;
    private final String sought;
    private final Runnable check;

    /**
     * A search.
     *
     * @param check throws when the search is to end
     */
    TextSearch(String text, String sought, Runnable check) {
        this.text = text;
        this.sought = sought;
        this.check = check;
    }

    /** The first place from this one on, -1 without one. */
    int from(int start) {
        check.run();
        if (sought.length() <= SHORT) {
            return text.indexOf(sought, start);
        }
        for (int first = start; first <= text.length() - sought.length(); first += PLACES) {
            check.run();
            int end = Math.min(text.length(), first + PLACES - 1 + sought.length());
            int found = text.substring(first, end).indexOf(sought);
            if (found >= 0) {
                return first + found;
            }
        }
        return -1;
    }
}
