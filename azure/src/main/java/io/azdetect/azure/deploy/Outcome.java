package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

/**
 * What came of a change.
 *
 * @param detail why it failed or what is to be known; empty when there is nothing to say
 */
public record Outcome(Change change, State state, String detail) {
    public Outcome {
        requireNonNull(change, "change");
        requireNonNull(state, "state");
        requireNonNull(detail, "detail");
    }

    /** How a change ended. */
    public enum State {
        /** It is in Azure as planned. */
        DONE,
        /** Azure refused it, or could not be reached. */
        FAILED,
        /** Somebody changed the resource after the plan was made; it was left as it is. */
        OVERTAKEN,
        /** It was not begun, since an earlier failure would have met it too, or since the run was stopped. */
        NOT_TRIED,
        /** It was under way when the run was stopped, and nobody waited for what became of it. */
        UNKNOWN
    }
}
