package io.azdetect.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.SourceText;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KqlParserProperties {
    private static final Set<Code> ALLOWED = Set.of(Code.SYNTAX, Code.BAD_LITERAL, Code.UNSUPPORTED, Code.TOO_COMPLEX);

    private static final List<String> WORDS = List.of(
            "T",
            "x",
            "|",
            "where",
            "project",
            "extend",
            "summarize",
            "by",
            "join",
            "on",
            "kind",
            "=",
            "==",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ";",
            ".",
            "..",
            "'s'",
            "\"",
            "'",
            "1",
            "1d",
            "-",
            "*",
            "in",
            "!in",
            "and",
            "or",
            "let",
            "datatable",
            "dynamic",
            "datetime(",
            "null",
            "has",
            "mv-expand",
            "mv-apply",
            "to",
            "typeof",
            "union",
            "print",
            "range",
            "from",
            "step",
            "parse",
            "with",
            ":",
            "long",
            "evaluate",
            "set",
            "//",
            "\n",
            "h@",
            "```");

    @Property(tries = 2_000)
    void anyTextIsReadOrRefusedInsideItself(@ForAll String text) {
        assertReadOrRefused(text);
    }

    @Property(tries = 5_000)
    void anyRowOfWordsIsReadOrRefusedInsideItself(@ForAll("rowsOfWords") String text) {
        assertReadOrRefused(text);
    }

    @Provide
    Arbitrary<String> rowsOfWords() {
        return Arbitraries.of(WORDS).list().ofMaxSize(25).map(words -> String.join(" ", words));
    }

    private static void assertReadOrRefused(String text) {
        try {
            SyntaxPrinter.print(KqlParser.parse(text));
        } catch (KqlException e) {
            assertThat(ALLOWED).contains(e.diagnostic().code());
            assertThat(e.diagnostic().span().end()).isLessThanOrEqualTo(text.length());
            assertThat(new SourceText(text).render(e.diagnostic())).contains("^");
        }
    }
}
