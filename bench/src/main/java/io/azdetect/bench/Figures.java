package io.azdetect.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of figures, printed so that it reads well as text and as Markdown. */
final class Figures {
    private final List<List<String>> rows = new ArrayList<>();

    Figures(String... columns) {
        rows.add(List.of(columns));
    }

    void row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(cells.length + " cells for the columns " + rows.get(0));
        }
        rows.add(List.of(cells));
    }

    /** The table; the first column stands left, figures stand right. */
    @Override
    public String toString() {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(c -> rows.stream().mapToInt(r -> r.get(c).length()).max().orElse(0))
                .toArray();
        String rule = IntStream.range(0, columns)
                .mapToObj(c -> c == 0 ? " " + "-".repeat(widths[c]) + " " : " " + "-".repeat(widths[c]) + ":")
                .collect(Collectors.joining("|", "|", "|"));
        List<String> lines =
                new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
        lines.add(1, rule);
        return String.join("\n", lines);
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(c -> {
                    String padding = " ".repeat(widths[c] - row.get(c).length());
                    return " " + (c == 0 ? row.get(c) + padding : padding + row.get(c)) + " ";
                })
                .collect(Collectors.joining("|", "|", "|"));
    }
}
