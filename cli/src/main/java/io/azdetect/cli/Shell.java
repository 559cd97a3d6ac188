package io.azdetect.cli;

import io.azdetect.cli.format.ResultFormat;
import io.azdetect.cli.format.Results;
import io.azdetect.cli.shell.DotCommand;
import io.azdetect.cli.shell.ShellInput;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Screen;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.cli.terminal.TextTable;
import io.azdetect.engine.Cancellation;
import io.azdetect.kql.CompiledResult;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Suggestion;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.telemetry.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers queries and commands one after the other until the input ends. */
final class Shell {
    /** More rows than this scroll away unread. */
    private static final long ROWS_AT_A_TERMINAL = 100;

    private final Workspace workspace;
    private final QuerySettings settings;
    private final Terminal terminal;
    private final ShellInput input;
    private final boolean person;
    private ResultFormat format = ResultFormat.TABLE;
    private long mostRows;
    private String lastQuery = "";
    private int exitCode = ExitCode.OK;

    /** @param person whether somebody sits at the input, who reads remarks and sees a part of long tables first */
    Shell(Workspace workspace, QuerySettings settings, Terminal terminal, ShellInput input, boolean person) {
        this.workspace = workspace;
        this.settings = settings;
        this.terminal = terminal;
        this.input = input;
        this.person = person;
        this.mostRows = person ? ROWS_AT_A_TERMINAL : Long.MAX_VALUE;
    }

    /**
     * Answers queries until the input ends.
     *
     * @return the exit code: for a person always good; otherwise a failure when one of the queries failed
     */
    int run() {
        if (person) {
            terminal.note(
                    "A query ends at an empty line or with ';'. Tab completes. '.help' says more, Ctrl-D leaves.");
        }
        for (Optional<String> next = input.next(); next.isPresent(); next = input.next()) {
            String text = next.get().strip();
            if (text.equals(DotCommand.QUIT.word())) {
                break;
            }
            if (!text.isEmpty()) {
                answer(text);
            }
            terminal.out().flush();
        }
        return person ? ExitCode.OK : exitCode;
    }

    private void answer(String text) {
        try {
            if (text.startsWith(".")) {
                command(text);
            } else {
                lastQuery = text;
                query(text);
            }
        } catch (KqlException e) {
            fail(new CaretMessage(text.startsWith(".") ? argument(text) : text, e.diagnostic())
                    .text(terminal.errScreen().palette()));
        } catch (UsageException e) {
            fail(terminal.errScreen().palette().bad("azdetect:") + " " + SafeText.visible(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private void fail(String message) {
        terminal.out().flush();
        terminal.note(message);
        exitCode = ExitCode.FAILURE;
    }

    private void query(String text) throws IOException {
        Cancellation cancellation = new Cancellation();
        Queries queries = queries(cancellation);
        long start = System.nanoTime();
        IOException[] failed = new IOException[1];
        input.during(
                () -> {
                    try {
                        queries.run(text, results -> {
                            ShownResults shown = new ShownResults(results, start);
                            format.write(shown, terminal.out(), screen());
                            shown.remark();
                        });
                    } catch (IOException e) {
                        failed[0] = e;
                    }
                },
                cancellation::cancel);
        if (failed[0] != null) {
            throw failed[0];
        }
    }

    /** The results of a query with as many rows of each as are to be seen, and a remark behind each. */
    private final class ShownResults implements Results {
        private final Results all;
        private final long start;
        private FirstRows rows;

        ShownResults(Results all, long start) {
            this.all = all;
            this.start = start;
        }

        @Override
        public int count() {
            return all.count();
        }

        @Override
        public Rows result(int index) throws IOException {
            remark();
            Rows result = all.result(index);
            rows = new FirstRows(result.rows(), mostRows());
            return new Rows(result.name(), result.columns(), rows);
        }

        /** Says how many rows the last result showed; nothing before the first one. */
        void remark() {
            if (rows != null) {
                terminal.out().flush();
                Shell.this.remark(rows, System.nanoTime() - start);
            }
        }
    }

    /** A person sees a part of a long table; other formats go to programs. */
    private long mostRows() {
        return format == ResultFormat.TABLE ? mostRows : Long.MAX_VALUE;
    }

    private void remark(FirstRows rows, long nanoseconds) {
        if (person) {
            String shown = rows.areMore()
                    ? "The first " + Ingestion.count(rows.read(), "row") + "; '.rows all' shows all."
                    : Ingestion.count(rows.read(), "row") + ".";
            String time = String.format(Locale.ENGLISH, " %.2f s", nanoseconds / 1e9);
            terminal.note(terminal.errScreen().palette().dim(shown + time));
        }
    }

    private Queries queries(Cancellation cancellation) {
        return new Queries(workspace, settings.options(), settings.limits().with(cancellation));
    }

    /** As wide as the window is now. */
    private Screen screen() {
        Screen screen = terminal.outScreen();
        return input.columns() > 0 ? new Screen(screen.interactive(), screen.colour(), input.columns()) : screen;
    }

    private static String argument(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? "" : text.substring(space + 1).strip();
    }

    private void command(String text) {
        String word = text.split("\\s", 2)[0];
        DotCommand command = DotCommand.of(word)
                .orElseThrow(() -> new UsageException("there is no command '" + word + "' here"
                        + Suggestion.didYouMean(word, DotCommand.words()) + "; '.help' lists them"));
        String argument = argument(text);
        switch (command) {
            case TABLES -> tables(argument);
            case SCHEMA -> schema(argument);
            case FORMAT -> format = formatNamed(argument);
            case TIMESPAN -> settings.within(argument.equals("all") ? Optional.empty() : Optional.of(argument));
            case ROWS -> mostRows = argument.equals("all") ? Long.MAX_VALUE : rows(argument);
            case EXPLAIN -> explain(argument.isEmpty() ? lastQuery : argument);
            case HELP -> help();
            case QUIT -> throw new UsageException("'.quit' stands alone");
        }
    }

    private static ResultFormat formatNamed(String name) {
        return Arrays.stream(ResultFormat.values())
                .filter(f -> f.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "'.format' takes one of " + List.of(ResultFormat.values()) + ", not '" + name + "'"));
    }

    private static long rows(String number) {
        if (!number.matches("[1-9]\\d{0,8}")) {
            throw new UsageException("'.rows' takes a number of rows or 'all', not '" + number + "'");
        }
        return Long.parseLong(number);
    }

    private void tables(String part) {
        String lower = part.toLowerCase(Locale.ROOT);
        workspace.schema().tableNames().stream()
                .filter(name -> lower.isEmpty()
                        ? workspace.database().schema().table(name).isPresent()
                        : name.toLowerCase(Locale.ROOT).contains(lower))
                .forEach(name -> terminal.out().println(SafeText.visible(name)));
        if (lower.isEmpty()) {
            terminal.out().flush();
            int others = workspace.schema().tableNames().size()
                    - workspace.database().schema().tableNames().size();
            terminal.note("and " + Ingestion.count(others, "table")
                    + " of Azure that are empty here; '.tables PART' finds them");
        }
    }

    private void schema(String name) {
        TableSchema table = workspace
                .schema()
                .table(name)
                .orElseThrow(() -> new UsageException("there is no table '" + name + "'"
                        + Suggestion.didYouMean(name, workspace.schema().tableNames())));
        TextTable columns = new TextTable(List.of(TextTable.Heading.left("column"), TextTable.Heading.left("type")));
        for (Column column : table.columns()) {
            columns.add(List.of(
                    TextTable.Cell.of(column.name()),
                    TextTable.Cell.of(column.type().kustoName())));
        }
        columns.print(terminal.out(), screen());
    }

    private void explain(String query) {
        if (query.isEmpty()) {
            throw new UsageException("'.explain' takes a query; there is no last one yet");
        }
        Queries queries = queries(new Cancellation());
        for (CompiledResult result : queries.compile(query)) {
            Explanation.of(result.query(), queries).print(terminal);
        }
    }

    private void help() {
        TextTable commands =
                new TextTable(List.of(TextTable.Heading.left("command").firmly(), TextTable.Heading.left("")));
        for (DotCommand command : DotCommand.values()) {
            commands.add(List.of(
                    TextTable.Cell.of((command.word() + " " + command.argument()).strip()),
                    TextTable.Cell.of(command.meaning())));
        }
        commands.print(terminal.out(), screen());
        terminal.out().println("""

                A query has as many lines as it needs. It ends at an empty line, or at a line that ends with ';' once it
                asks for something: 'let x = 1;' goes on. Text that is pasted stays whole until Enter.
                Tab completes tables, columns, functions and words; Ctrl-R searches what you wrote before; a line that
                begins with a space is not kept. Ctrl-C drops the text, or cancels the query that runs; Ctrl-D leaves.""");
    }
}
