package io.azdetect.kql.syntax;

import static io.azdetect.kql.syntax.SyntaxAssertions.assertReads;
import static io.azdetect.kql.syntax.SyntaxAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.diagnostic.Diagnostic.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementSyntaxTest {
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            let x = 5                                    ¦ (let x 5)
            let T = U | take 1                           ¦ (let T (pipe U (take 1)))
            let f = () { T }                             ¦ (function f () T)
            let f = (a:long, b:string='x', c:int=int(1)) { a } ¦ (function f (a:long b:string='x' c:int=int(1)) a)
            let f = (T:(*), U:(a:long, b:real)) { T }    ¦ (function f (T:() U:(a:long b:real)) T)
            let f = (a:dynamic=dynamic([])) { let b = a; print b; } ¦ (function f (a:dynamic=dynamic([])) (let b a) (print b))
            let f = view () { T }                        ¦ (function f view () T)
            let x = (a)                                  ¦ (let x a)
            let x = (a + b) * c                          ¦ (let x (* (+ a b) c))
            set notruncation                             ¦ (set notruncation)
            set querytrace = true                        ¦ (set querytrace true)
            declare query_parameters(a:long, b:string='x') ¦ (declare (a:long b:string='x'))
            """)
    void eachStatementReadsItsParts(String statement, String tree) {
        assertReads(statement, tree);
    }

    @Test
    void statementsEndWithSemicolons() {
        assertReads("let x = 1;\nT | take x;", "(let x 1)\n(pipe T (take x))");
    }

    @Test
    void aMissingSemicolonIsNamed() {
        assertThat(assertRefused("let x = 1\n«T» | take x", Code.SYNTAX).message())
                .isEqualTo("expected ';' before 'T', or '|' to go on");
    }
}
