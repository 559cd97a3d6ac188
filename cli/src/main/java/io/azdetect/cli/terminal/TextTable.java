package io.azdetect.cli.terminal;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A table of aligned columns. Cells are made harmless here, so callers hand over text as it is.
 *
 * <p>Where the screen is too narrow, the widest columns give way first; where even that leaves too little of each, every
 * row becomes a block of lines, one for each column.
 */
public final class TextTable {
    private static final String GAP = "  ";
    private static final int LEAST_WIDTH = 10;

    private final List<Heading> headings;
    private final List<List<Cell>> rows = new ArrayList<>();

    public TextTable(List<Heading> headings) {
        this.headings = List.copyOf(headings);
        if (headings.isEmpty()) {
            throw new IllegalArgumentException("a table without columns");
        }
    }

    /**
     * The top of a column.
     *
     * @param right whether its cells, such as numbers, stand at its right edge
     * @param firm whether it keeps its width as long as others can give way
     */
    public record Heading(String text, boolean right, boolean firm) {
        public Heading {
            text = SafeText.visible(text);
        }

        public static Heading left(String text) {
            return new Heading(text, false, false);
        }

        public static Heading right(String text) {
            return new Heading(text, true, false);
        }

        /** Never shortened while another column can be. */
        public Heading firmly() {
            return new Heading(text, right, true);
        }
    }

    /** What stands in one place, and how it is painted. */
    public record Cell(String text, UnaryOperator<String> paint) {
        public Cell {
            text = SafeText.visible(text);
            requireNonNull(paint, "paint");
        }

        public static Cell of(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    public void add(List<Cell> row) {
        if (row.size() != headings.size()) {
            throw new IllegalArgumentException(row.size() + " cells for " + headings.size() + " columns");
        }
        rows.add(List.copyOf(row));
    }

    /** Prints the table for this screen. */
    public void print(PrintStream out, Screen screen) {
        int[] widths = naturalWidths();
        if (sum(widths) > screen.columns() && !shrink(widths, screen.columns())) {
            printBlocks(out, screen);
            return;
        }
        Palette palette = screen.palette();
        List<Cell> top =
                headings.stream().map(h -> new Cell(h.text(), palette::bold)).toList();
        printRow(out, top, widths);
        List<Cell> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add(new Cell("─".repeat(width), palette::dim));
        }
        printRow(out, rule, widths);
        for (List<Cell> row : rows) {
            printRow(out, row, widths);
        }
    }

    private int[] naturalWidths() {
        int[] widths = new int[headings.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = DisplayWidth.of(headings.get(i).text());
            for (List<Cell> row : rows) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i).text()));
            }
        }
        return widths;
    }

    private static int sum(int[] widths) {
        int total = GAP.length() * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        return total;
    }

    /** Takes a character from the widest column until all fits; false where columns would become too narrow to read. */
    private boolean shrink(int[] widths, int room) {
        for (int over = sum(widths) - room; over > 0; over--) {
            int widest = widest(widths, false);
            if (widest < 0) {
                widest = widest(widths, true);
            }
            if (widest < 0) {
                return false;
            }
            widths[widest]--;
        }
        return true;
    }

    private int widest(int[] widths, boolean alsoFirm) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean mayShrink =
                    widths[i] > LEAST_WIDTH && (alsoFirm || !headings.get(i).firm());
            if (mayShrink && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private void printRow(PrintStream out, List<Cell> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            Cell cell = row.get(i);
            String text = DisplayWidth.fit(cell.text(), widths[i]);
            String padding = " ".repeat(widths[i] - DisplayWidth.of(text));
            boolean last = i == widths.length - 1;
            String painted = cell.paint().apply(text);
            line.append(headings.get(i).right() ? padding + painted : last ? painted : painted + padding);
            line.append(last ? "" : GAP);
        }
        out.println(line.toString().stripTrailing());
    }

    private void printBlocks(PrintStream out, Screen screen) {
        int nameWidth = 0;
        for (Heading heading : headings) {
            nameWidth = Math.max(nameWidth, DisplayWidth.of(heading.text()));
        }
        int room = Math.max(LEAST_WIDTH, screen.columns() - nameWidth - GAP.length());
        Palette palette = screen.palette();
        int number = 0;
        for (List<Cell> row : rows) {
            out.println(palette.dim("── " + ++number + " " + "─".repeat(Math.max(2, nameWidth - 3))));
            for (int i = 0; i < headings.size(); i++) {
                String value = DisplayWidth.fit(row.get(i).text(), room);
                if (!value.isEmpty()) {
                    String name = headings.get(i).text();
                    out.println(palette.bold(name)
                            + " ".repeat(nameWidth - DisplayWidth.of(name))
                            + GAP
                            + row.get(i).paint().apply(value));
                }
            }
        }
    }
}
