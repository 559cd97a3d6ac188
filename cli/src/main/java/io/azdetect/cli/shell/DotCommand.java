package io.azdetect.cli.shell;

import io.azdetect.cli.format.ResultFormat;
import io.azdetect.kql.schema.DatabaseSchema;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands of the shell, which begin with a point. */
public enum DotCommand {
    TABLES("[PART]", "the tables; only those with this in their name"),
    SCHEMA("TABLE", "the columns of a table and their types"),
    FORMAT("FORMAT", "how results are printed: table, json, ndjson, csv, markdown"),
    TIMESPAN("SPAN|all", "see only rows this recent: P1D, PT6H, 2024-05-20/2024-05-22; all of them again"),
    ROWS("NUMBER|all", "how many rows of a result a table shows"),
    EXPLAIN("[KQL]", "the plan and the SQL of a query; of the last one"),
    HELP("", "this"),
    QUIT("", "leave, as Ctrl-D does");

    private final String argument;
    private final String meaning;

    DotCommand(String argument, String meaning) {
        this.argument = argument;
        this.meaning = meaning;
    }

    /** As it is typed. */
    public String word() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /** What comes behind it; empty for nothing. */
    public String argument() {
        return argument;
    }

    public String meaning() {
        return meaning;
    }

    public static Optional<DotCommand> of(String word) {
        return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(DotCommand::word).toList();
    }

    /** What may stand for the last word of a command that is being written. */
    static List<String> completions(String line, DatabaseSchema schema) {
        int space = line.indexOf(' ');
        Collection<String> choices = space < 0
                ? words()
                : of(line.substring(0, space)).map(c -> c.arguments(schema)).orElse(List.of());
        String begun = line.substring(line.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
        return choices.stream()
                .filter(c -> c.toLowerCase(Locale.ROOT).startsWith(begun))
                .toList();
    }

    private Collection<String> arguments(DatabaseSchema schema) {
        return switch (this) {
            case SCHEMA -> schema.tableNames();
            case FORMAT ->
                Stream.of(ResultFormat.values()).map(ResultFormat::toString).toList();
            case TIMESPAN, ROWS -> List.of("all");
            default -> List.of();
        };
    }
}
