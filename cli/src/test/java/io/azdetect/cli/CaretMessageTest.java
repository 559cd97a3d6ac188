package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.cli.terminal.Palette;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import org.junit.jupiter.api.Test;

class CaretMessageTest {
    private static CaretMessage message(String query, String about) {
        int start = query.indexOf(about);
        Span span = new Span(start, start + about.length());
        return new CaretMessage(query, new Diagnostic(Code.UNKNOWN_COLUMN, "no such column", span));
    }

    @Test
    void pointsAtThePlace() {
        assertThat(message("SigninLogs\n| where Foo == 1\n| take 5", "Foo").text(new Palette(false)))
                .isEqualTo("""
                        error KQL202: no such column
                         --> line 2, column 9
                          |
                        2 | | where Foo == 1
                          |         ^^^""");
    }

    @Test
    void countsLinesAndColumnsFromOne() {
        assertThat(message("Foo", "Foo").line()).isEqualTo(1);
        assertThat(message("Foo", "Foo").column()).isEqualTo(1);
        assertThat(message("a\nb\n Foo", "Foo").line()).isEqualTo(3);
        assertThat(message("a\nb\n Foo", "Foo").column()).isEqualTo(2);
    }

    @Test
    void survivesAPlaceBehindTheEnd() {
        CaretMessage message =
                new CaretMessage("print", new Diagnostic(Code.SYNTAX, "the query ends here", new Span(90, 95)));

        assertThat(message.text(new Palette(false))).endsWith("1 | print\n  |      ^");
    }

    @Test
    void cutsALineThatIsTooLongToRead() {
        String query = "print \"" + "x".repeat(5000) + "\" + Foo";

        assertThat(message(query, "Foo").text(new Palette(false)).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(200))
                .anySatisfy(line -> assertThat(line).contains("Foo"));
    }

    @Test
    void showsEscapeSequencesInsteadOfSendingThem() {
        assertThat(message("print \"\u001b[31m\" + Foo", "Foo").text(new Palette(false)))
                .doesNotContain("\u001b")
                .contains("print \"␛[31m\" + Foo");
    }
}
