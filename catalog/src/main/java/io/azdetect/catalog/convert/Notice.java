package io.azdetect.catalog.convert;

import static java.util.Objects.requireNonNull;

/**
 * What a conversion has to say of a rule.
 *
 * @param file the rule's file, as it was given
 * @param line from 1
 * @param message what is meant, why it cannot be said, and what was done instead
 */
public record Notice(Kind kind, String file, int line, String message) {
    public Notice {
        requireNonNull(kind, "kind");
        requireNonNull(file, "file");
        requireNonNull(message, "message");
    }

    /** How much it matters. */
    public enum Kind {
        /** No detection was made of the rule. */
        REFUSED("refused"),
        /** The detection cannot run as it stands. */
        BROKEN("broken"),
        /** The detection may find something other than the rule does. */
        CHANGED("changed"),
        /** Something that says nothing of what is found was left out. */
        LEFT_OUT("left out");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** For people, such as {@code left out}. */
        public String word() {
            return word;
        }
    }

    /** As compilers write it: {@code file:line: refused: message}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + kind.word() + ": " + message;
    }
}
