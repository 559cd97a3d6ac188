package io.azdetect.azure.deploy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks at the end of a text that people read, on resources that have nothing else to carry one. */
final class MarkText {
    private static final Pattern MARK = Pattern.compile("\\s*\\[azdetect (\\S+) version (\\S+)(?: hash (\\S+))?]\\s*$");

    private MarkText() {}

    /** The mark at the end of a text; nothing when there is none. */
    static Optional<Mark> in(String text) {
        Matcher mark = MARK.matcher(text);
        return mark.find()
                ? Optional.of(new Mark(mark.group(1), mark.group(2), mark.group(3) == null ? "" : mark.group(3)))
                : Optional.empty();
    }

    /** A text without its mark. */
    static String without(String text) {
        return MARK.matcher(text).replaceFirst("");
    }

    /** A text with a mark behind a gap. */
    static String with(String text, String gap, Mark mark) {
        return text + gap + "[azdetect " + mark.id() + " version " + mark.version() + " hash " + mark.hash() + "]";
    }
}
