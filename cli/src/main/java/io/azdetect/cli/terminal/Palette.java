package io.azdetect.cli.terminal;

import io.azdetect.catalog.Severity;

/** The few colours of the command, from the terminal's own sixteen, so that they fit its theme; none without colour. */
public record Palette(boolean colour) {
    public String bold(String text) {
        return paint("1", text);
    }

    /** For what matters less. */
    public String dim(String text) {
        return paint("2", text);
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String bad(String text) {
        return paint("1;31", text);
    }

    /** For what a reader may type or click. */
    public String accent(String text) {
        return paint("36", text);
    }

    public String severity(Severity severity, String text) {
        return paint(
                switch (severity) {
                    case HIGH -> "1;31";
                    case MEDIUM -> "33";
                    case LOW -> "34";
                    case INFORMATIONAL -> "2";
                },
                text);
    }

    private String paint(String code, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
