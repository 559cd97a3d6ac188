package io.azdetect.cli;

import io.azdetect.cli.terminal.Screen;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command's result goes: to standard output, or to a file. */
final class OutputFile {
    @Option(names = "--out", paramLabel = "FILE", description = "Write to this file instead of standard output.")
    private Path file;

    /** Prints a result for a reader with this screen. */
    @FunctionalInterface
    interface Writing {
        void to(PrintStream out, Screen screen) throws IOException;
    }

    void write(Terminal terminal, Writing writing) throws IOException {
        if (file == null) {
            writing.to(terminal.out(), terminal.outScreen());
            return;
        }
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            writing.to(out, Screen.FILE);
            if (out.checkError()) {
                throw new IOException("cannot write all of " + file + "; is the disk full?");
            }
        }
        terminal.note("Wrote " + file + ".");
    }
}
