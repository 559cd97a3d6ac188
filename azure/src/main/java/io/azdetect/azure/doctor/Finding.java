package io.azdetect.azure.doctor;

import static java.util.Objects.requireNonNull;

/**
 * What one examination found.
 *
 * @param subject what was looked at
 * @param detail what is the case
 * @param fix what to do; empty when nothing has to be done
 */
public record Finding(State state, String subject, String detail, String fix) {
    public Finding {
        requireNonNull(state, "state");
        requireNonNull(subject, "subject");
        requireNonNull(detail, "detail");
        requireNonNull(fix, "fix");
    }

    /** How it is. */
    public enum State {
        /** As it must be. */
        GOOD,
        /** Works, and less than it could. */
        POOR,
        /** Does not work. */
        BAD
    }

    static Finding good(String subject, String detail) {
        return new Finding(State.GOOD, subject, detail, "");
    }

    static Finding poor(String subject, String detail, String fix) {
        return new Finding(State.POOR, subject, detail, fix);
    }

    static Finding bad(String subject, String detail, String fix) {
        return new Finding(State.BAD, subject, detail, fix);
    }
}
