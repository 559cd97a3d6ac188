package io.azdetect.kql.syntax;

import static io.azdetect.kql.syntax.SyntaxAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.diagnostic.Diagnostic.Code;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxErrorTest {
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            T | «wehre» a == 1            ¦ expected an operator after '|', found 'wehre'; did you mean 'where'?
            T | «mv-expnd» a              ¦ expected an operator after '|', found 'mv-expnd'; did you mean 'mv-expand'?
            T | «»                        ¦ expected an operator after '|', found the end of the query
            T «where» a == 1              ¦ expected '|' before 'where'
            T | where a «=» 1             ¦ '=' does not compare; write '=='
            T | where a «contain» 'x'     ¦ expected an operator, '|' or ';', found 'contain'; did you mean 'contains'?
            T | where a «!contain» 'x'    ¦ expected an operator, '|' or ';', found '!contain'; did you mean '!contains'?
            T | «project-awayx»           ¦ expected an operator after '|', found 'project-awayx'; did you mean 'project-away'?
            T | where a «!hasx» 'x'       ¦ expected an operator, '|' or ';', found '!hasx'; did you mean '!has'?
            T | where a «matches regexx» 'x' ¦ expected an operator, '|' or ';', found 'matches regexx'
            T | where a in «'x'»          ¦ expected '(', found 'x'
            T | where not «a»             ¦ 'not' is a function: write not(…)
            T | where «(»a == 1           ¦ '(' is never closed
            T | where a == 1«)»           ¦ ')' closes nothing
            T | where a == «»             ¦ expected an expression, found the end of the query
            T | summarize count() «bye» a ¦ expected an operator, ',', '|' or ';', found 'bye'; did you mean 'by'?
            T | sort «a»                  ¦ expected 'by', found 'a'
            T | project a «b»             ¦ expected an operator, ',', '|' or ';', found 'b'
            T | project «title»           ¦ 'title' is a keyword; as a name, write ['title']
            print a between (1«,» 2)      ¦ expected an operator or '..', found ','
            print f(a «|» take 1)         ¦ expected an operator, ',' or ')', found '|'
            datatable(a:«strng») ['x']    ¦ expected a type, found 'strng'; did you mean 'string'?
            print dynamic({«a»: 1})       ¦ expected a string or '}', found 'a'
            print '«\\d»'                 ¦ '\\d' is no escape; write '\\\\' for a backslash, or @'…' for text as it stands
            print «'abc»                  ¦ this string has no end: ' is missing on its line; only ```…``` may hold several lines
            print «```abc»                ¦ this string has no end: '```' is missing
            print «`»a`                   ¦ '`' has no meaning here
            print «74be27de-1e4e-49d9-b579-fe0b331d3642» ¦ write guid(74be27de-1e4e-49d9-b579-fe0b331d3642) for this value
            T | project-away «a *»        ¦ a name pattern has no spaces; is a comma missing after 'a'?
            T | union kind=inner «kind=outer» U ¦ 'kind' is given twice
            «»                            ¦ the query is empty
            """)
    void anErrorSaysWhatIsWrongAndWhere(String marked, String message) {
        assertThat(assertRefused(marked, Code.SYNTAX).message()).isEqualTo(message);
    }
}
