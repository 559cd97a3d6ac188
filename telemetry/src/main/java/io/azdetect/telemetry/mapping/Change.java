package io.azdetect.telemetry.mapping;

import java.util.Locale;

/** What Log Analytics does to a text on its way into a column. */
enum Change {
    UPPER {
        @Override
        String apply(String text) {
            return text.toUpperCase(Locale.ROOT);
        }
    },
    LOWER {
        @Override
        String apply(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    },
    /** {@code Succeeded.Created} becomes {@code Created}. */
    AFTER_DOT {
        @Override
        String apply(String text) {
            return text.substring(text.indexOf('.') + 1);
        }
    },
    /** The REST API's words for the state of an operation become those of diagnostic settings. */
    ACTIVITY_STATUS {
        @Override
        String apply(String text) {
            return switch (text) {
                case "Succeeded" -> "Success";
                case "Started" -> "Start";
                case "Failed" -> "Failure";
                case "Accepted" -> "Accept";
                default -> text;
            };
        }
    },
    /** Administrative events may be called by the kind of their operation. */
    ACTIVITY_CATEGORY {
        @Override
        String apply(String text) {
            return switch (text) {
                case "Action", "Write", "Delete" -> "Administrative";
                default -> text;
            };
        }
    };

    abstract String apply(String text);

    /** The change of a name as mapping files write it, such as {@code after-dot}. */
    static Change named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
