package io.azdetect.cli;

import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.schema.Column;
import java.util.stream.Collectors;

/** What a query becomes: its columns, its plan, and the SQL that runs. */
record Explanation(String columns, String plan, String sql) {
    /** @throws io.azdetect.kql.KqlException if the query does not compile */
    static Explanation of(CompiledQuery query, Queries queries) {
        return new Explanation(
                query.columns().stream().map(Column::toString).collect(Collectors.joining(", ")),
                PlanText.of(query.plan()),
                queries.sql(query));
    }

    void print(Terminal terminal) {
        section(terminal, "Columns", columns);
        section(terminal, "Plan", plan);
        section(terminal, "SQL", sql);
    }

    private static void section(Terminal terminal, String title, String content) {
        Palette palette = terminal.outScreen().palette();
        terminal.out().println(palette.bold(title));
        content.lines().forEach(line -> terminal.out().println("  " + line));
        terminal.out().println();
    }
}
