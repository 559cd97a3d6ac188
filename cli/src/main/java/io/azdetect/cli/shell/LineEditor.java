package io.azdetect.cli.shell;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.schema.DatabaseSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/**
 * A shell's input at a terminal: lines can be edited, completed with Tab and found again. Ctrl-C drops the text that is
 * being written, or cancels the query that runs; Ctrl-D at an empty prompt ends.
 */
public final class LineEditor implements ShellInput, AutoCloseable {
    private static final String PROMPT = "kql> ";
    private static final String NEXT_LINE = "   | ";

    private final Terminal terminal;
    private final LineReader reader;

    /**
     * An editor at a terminal.
     *
     * @param schema the tables that completion knows
     * @param options what completion compiles with, asked for each time
     * @param history the file that keeps what was written; none keeps it for this session only
     */
    public LineEditor(
            Terminal terminal, DatabaseSchema schema, Supplier<CompileOptions> options, Optional<Path> history) {
        this.terminal = terminal;
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("azdetect")
                .parser((line, cursor, context) -> parsed(line, cursor, context))
                .completer(new KqlCompleter(schema, options))
                .highlighter(new KqlColours())
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                // Without this, "!has" would stand for the last line that begins with "has".
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, NEXT_LINE);
        history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, folderOf(file)));
        this.reader = builder.build();
    }

    /** The terminal of this process. From here on Ctrl-C ends nothing but what says so. */
    public static Terminal systemTerminal() {
        Signals.register(Signal.INT.name(), () -> {});
        // Of the ways to a terminal this one needs no native library: it asks the stty command.
        Terminal terminal = TerminalUse.of(
                () -> TerminalBuilder.builder().system(true).provider("exec").build());
        terminal.handle(Signal.INT, signal -> {});
        return terminal;
    }

    private static Path folderOf(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the history in " + file + "; --no-history goes without", e);
        }
    }

    private static WordAtCursor parsed(String line, int cursor, Parser.ParseContext context) {
        if (context == Parser.ParseContext.ACCEPT_LINE && !QueryEnd.isIn(line)) {
            throw new EOFError(-1, -1, "the query goes on until an empty line");
        }
        return new WordAtCursor(line, cursor);
    }

    @Override
    public Optional<String> next() {
        try {
            return Optional.of(TerminalUse.of(() -> reader.readLine(PROMPT)));
        } catch (UserInterruptException e) {
            return Optional.of("");
        } catch (EndOfFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void during(Runnable work, Runnable cancel) {
        Terminal.SignalHandler before = terminal.handle(Signal.INT, signal -> cancel.run());
        try {
            work.run();
        } finally {
            terminal.handle(Signal.INT, before);
        }
    }

    @Override
    public int columns() {
        return TerminalUse.of(() -> terminal.getSize().getColumns());
    }

    @Override
    public void close() {
        try {
            reader.getHistory().save();
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the history of this session", e);
        }
    }
}
