package io.azdetect.kql.diagnostic;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong with a query, where, and what to do.
 *
 * @param code a stable code, such as {@code KQL204}, listed in {@link Code}
 * @param message one sentence for the person who wrote the query, with a suggestion where there is one
 * @param span the offending text
 */
public record Diagnostic(Code code, String message, Span span) {
    public Diagnostic {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
        requireNonNull(span, "span");
    }

    /** Codes are stable: scripts and ignore-lists may name them. */
    public enum Code {
        /** The text is not KQL. */
        SYNTAX("KQL100"),
        /** A literal's text has no value of its type. */
        BAD_LITERAL("KQL101"),
        /** No table, variable or tabular function has this name. */
        UNKNOWN_TABLE("KQL201"),
        /** No column or variable has this name here. */
        UNKNOWN_COLUMN("KQL202"),
        /** No function has this name. */
        UNKNOWN_FUNCTION("KQL203"),
        /** A function or operator does not take these arguments. */
        BAD_ARGUMENTS("KQL204"),
        /** A value of another type is needed here. */
        WRONG_TYPE("KQL205"),
        /** A column or variable name is taken already. */
        DUPLICATE_NAME("KQL206"),
        /** A constant is needed here. */
        NOT_CONSTANT("KQL207"),
        /** Kusto knows this, this engine does not run it (yet): refused rather than answered wrongly. */
        UNSUPPORTED("KQL300"),
        /** The query is too large or too deeply nested. */
        TOO_COMPLEX("KQL301"),
        /** The query compiled and failed while it ran. */
        RUNTIME("KQL400"),
        /** A bound of the query (memory, time, rows) was reached. */
        LIMIT("KQL401");

        private final String id;

        Code(String id) {
            this.id = id;
        }

        /** The code as printed, such as {@code KQL204}. */
        public String id() {
            return id;
        }
    }
}
