package io.azdetect.kql;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Span;

/** A query that does not compile or run. The {@link #diagnostic()} says what, where and what to do. */
public final class KqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    public KqlException(Diagnostic diagnostic) {
        super(requireNonNull(diagnostic, "diagnostic").message());
        this.diagnostic = diagnostic;
    }

    public KqlException(Diagnostic diagnostic, Throwable cause) {
        super(requireNonNull(diagnostic, "diagnostic").message(), cause);
        this.diagnostic = diagnostic;
    }

    public KqlException(Diagnostic.Code code, String message, Span span) {
        this(new Diagnostic(code, message, span));
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
