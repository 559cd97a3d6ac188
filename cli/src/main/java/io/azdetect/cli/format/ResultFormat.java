package io.azdetect.cli.format;

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
    /** One object: {@code {"columns": [{"name", "type"}], "rows": [[…]]}}. */
    JSON {
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
    /** One object a row. */
    NDJSON {
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
