package io.azdetect.cli.format;

import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Screen;
import io.azdetect.cli.terminal.TextTable;
import io.azdetect.cli.terminal.TextTable.Cell;
import io.azdetect.cli.terminal.TextTable.Heading;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the rows of a query are printed. */
public enum ResultFormat {
    /** Aligned columns for people. */
    TABLE {
        @Override
        String heading(String name, Screen screen) {
            return screen.palette().bold(SafeText.visible(name));
        }

        @Override
        public void write(List<Column> columns, Iterable<List<Object>> rows, PrintStream out, Screen screen) {
            if (columns.isEmpty()) {
                return;
            }
            TextTable table = new TextTable(columns.stream()
                    .map(c -> c.type().isNumeric() ? Heading.right(c.name()) : Heading.left(c.name()))
                    .map(h -> h.right() ? h.firmly() : h)
                    .toList());
            for (List<Object> row : rows) {
                List<Cell> cells = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    cells.add(Cell.of(KustoText.of(columns.get(i).type(), row.get(i))));
                }
                table.add(cells);
            }
            table.print(out, screen);
        }
    },
    /**
     * One object: {@code {"columns": [{"name", "type"}], "rows": [[…]]}}; of several results {@code {"name", "columns",
     * "rows", "more": [{"name", "columns", "rows"}, …]}}.
     */
    JSON {
        @Override
        public void write(Results results, PrintStream out, Screen screen) throws IOException {
            try (var json = KustoJson.compact(out)) {
                json.writeStartObject();
                KustoJson.writeResults(json, results);
                json.writeEndObject();
            }
            out.print('\n');
        }

        @Override
        public void write(List<Column> columns, Iterable<List<Object>> rows, PrintStream out, Screen screen)
                throws IOException {
            try (var json = KustoJson.compact(out)) {
                json.writeStartObject();
                KustoJson.writeResult(json, columns, rows);
                json.writeEndObject();
            }
            out.print('\n');
        }
    },
    /** One object a row; of several results {@code {"result": name, "row": {…}}}. */
    NDJSON {
        @Override
        public void write(Results results, PrintStream out, Screen screen) throws IOException {
            if (results.count() == 1) {
                super.write(results, out, screen);
                return;
            }
            try (var json = KustoJson.compact(out)) {
                for (int i = 0; i < results.count(); i++) {
                    Results.Rows result = results.result(i);
                    for (List<Object> row : result.rows()) {
                        json.writeStartObject();
                        json.writeStringField("result", result.name());
                        json.writeFieldName("row");
                        KustoJson.writeObject(json, result.columns(), row);
                        json.writeEndObject();
                        json.writeRaw('\n');
                    }
                }
            }
        }

        @Override
        public void write(List<Column> columns, Iterable<List<Object>> rows, PrintStream out, Screen screen)
                throws IOException {
            try (var json = KustoJson.compact(out)) {
                for (List<Object> row : rows) {
                    KustoJson.writeObject(json, columns, row);
                    json.writeRaw('\n');
                }
            }
        }
    },
    /** RFC 4180 with a header, lines ending in a line feed. */
    CSV {
        @Override
        public void write(List<Column> columns, Iterable<List<Object>> rows, PrintStream out, Screen screen) {
            out.print(columns.stream().map(c -> csv(c.name())).collect(Collectors.joining(",")) + "\n");
            for (List<Object> row : rows) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < columns.size(); i++) {
                    line.append(i == 0 ? "" : ",")
                            .append(csv(KustoText.of(columns.get(i).type(), row.get(i))));
                }
                out.print(line.append('\n'));
            }
        }
    },
    /** A table of GitHub's Markdown. */
    MARKDOWN {
        @Override
        String heading(String name, Screen screen) {
            return "## " + markdown(name) + "\n";
        }

        @Override
        public void write(List<Column> columns, Iterable<List<Object>> rows, PrintStream out, Screen screen) {
            out.print(columns.stream().map(c -> markdown(c.name())).collect(Collectors.joining(" | ", "| ", " |\n")));
            out.print(columns.stream()
                    .map(c -> c.type().isNumeric() ? "---:" : "---")
                    .collect(Collectors.joining(" | ", "| ", " |\n")));
            for (List<Object> row : rows) {
                StringBuilder line = new StringBuilder("|");
                for (int i = 0; i < columns.size(); i++) {
                    KqlType type = columns.get(i).type();
                    line.append(' ')
                            .append(markdown(KustoText.of(type, row.get(i))))
                            .append(" |");
                }
                out.print(line.append('\n'));
            }
        }
    };

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Prints the results one after another; where there are several, each under its name. */
    public void write(Results results, PrintStream out, Screen screen) throws IOException {
        for (int i = 0; i < results.count(); i++) {
            Results.Rows result = results.result(i);
            if (results.count() > 1) {
                out.print((i == 0 ? "" : "\n") + heading(result.name(), screen) + "\n");
            }
            write(result.columns(), result.rows(), out, screen);
        }
    }

    /** The line over one of several results. */
    String heading(String name, Screen screen) {
        return "# " + name;
    }

    /** Prints the rows on {@code out} and nothing else there. */
    public abstract void write(List<Column> columns, Iterable<List<Object>> rows, PrintStream out, Screen screen)
            throws IOException;

    /** A field of a CSV line, in quotes where it needs them. */
    public static String csv(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** A cell of a Markdown table; what would be markup or HTML is shown instead. */
    static String markdown(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("\\R", "<br>");
    }
}
