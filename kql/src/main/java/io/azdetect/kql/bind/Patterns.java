package io.azdetect.kql.bind;

import java.util.regex.Pattern;

/** Names with {@code *} in them. */
final class Patterns {
    private Patterns() {}

    /** A pattern that matches the whole of a name; {@code *} stands for any characters. */
    static Pattern compile(String pattern) {
        return Pattern.compile(("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E"));
    }
}
