package io.azdetect.telemetry.mapping;

import io.azdetect.telemetry.schema.TableSchemas;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the place of a record says about it.
 *
 * @param table the table that its rows belong to if the record does not say better; empty if the place does not tell
 * @param stated whether a user named the table, so that only rows of that shape are taken
 */
public record Origin(Optional<String> table, boolean stated) {
    /** A place that says nothing. */
    public static final Origin UNKNOWN = new Origin(Optional.empty(), false);

    private static final Pattern SEPARATORS = Pattern.compile("[/\\\\]");
    private static final Pattern WORD_BREAKS = Pattern.compile("[^A-Za-z0-9_]+");

    /** A place whose rows all belong to this table. */
    public static Origin ofTable(String table) {
        return new Origin(Optional.of(table), true);
    }

    /**
     * What a path says: a table's name as a folder or as the beginning of a file's name, as in {@code
     * am-securityevent/…/PT05M.json} (workspace data export), {@code Syslog.ndjson}, {@code SecurityEvent_2024-05.csv}. The
     * last name wins.
     */
    public static Origin ofPath(String path) {
        TableSchemas schemas = TableSchemas.builtIn();
        String[] parts = SEPARATORS.split(path, -1);
        for (int i = parts.length - 1; i >= 0; i--) {
            String part = parts[i];
            if (part.toLowerCase(Locale.ROOT).startsWith("am-")) {
                part = part.substring(3);
            }
            String first = WORD_BREAKS.split(part, 2)[0];
            for (String name = first; !name.isEmpty(); name = withoutLastWord(name)) {
                Optional<String> table = name.endsWith("_CL") ? Optional.of(name) : schemas.spelling(name);
                if (table.isPresent()) {
                    return new Origin(table, false);
                }
            }
        }
        return UNKNOWN;
    }

    private static String withoutLastWord(String name) {
        int last = name.lastIndexOf('_');
        return last < 0 ? "" : name.substring(0, last);
    }
}
