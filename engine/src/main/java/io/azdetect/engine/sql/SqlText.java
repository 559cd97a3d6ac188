package io.azdetect.engine.sql;

/** Writes names and texts into SQL so that nothing in them can be read as SQL. */
public final class SqlText {
    private SqlText() {}

    /** A quoted identifier. */
    public static String identifier(String name) {
        if (name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a name with a NUL character: " + name.replace("\0", "\\0"));
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A string literal. DuckDB reads no escapes in it but the doubled quote; NUL cannot stand in a statement. */
    public static String literal(String text) {
        if (text.indexOf('\0') < 0) {
            return "'" + text.replace("'", "''") + "'";
        }
        return "('" + text.replace("'", "''").replace("\0", "' || chr(0) || '") + "')";
    }
}
