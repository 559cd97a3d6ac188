package io.azdetect.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.cli.terminal.TextTable.Cell;
import io.azdetect.cli.terminal.TextTable.Heading;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static String print(TextTable table, Screen screen) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        table.print(out, screen);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static TextTable table(String... cells) {
        TextTable table = new TextTable(List.of(Heading.left("Key").firmly(), Heading.left("Text")));
        for (int i = 0; i < cells.length; i += 2) {
            table.add(List.of(Cell.of(cells[i]), Cell.of(cells[i + 1])));
        }
        return table;
    }

    private static Screen screen(int columns) {
        return new Screen(true, false, columns);
    }

    @Test
    void theWidestColumnGivesWayFirst() {
        assertThat(print(table("firm key here", "a text that is much too long"), screen(30)))
                .isEqualTo("""
                        Key            Text
                        ─────────────  ───────────────
                        firm key here  a text that is…
                        """);
    }

    @Test
    void noLineIsWiderThanTheScreen() {
        String printed = print(table("k".repeat(40), "t".repeat(90), "k", "t"), screen(50));

        assertThat(printed.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(50));
    }

    @Test
    void aFileGetsEverything() {
        assertThat(print(table("k", "t".repeat(500)), Screen.FILE)).contains("t".repeat(500));
    }

    @Test
    void aScreenThatIsFarTooNarrowGetsABlockARow() {
        TextTable table = new TextTable(
                List.of(Heading.left("First column"), Heading.left("Second column"), Heading.left("Third column")));
        table.add(List.of(Cell.of("one text of some length"), Cell.of("b"), Cell.of("")));
        table.add(List.of(Cell.of("a"), Cell.of("b"), Cell.of("c")));

        assertThat(print(table, screen(30))).isEqualTo("""
                        ── 1 ──────────
                        First column   one text of so…
                        Second column  b
                        ── 2 ──────────
                        First column   a
                        Second column  b
                        Third column   c
                        """);
    }

    @Test
    void wideCharactersTakeTwoCells() {
        assertThat(print(table("日本", "x", "abcd", "y"), screen(80))).isEqualTo("""
                        Key   Text
                        ────  ────
                        日本  x
                        abcd  y
                        """);
    }

    @Test
    void paintIsOnlyForScreensWithColour() {
        TextTable table = new TextTable(List.of(Heading.left("A")));
        Screen colour = new Screen(true, true, 80);
        table.add(List.of(new Cell("x", colour.palette()::bad)));

        assertThat(print(table, colour)).contains("\u001b[1;31mx\u001b[0m");
        assertThat(print(table(" ", "x"), screen(80))).doesNotContain("\u001b");
    }

    @Test
    void textIsHarmless() {
        assertThat(SafeText.visible("a\tb\nc\rd\u001b[31m\u0000\u007f\u202e\u2028z"))
                .isEqualTo("a b↵c␍d␛[31m␀\\u{7f}\\u{202e}\\u{2028}z");
        assertThat(SafeText.visible("Jürgen 日本 👍")).isEqualTo("Jürgen 日本 👍");
    }
}
