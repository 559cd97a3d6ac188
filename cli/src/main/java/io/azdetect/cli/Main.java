package io.azdetect.cli;

import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;

/** The start of the process. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.system();
        try {
            DuckDbLibrary.unpackBesideJar();
        } catch (IOException e) {
            terminal.note("azdetect: cannot put DuckDB's library beside the jar: " + e.getMessage()
                    + "\nRun the jar once from a folder that you may write to; the library stays there.");
            System.exit(ExitCode.FAILURE);
        }
        System.exit(AzDetect.run(terminal, arguments));
    }
}
