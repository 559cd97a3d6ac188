package io.azdetect.engine.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Cuts texts at the characters that stand between terms. */
final class TermCutter {
    private final Optional<Set<Integer>> given;

    /** @param separators the characters; empty for every one that is no ASCII letter or digit */
    TermCutter(Optional<String> separators) {
        this.given = separators.map(s -> s.codePoints().boxed().collect(Collectors.toUnmodifiableSet()));
    }

    CutText cut(String text) {
        List<String> terms = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        int from = 0;
        boolean inTerm = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            boolean separates = isSeparator(text.codePointAt(at));
            if (separates == inTerm) {
                (inTerm ? terms : gaps).add(text.substring(from, at));
                from = at;
                inTerm = !inTerm;
            }
        }
        (inTerm ? terms : gaps).add(text.substring(from));
        if (inTerm) {
            gaps.add("");
        }
        return new CutText(List.copyOf(terms), List.copyOf(gaps));
    }

    /**
     * Whether a wildcard takes the separators beside it with it, as {@code foo*} for {@code fooZ1} on Kusto's page: there
     * they are given ones. Others stay, as in {@code San *}.
     */
    boolean isGiven() {
        return given.isPresent();
    }

    private boolean isSeparator(int character) {
        if (given.isPresent()) {
            return given.get().contains(character);
        }
        boolean isTerm = (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z');
        return !isTerm;
    }
}
