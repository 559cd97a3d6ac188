package io.azdetect.telemetry.record;

/** A raw record that is not what its format says it must be; the message is the reason that the quarantine shows. */
public final class MalformedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedRecordException(String reason) {
        // Thrown a million times when a million lines are bad: no stack trace.
        super(reason, null, false, false);
    }
}
