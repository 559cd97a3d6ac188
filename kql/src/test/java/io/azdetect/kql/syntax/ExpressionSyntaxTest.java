package io.azdetect.kql.syntax;

import static io.azdetect.kql.syntax.SyntaxAssertions.assertExpressionReads;
import static io.azdetect.kql.syntax.SyntaxAssertions.assertReads;
import static io.azdetect.kql.syntax.SyntaxAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionSyntaxTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # and before or
            a or b and c              | (or a (and b c))
            (a or b) and c            | (and (or a b) c)
            # comparison before and
            a == 1 and b != 2         | (and (== a 1) (!= b 2))
            a <> 1                    | (!= a 1)
            # order before equality
            a < b == true             | (== (< a b) true)
            # arithmetic before comparison, products before sums, left to right
            a + b * c > d             | (> (+ a (* b c)) d)
            a - b - c                 | (- (- a b) c)
            a / b * c % d             | (% (* (/ a b) c) d)
            # string operators before arithmetic
            a + b has c               | (+ a (has b c))
            a has 'x' == true         | (== (has a 'x') true)
            # a sign before everything but what follows a point
            -a + b                    | (+ (- a) b)
            -a.b                      | (- (. a b))
            a - -1                    | (- a -1)
            a --1                     | (- a -1)
            a -1                      | (- a 1)
            -f(x)                     | (- (call f x))
            """)
    void operatorsBindAsInKusto(String expression, String tree) {
        assertExpressionReads(expression, tree);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a == b «==» c", "a < b «<» c", "a has b «has» c", "- «-» a", "a in (1) «in» (2)"})
    void comparisonsDoNotChain(String marked) {
        assertRefused("print " + marked, Code.SYNTAX);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a =~ 'x'                  | (=~ a 'x')
            a !~ 'x'                  | (!~ a 'x')
            a !has 'x'                | (!has a 'x')
            a has_cs 'x'              | (has_cs a 'x')
            a !hasprefix 'x'          | (!hasprefix a 'x')
            a hassuffix_cs 'x'        | (hassuffix_cs a 'x')
            a !contains_cs 'x'        | (!contains_cs a 'x')
            a notcontains 'x'         | (!contains a 'x')
            a startswith 'x'          | (startswith a 'x')
            a !endswith_cs 'x'        | (!endswith_cs a 'x')
            a matches regex 'x.*'     | (matches regex a 'x.*')
            a in (1, 2)               | (in a 1 2)
            a !in ('x')               | (!in a 'x')
            a in~ ('x', b)            | (in~ a 'x' b)
            a !in~ (dynamic(['x']))   | (!in~ a dynamic(["x"]))
            a has_any ('x', 'y')      | (has_any a 'x' 'y')
            a has_all (list)          | (has_all a list)
            a in (T)                  | (in a T)
            a between (1 .. 5)        | (between a 1 5)
            a between (1..5)          | (between a 1 5)
            a !between (b - 1 .. b)   | (!between a (- b 1) b)
            """)
    void stringsSetsAndRangesAreCompared(String expression, String tree) {
        assertExpressionReads(expression, tree);
    }

    @Test
    void anItemOfASetMayBeAPipeline() {
        assertReads("T | where a in (U | project b)", "(pipe T (where (in a (pipe U (project b)))))");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a.b.c                     | (. (. a b) c)
            a[0].b['c d']             | ([] (. ([] a 0) b) 'c d')
            a.b.['c d']               | (. (. a b) ['c d'])
            a.[0]                     | ([] a 0)
            a[-1]                     | ([] a -1)
            $left.x == $right.y       | (== (. $left x) (. $right y))
            ['a b'] + ["c"]           | (+ ['a b'] c)
            f(x).y                    | (. (call f x) y)
            """)
    void dynamicValuesAreOpened(String expression, String tree) {
        assertExpressionReads(expression, tree);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            f()                       | (call f)
            f(1, 'x')                 | (call f 1 'x')
            f(a = 1)                  | (call f a=1)
            arg_max(t, *)             | (call arg_max t *)
            count()                   | (call count)
            bin(t, 1h)                | (call bin t timespan(01:00:00))
            range(1, 3)               | (call range 1 3)
            extract('x', 1, s, typeof(long)) | (call extract 'x' 1 s (typeof long))
            toscalar(T)               | (call toscalar T)
            (a, b) = f(x)             | (= (a b) (call f x))
            x = (a)                   | (= x a)
            """)
    void functionsAreCalled(String expression, String tree) {
        assertExpressionReads(expression, tree);
    }

    @Test
    void aQueryBecomesAValueByToscalar() {
        assertReads(
                "let n = toscalar(T | count); let m = materialize(T | take 1);",
                "(let n (call toscalar (pipe T (count))))\n(let m (call materialize (pipe T (take 1))))");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"type", "count", "range", "kind", "step", "id", "view", "on", "null", "regex", "table", "bool"})
    void manyKeywordsAreNamesToo(String name) {
        assertReads("T | project " + name, "(pipe T (project " + name + "))");
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "by", "in", "has", "datatable", "where"})
    void moreKeywordsNameANewColumn(String name) {
        assertReads("T | extend " + name + " = 1", "(pipe T (extend (= " + name + " 1)))");
    }

    @Test
    void aReservedWordIsANameOnlyInBrackets() {
        assertThat(assertRefused("T | project «last», x", Code.SYNTAX).message())
                .isEqualTo("'last' is a keyword; as a name, write ['last']");
        assertReads("T | project ['last']", "(pipe T (project last))");
    }

    @Test
    void keywordsAreLowerCase() {
        assertThat(assertRefused("T | where a «AND» b", Code.SYNTAX).message()).endsWith("; did you mean 'and'?");
    }

    @Test
    void aSpanCoversAnExpressionAsWritten() {
        String kql = "print  a.b + ( 1 ) * f( 2 ) ";
        Statement.Query query =
                (Statement.Query) KqlParser.parse(kql).statements().get(0);
        Expression.Print print = (Expression.Print) query.expression();
        Expression.Binary sum = (Expression.Binary) print.values().get(0).expression();

        assertThat(text(kql, sum.span())).isEqualTo("a.b + ( 1 ) * f( 2 )");
        assertThat(text(kql, sum.left().span())).isEqualTo("a.b");
        assertThat(text(kql, sum.right().span())).isEqualTo("( 1 ) * f( 2 )");
    }

    @Test
    void spansCountUtf16UnitsAsStringsDo() {
        String kql = "print '😀', x";
        Statement.Query query =
                (Statement.Query) KqlParser.parse(kql).statements().get(0);
        Expression.Print print = (Expression.Print) query.expression();

        assertThat(text(kql, print.values().get(1).expression().span())).isEqualTo("x");
    }

    private static String text(String kql, Span span) {
        return kql.substring(span.start(), span.end());
    }
}
