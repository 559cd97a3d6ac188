package io.azdetect.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Diagnostic.Code;

/** What tests of the syntax say: a text reads as a tree, or is refused. */
final class SyntaxAssertions {
    private SyntaxAssertions() {}

    /** The text reads as the tree that {@link SyntaxPrinter} shows so; a line for each statement. */
    static void assertReads(String kql, String tree) {
        assertThat(SyntaxPrinter.print(KqlParser.parse(kql))).as(kql).isEqualTo(tree);
    }

    /** The expression, as a value of {@code print}, reads so. */
    static void assertExpressionReads(String expression, String tree) {
        assertReads("print " + expression, "(print " + tree + ")");
    }

    static Diagnostic refusal(String kql) {
        KqlException e = catchThrowableOfType(KqlException.class, () -> KqlParser.parse(kql));
        assertThat(e).as("refusal of %s", kql).isNotNull();
        return e.diagnostic();
    }

    /** The text is refused with the code, at exactly the text marked by {@code «»}. */
    static Diagnostic assertRefused(String marked, Code code) {
        int start = marked.indexOf('«');
        int end = marked.indexOf('»') - 1;
        Diagnostic diagnostic = refusal(marked.replaceAll("[«»]", ""));
        assertThat(diagnostic.code()).as(diagnostic.message()).isEqualTo(code);
        assertThat(diagnostic.span().start()).as("start in %s", marked).isEqualTo(start);
        assertThat(diagnostic.span().end()).as("end in %s", marked).isEqualTo(end);
        return diagnostic;
    }
}
