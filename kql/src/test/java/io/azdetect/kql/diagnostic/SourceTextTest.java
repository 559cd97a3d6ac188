package io.azdetect.kql.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.diagnostic.Diagnostic.Code;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTextTest {
    @ParameterizedTest
    @CsvSource({"0, 1:1", "1, 1:2", "2, 1:3", "3, 2:1", "5, 3:1", "6, 4:1", "7, 4:2", "99, 4:2"})
    void aPositionCountsLinesAndColumnsFromOne(int offset, String position) {
        // Three kinds of line end: LF, CR LF, CR.
        assertThat(new SourceText("ab\n\r\n\rx").position(offset)).hasToString(position);
    }

    @Test
    void aDiagnosticIsShownUnderItsLine() {
        SourceText source = new SourceText("rule.kql", "T\n| wehre a == 1\n| take 1");
        Diagnostic diagnostic = new Diagnostic(Code.SYNTAX, "what?", new Span(4, 9));

        assertThat(source.render(diagnostic)).isEqualTo("""
                KQL100: what?
                 --> rule.kql:2:3
                  |
                2 | | wehre a == 1
                  |   ^^^^^""");
    }

    @Test
    void theEndOfTheTextHasACaretToo() {
        Diagnostic diagnostic = new Diagnostic(Code.SYNTAX, "what?", new Span(3, 3));

        assertThat(new SourceText("T |").render(diagnostic)).isEqualTo("""
                KQL100: what?
                 --> 1:4
                  |
                1 | T |
                  |    ^""");
    }

    @Test
    void aSpanOfSeveralLinesIsUnderlinedOnItsFirst() {
        Diagnostic diagnostic = new Diagnostic(Code.SYNTAX, "what?", new Span(2, 8));

        assertThat(new SourceText("T (a\nbcd)").render(diagnostic)).endsWith("\n1 | T (a\n  |   ^^");
    }

    @Test
    void tabsKeepTheCaretInPlace() {
        Diagnostic diagnostic = new Diagnostic(Code.SYNTAX, "what?", new Span(2, 3));

        assertThat(new SourceText("\tab").render(diagnostic)).endsWith("\n1 | \tab\n  | \t ^");
    }

    @Test
    void aLongLineIsCutAroundThePlace() {
        SourceText source = new SourceText("x".repeat(500) + "HERE" + "y".repeat(500));
        Diagnostic diagnostic = new Diagnostic(Code.SYNTAX, "what?", new Span(500, 504));

        List<String> lines = source.render(diagnostic).lines().toList();

        assertThat(lines.get(3)).startsWith("1 | …xx").endsWith("yy…").hasSizeLessThan(140);
        assertThat(lines.get(4).indexOf('^')).isEqualTo(lines.get(3).indexOf("HERE"));
        assertThat(lines.get(4)).endsWith(" ^^^^");
    }
}
