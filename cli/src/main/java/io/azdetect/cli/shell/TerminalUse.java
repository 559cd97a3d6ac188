package io.azdetect.cli.shell;

import java.io.IOError;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Something that JLine does with the terminal, for which it runs the stty command. Ctrl-C reaches that command as well, and
 * then the thing is to be done again.
 */
final class TerminalUse {
    private static final int ATTEMPTS = 3;

    private TerminalUse() {}

    @FunctionalInterface
    interface Use<T> {
        T run() throws IOException;
    }

    /** @throws UncheckedIOException if the terminal fails each time */
    static <T> T of(Use<T> use) {
        for (int attempt = 1; ; attempt++) {
            try {
                return use.run();
            } catch (IOError | IOException | IllegalStateException e) {
                if (attempt == ATTEMPTS) {
                    Throwable cause = e instanceof IOError ? e.getCause() : e;
                    throw new UncheckedIOException(
                            "cannot use the terminal; give the queries through a pipe",
                            cause instanceof IOException io ? io : new IOException(cause));
                }
            }
        }
    }
}
