package io.azdetect.engine.stage;

import java.util.List;

/**
 * A text in parts.
 *
 * @param terms what stands between separators, none of them empty
 * @param gaps the separators before each term and behind the last: one more than there are terms
 */
record CutText(List<String> terms, List<String> gaps) {
    CutText {
        if (gaps.size() != terms.size() + 1) {
            throw new IllegalArgumentException(gaps + " around " + terms);
        }
    }
}
