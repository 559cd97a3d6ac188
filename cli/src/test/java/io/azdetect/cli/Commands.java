package io.azdetect.cli;

import io.azdetect.cli.terminal.Screen;
import io.azdetect.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs command lines in this process and keeps what they print. */
final class Commands {
    /** What a command line did. */
    record Outcome(int code, String out, String err) {}

    private Commands() {}

    static Outcome run(String... arguments) {
        return run("", Screen.FILE, arguments);
    }

    static Outcome runWithInput(String input, String... arguments) {
        return run(input, Screen.FILE, arguments);
    }

    static Outcome runOn(Screen screen, String... arguments) {
        return run("", screen, arguments);
    }

    static Outcome run(String input, AzureAccess access, String... arguments) {
        return run(input, Screen.FILE, access, arguments);
    }

    private static Outcome run(String input, Screen screen, String... arguments) {
        return run(input, screen, AzureAccess.real(), arguments);
    }

    private static Outcome run(String input, Screen screen, AzureAccess access, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                screen,
                screen);
        int code = AzDetect.run(terminal, access, arguments);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
