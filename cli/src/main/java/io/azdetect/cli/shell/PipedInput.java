package io.azdetect.cli.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A shell's input without a terminal: a file, a pipe. */
public final class PipedInput implements ShellInput {
    private final BufferedReader lines;

    public PipedInput(InputStream in) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> next() {
        StringBuilder text = new StringBuilder();
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                text.append(line);
                if (QueryEnd.isIn(text.toString())) {
                    return Optional.of(text.toString());
                }
                text.append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read standard input", e);
        }
        return text.length() == 0 ? Optional.empty() : Optional.of(text.toString());
    }

    @Override
    public void during(Runnable work, Runnable cancel) {
        work.run();
    }

    @Override
    public int columns() {
        return 0;
    }
}
