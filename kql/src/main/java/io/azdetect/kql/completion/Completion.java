package io.azdetect.kql.completion;

import static java.util.Objects.requireNonNull;

/**
 * Something that may be written at a place in a query.
 *
 * @param text the whole word, also the part of it that is written already; a function's ends with its bracket
 * @param kind what it is
 * @param description a few words for the person who chooses: a column's type, what a function gives; may be empty
 */
public record Completion(String text, Kind kind, String description) {
    public Completion {
        requireNonNull(text, "text");
        requireNonNull(kind, "kind");
        requireNonNull(description, "description");
    }

    /** What a completion is, in the order in which a list shows them. */
    public enum Kind {
        COLUMN("columns"),
        VARIABLE("variables"),
        TABLE("tables"),
        OPERATOR("operators"),
        PLUGIN("plug-ins"),
        AGGREGATE("aggregates"),
        FUNCTION("functions"),
        WORD("words");

        private final String heading;

        Kind(String heading) {
            this.heading = heading;
        }

        /** Several of them, as a heading says it. */
        public String heading() {
            return heading;
        }
    }
}
