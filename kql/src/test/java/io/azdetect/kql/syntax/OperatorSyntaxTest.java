package io.azdetect.kql.syntax;

import static io.azdetect.kql.syntax.SyntaxAssertions.assertReads;
import static io.azdetect.kql.syntax.SyntaxAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.diagnostic.Diagnostic.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorSyntaxTest {
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            where a == 1                                 ¦ (where (== a 1))
            filter a == 1                                ¦ (where (== a 1))
            extend a = 1, f(b)                           ¦ (extend (= a 1) (call f b))
            project a, b = c + 1                         ¦ (project a (= b (+ c 1)))
            project-away a, b*, *c*, ['d e']             ¦ (project-away a b* *c* ['d e'])
            project-keep _*                              ¦ (project-keep _*)
            project-rename a = b                         ¦ (project-rename (= a b))
            project-reorder a, b* asc, * granny-desc     ¦ (project-reorder a (asc b*) (granny-desc *))
            summarize                                    ¦ (summarize)
            summarize count(), m = max(a) by b, bin(c, 1d) ¦ (summarize (call count) (= m (call max a)) (by b (call bin c timespan(1.00:00:00))))
            summarize by a                               ¦ (summarize (by a))
            summarize hint.strategy=shuffle count() by a ¦ (summarize (call count) (by a))
            distinct a, b                                ¦ (distinct a b)
            distinct *                                   ¦ (distinct *)
            count                                        ¦ (count)
            count as n                                   ¦ (count n)
            take 5                                       ¦ (take 5)
            limit n                                      ¦ (take n)
            top 3 by a                                   ¦ (top 3 a)
            top 3 by a asc nulls first                   ¦ (top 3 (asc nulls-first a))
            sort by a, b asc, c desc nulls last          ¦ (sort a (asc b) (desc nulls-last c))
            order by a nulls first                       ¦ (sort (nulls-first a))
            as X                                         ¦ (as X)
            getschema                                    ¦ (getschema)
            serialize n = row_number()                   ¦ (serialize (= n (call row_number)))
            invoke f(1)                                  ¦ (invoke (call f 1))
            """)
    void eachOperatorReadsItsParts(String operator, String tree) {
        assertReads("T | " + operator, "(pipe T " + tree + ")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            join U on a                                  ¦ (join U (on a))
            join kind=leftouter (U | take 1) on a, $left.b == $right.c ¦ (join kind=leftouter (pipe U (take 1)) (on a (== (. $left b) (. $right c))))
            join kind = inner hint.strategy = broadcast U on a ¦ (join hint.strategy=broadcast kind=inner U (on a))
            lookup kind=inner (U) on a                   ¦ (lookup kind=inner U (on a))
            union U                                      ¦ (union U)
            union kind=outer withsource=Source isfuzzy=true U, (V | take 1), Sec* ¦ (union isfuzzy=true kind=outer withsource=Source U (pipe V (take 1)) Sec*)
            """)
    void operatorsThatReadOtherTables(String operator, String tree) {
        assertReads("T | " + operator, "(pipe T " + tree + ")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            mv-expand a                                  ¦ (mv-expand a)
            mvexpand a                                   ¦ (mv-expand a)
            mv-expand bagexpansion=array with_itemindex=i x = a.b to typeof(long), c limit 5 ¦ (mv-expand bagexpansion=array with_itemindex=i (to long (= x (. a b))) c (limit 5))
            mv-apply x = a to typeof(string) on (where x > 1 \\| summarize count()) ¦ (mv-apply (to string (= x a)) (on (where (> x 1)) (summarize (call count))))
            mv-apply a limit 3 on (take 1)               ¦ (mv-apply a (limit 3) (on (take 1)))
            parse a with * 'x=' x:long ';' rest          ¦ (parse a * 'x=' x:long ';' rest)
            parse kind=regex flags=Ui a with 'x' 'y' x *  ¦ (parse flags=Ui kind=regex a 'xy' x *)
            parse-where a with 'x' x                     ¦ (parse-where a 'x' x)
            evaluate bag_unpack(a, 'p_')                 ¦ (evaluate (call bag_unpack a 'p_'))
            evaluate pivot(a) : (*, b:long)              ¦ (evaluate (call pivot a) :(* b:long))
            render timechart                             ¦ (render timechart)
            render barchart with (title='x y', ycolumns=a, b, ymin=-1) ¦ (render barchart title=x y ycolumns=a,b ymin=-1)
            """)
    void operatorsWithAGrammarOfTheirOwn(String operator, String tree) {
        String text = operator.replace("\\|", "|");
        assertReads("T | " + text, "(pipe T " + tree + ")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            print 1, x = 2                               ¦ (print 1 (= x 2))
            range x from 1 to 10 step 2                  ¦ (range x 1 10 2)
            union T, U | take 1                          ¦ (pipe (union T U) (take 1))
            union *                                      ¦ (union *)
            datatable(a:string, b:long) ['x', -1, 'y' 'z', long(null)] ¦ (datatable (a:string b:long) 'x' -1 'yz' long(null))
            datatable(['a b']:dynamic) [dynamic({}),]    ¦ (datatable (['a b']:dynamic) dynamic({}))
            (T | take 1) | count                         ¦ (pipe (pipe T (take 1)) (count))
            T                                            ¦ T
            f(T)                                         ¦ (call f T)
            database('d').T                              ¦ (. (call database 'd') T)
            """)
    void aQueryBeginsWithASource(String query, String tree) {
        assertReads(query, tree);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            T | top-nested 2 of a by count(), top-nested of b with others='x' by s=sum(c) asc ¦ (pipe T (top-nested (2 a (desc (call count))) (all b (others 'x') (asc (= s (call sum c))))))
            T | top-hitters 2 of a by b                  ¦ (pipe T (top-hitters 2 a b))
            T | parse-kv a as (x:long) with (pair_delimiter=';', greedy=true) ¦ (pipe T (parse-kv a (x:long) pair_delimiter=';' greedy='true'))
            T | partition by a (take 1 | project b)      ¦ (pipe T (partition a (take 1) (project b)))
            T | partition hint.strategy=legacy by a {U | where b == a} ¦ (pipe T (partition hint.strategy=legacy a (pipe U (where (== b a)))))
            T | fork x=(take 1) (count)                  ¦ (pipe T (fork (x (take 1)) (_ (count))))
            T | facet by a, b with (take 1)              ¦ (pipe T (facet a b (with (take 1))))
            T | sample 5                                 ¦ (pipe T (sample 5))
            T | sample-distinct 5 of a                   ¦ (pipe T (sample-distinct 5 a))
            T | search kind=case_sensitive a:'x' and 'y' ¦ (pipe T (search kind=case_sensitive (and (: a 'x') 'y')))
            search in (T, U*) *                          ¦ (search (in T U*) *)
            find withsource=s in (T) where a == 1 project a:long, b, pack(*) ¦ (find withsource=s (in T) (== a 1) (project a:long b (pack *)))
            T | consume                                  ¦ (pipe T (consume))
            T | reduce by a                              ¦ (pipe T (reduce a))
            T | project-by-names 'a', dynamic(['b'])     ¦ (pipe T (project-by-names 'a' dynamic(["b"])))
            externaldata(a:string) [@'https://x'] with (format=csv) ¦ (externaldata (a:string) 'https://x' format='csv')
            print * has 'x'                              ¦ (print (has * 'x'))
            cluster('c').database('d').T                 ¦ (. (. (call cluster 'c') (call database 'd')) T)
            """)
    void rarerOperatorsAndSourcesAreRead(String query, String tree) {
        assertReads(query, tree);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "find where a == 'x'",
                "graph-match (a)-[b]->(c) where a.x == 1 project c",
                "make-graph a --> b with U on c",
            })
    void anOperatorThatNothingRunsIsReadByItsName(String operator) {
        String name = operator.split(" ", 2)[0];
        assertReads("T | " + operator + " | take 1", "(pipe T (unsupported '" + name + "') (take 1))");
        assertReads(
                "T | join (U | " + operator + ") on x; V",
                "(pipe T (join (pipe U (unsupported '" + name + "')) (on x)))\nV");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            totable(T | take 1)                          ¦ totable
            print a like 'x%'                            ¦ like
            """)
    void anExpressionThatNothingRunsIsReadByItsName(String query, String name) {
        assertThat(SyntaxPrinter.print(KqlParser.parse(query))).contains("(unsupported '" + name + "')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T | sort by a «granny-asc»",
                "T | join U «where» a == b",
                "«alias» database d = cluster('x').database('y')",
                "«restrict» access to (T)",
                "T | where a == «{parameter}»",
                "«.»show tables",
            })
    void whatTheTreeCannotHoldIsRefusedAtItsPlace(String marked) {
        assertRefused(marked, Code.UNSUPPORTED);
    }

    @Test
    void commentsAndSpaceMeanNothing() {
        assertReads("// all\nT // of it\n\n|\ttake\u00A01 // end", "(pipe T (take 1))");
    }
}
