package io.azdetect.cli;

import io.azdetect.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Whether what was shown may be done. */
final class Consent {
    @Option(names = "--yes", description = "Do it without asking.")
    private boolean yes;

    /** Asks, unless the command line has the answer. Anything but yes is no. */
    boolean given(Terminal terminal, String question) throws IOException {
        if (yes) {
            return true;
        }
        terminal.out().flush();
        terminal.err().print(question + " Type yes: ");
        terminal.err().flush();
        String answer = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)).readLine();
        if (answer == null) {
            throw new UsageException("nobody answers on standard input; say --yes to do it without asking");
        }
        return answer.strip().toLowerCase(Locale.ROOT).equals("yes");
    }
}
