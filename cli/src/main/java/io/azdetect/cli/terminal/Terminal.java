package io.azdetect.cli.terminal;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/**
 * The three streams of the command and what stands behind two of them. Answers go to {@code out}, and nothing else does;
 * progress, notes and errors go to {@code err}.
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, Screen outScreen, Screen errScreen) {
    private static final int USUAL_COLUMNS = 80;
    private static final int BUFFER = 1 << 16;

    public Terminal {
        requireNonNull(in, "in");
        requireNonNull(out, "out");
        requireNonNull(err, "err");
        requireNonNull(outScreen, "outScreen");
        requireNonNull(errScreen, "errScreen");
    }

    /** The process's own; the launcher says in system properties what only a shell can find out. */
    public static Terminal system() {
        Map<String, String> environment = System.getenv();
        Properties properties = System.getProperties();
        return new Terminal(
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                screen("azdetect.stdout", environment, properties),
                screen("azdetect.stderr", environment, properties));
    }

    static Screen screen(String property, Map<String, String> environment, Properties properties) {
        if (!"terminal".equals(properties.getProperty(property))) {
            return Screen.FILE;
        }
        // https://no-color.org: set and not empty means no colour.
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
        return new Screen(true, colour, columns(properties.getProperty("azdetect.columns", "")));
    }

    private static int columns(String text) {
        boolean usable = text.matches("[1-9]\\d{0,4}");
        return usable ? Integer.parseInt(text) : USUAL_COLUMNS;
    }

    /** Every output is UTF-8, whatever the locale says; the formats that other programs read demand it. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER), false, StandardCharsets.UTF_8);
    }

    /** Says something to the person, on {@code err}. */
    public void note(String text) {
        err.println(text);
        err.flush();
    }
}
