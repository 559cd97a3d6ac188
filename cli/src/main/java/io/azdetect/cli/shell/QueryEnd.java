package io.azdetect.cli.shell;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.syntax.KqlParser;
import io.azdetect.kql.syntax.Statement;

/**
 * Where a query that is typed line by line ends: at an empty line, or at a line that ends with a semicolon once the text
 * asks for something. {@code let x = 1;} alone goes on. A command, which begins with a point, has one line.
 */
final class QueryEnd {
    private QueryEnd() {}

    /** Whether the text that stands there when its writer goes to a new line is whole. */
    static boolean isIn(String text) {
        String written = text.strip();
        if (written.isEmpty() || written.startsWith(".")) {
            return true;
        }
        String lastLine = text.substring(text.lastIndexOf('\n') + 1);
        return lastLine.isBlank() || (written.endsWith(";") && asks(written));
    }

    /** Whether there is a query among the statements; a text that is wrong goes to the compiler, which says why. */
    private static boolean asks(String text) {
        try {
            return KqlParser.parse(text).statements().stream().anyMatch(s -> s instanceof Statement.Query);
        } catch (KqlException e) {
            return true;
        }
    }
}
