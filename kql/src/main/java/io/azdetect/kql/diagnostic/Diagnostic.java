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
        SYNTAX("KQL100", "The text is not KQL."),
        BAD_LITERAL("KQL101", "A literal's text has no value of its type."),
        UNKNOWN_TABLE("KQL201", "No table, variable or tabular function has this name."),
        UNKNOWN_COLUMN("KQL202", "No column or variable has this name here."),
        UNKNOWN_FUNCTION("KQL203", "No function has this name."),
        BAD_ARGUMENTS("KQL204", "A function or operator does not take these arguments."),
        WRONG_TYPE("KQL205", "A value of another type is needed here."),
        DUPLICATE_NAME("KQL206", "A column or variable name is taken already."),
        NOT_CONSTANT("KQL207", "A constant is needed here."),
        UNSUPPORTED(
                "KQL300", "Kusto knows this, this engine does not run it (yet): refused rather than answered wrongly."),
        TOO_COMPLEX("KQL301", "The query is too large or too deeply nested."),
        RUNTIME("KQL400", "The query compiled and failed while it ran."),
        LIMIT("KQL401", "A bound of the query (memory, time, rows) was reached.");

        private final String id;
        private final String meaning;

        Code(String id, String meaning) {
            this.id = id;
            this.meaning = meaning;
        }

        /** The code as printed, such as {@code KQL204}. */
        public String id() {
            return id;
        }

        /** What it says of a query, in a sentence. */
        public String meaning() {
            return meaning;
        }
    }
}
