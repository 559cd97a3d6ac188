package io.azdetect.kql.syntax;

import static io.azdetect.kql.syntax.SyntaxAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.type.KqlType;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralSyntaxTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            0,                      0
            12,                     12
            -12,                    -12
            +12,                    12
            0xf,                    15
            0XFF,                   255
            long(-1),               -1
            long(0x10),             16
            int64(7),               7
            9223372036854775807,    9223372036854775807
            -9223372036854775808,   -9223372036854775808
            """)
    void longs(String literal, long value) {
        assertLiteral(literal, KqlType.LONG, value);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            1.0,          1.0
            1.,           1.0
            1e5,          100000
            1.5E-3,       0.0015
            -2.5,         -2.5
            real(3),      3.0
            double(1e2),  100.0
            real(nan),    NaN
            real(+inf),   Infinity
            real(-inf),   -Infinity
            """)
    void reals(String literal, double value) {
        assertLiteral(literal, KqlType.REAL, value);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            1d,                         864000000000
            1.5h,                       54000000000
            2min,                       1200000000
            3m,                         1800000000
            10s,                        100000000
            100ms,                      1000000
            10microsecond,              100
            10microseconds,             100
            1tick,                      1
            5ticks,                     5
            200nanoseconds,             2
            -1d,                        -864000000000
            time(1d),                   864000000000
            timespan(2),                1728000000000
            timespan(15 seconds),       150000000
            time(00:01:00),             600000000
            timespan(0.12:34:56.7),     452967000000
            time(1.02:03:04.5),         937845000000
            timespan(-00:00:01),        -10000000
            """)
    void timespans(String literal, long ticks) {
        assertLiteral(literal, KqlType.TIMESPAN, ticks);
    }

    // 63,587,548,800 s from year 1 to 2016, and so on: from .NET's DateTime.Ticks of these days.
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            datetime(2015-12-31 23:59:59.9)          | 635872031999000000
            datetime(2015-12-31)                     | 635871168000000000
            date(2015-12-31)                         | 635871168000000000
            datetime(2015-12-31T00:00:00Z)           | 635871168000000000
            datetime(2015-12-31T02:00:00+02:00)      | 635871168000000000
            datetime("2015-12-31")                   | 635871168000000000
            datetime(2015 - 12 - 31)                 | 635871168000000000
            datetime(0001-01-01)                     | 0
            """)
    void datetimes(String literal, long ticks) {
        assertLiteral(literal, KqlType.DATETIME, ticks);
    }

    @Test
    void theEmptyDatetimeIsNow() {
        assertThat(SyntaxPrinter.print(KqlParser.parse("print datetime()"))).isEqualTo("(print (call now))");
    }

    @Test
    void booleansIntegersDecimalsAndGuids() {
        assertLiteral("true", KqlType.BOOL, true);
        assertLiteral("False", KqlType.BOOL, false);
        assertLiteral("bool(1)", KqlType.BOOL, true);
        assertLiteral("int(-2)", KqlType.INT, -2);
        assertLiteral("int32(2)", KqlType.INT, 2);
        assertLiteral("decimal(1.10)", KqlType.DECIMAL, new BigDecimal("1.10"));
        assertLiteral("decimal(1e5)", KqlType.DECIMAL, new BigDecimal("1e5"));
        assertLiteral(
                "guid(74be27de-1e4e-49d9-b579-fe0b331d3642)",
                KqlType.GUID,
                UUID.fromString("74be27de-1e4e-49d9-b579-fe0b331d3642"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bool", "int", "long", "real", "decimal", "datetime", "timespan", "time", "guid", "dynamic"})
    void everyTypeButStringHasANull(String type) {
        assertLiteral(type + "(null)", KqlType.of(type).orElseThrow(), null);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '¦', textBlock = """
            'a "b"'                   ¦ a "b"
            "a 'b'"                   ¦ a 'b'
            'a\\'b'                   ¦ a'b
            "a\\"b\\\\"               ¦ a"b\\
            @'C:\\x\\n'               ¦ C:\\x\\n
            @"a""b"                   ¦ a"b
            @'a''b'                   ¦ a'b
            h'secret'                 ¦ secret
            H@"a\\b"                  ¦ a\\b
            ```a "b" \\n```           ¦ a "b" \\n
            ~~~a~~~                   ¦ a
            'a' "b" @'c'              ¦ abc
            "\\u0041\\x42\\103"       ¦ ABC
            "\\U0001F600"             ¦ 😀
            """)
    void strings(String literal, String value) {
        assertLiteral(literal, KqlType.STRING, value);
    }

    @Test
    void escapesStandForControlCharacters() {
        assertLiteral("'\\t\\n\\r\\a\\b\\f\\v\\0'", KqlType.STRING, "\t\n\r\u0007\b\f\u000B\0");
    }

    @Test
    void onlyBackticksHoldSeveralLines() {
        assertLiteral("```a\nb```", KqlType.STRING, "a\nb");
        assertRefused("print «'a»\nb'", Code.SYNTAX);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '¦', textBlock = """
            dynamic([1, 2.5, "x", true, null])           ¦ [1,2.5,"x",true,null]
            dynamic({"b": 1, 'a': {"c": []}})            ¦ {"b":1,"a":{"c":[]}}
            dynamic("x")                                 ¦ "x"
            dynamic('a"b')                               ¦ "a\\"b"
            dynamic(-1)                                  ¦ -1
            dynamic({"a": datetime(1970-05-11)})         ¦ {"a":"1970-05-11T00:00:00.0000000Z"}
            dynamic([1h, real(nan), real(-inf)])         ¦ ["01:00:00","NaN","-Infinity"]
            dynamic([guid(74be27de-1e4e-49d9-b579-fe0b331d3642)]) ¦ ["74be27de-1e4e-49d9-b579-fe0b331d3642"]
            dynamic([dynamic([1]), long(null)])          ¦ [[1],null]
            dynamic({"a": 1, "a": 2})                    ¦ {"a":2}
            dynamic("\\u0001")                           ¦ "\\u0001"
            """)
    void dynamics(String literal, String json) {
        assertLiteral(literal, KqlType.DYNAMIC, json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "«9223372036854775808»",
                "«int(2147483648)»",
                "«int(1.5)»",
                "«int(--1)»",
                "«long(x)»",
                "«real(1x)»",
                "«real(0x10)»",
                "«bool(maybe)»",
                "«guid(74be27de)»",
                "«datetime(2020-02-30)»",
                "«datetime(yesterday)»",
                "«datetime(2020-01-01T24:00)»",
                "«timespan(1 week)»",
                "«time(25:00:00)»",
                "«timespan(99999999999)»",
                "«decimal(1e99999)»",
            })
    void aTextWithoutAValueIsRefused(String marked) {
        assertRefused("print 1, " + marked, Code.BAD_LITERAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 + 1", "x", "f()", "", "1 2", "-'x'", "(1)", "now()"})
    void aParameterIsALiteralAndNothingElse(String text) {
        assertThatThrownBy(() -> KqlParser.parseLiteral(text)).isInstanceOf(KqlException.class);
    }

    private static void assertLiteral(String text, KqlType type, Object value) {
        Expression.Literal literal = (Expression.Literal) KqlParser.parseLiteral(text);

        assertThat(literal.type()).isEqualTo(type);
        assertThat(literal.value()).isEqualTo(value);
        assertThat(literal.span().start()).isZero();
        assertThat(literal.span().end()).isEqualTo(text.length());
        Statement.Query query =
                (Statement.Query) KqlParser.parse("print " + text).statements().get(0);
        Expression inQuery =
                ((Expression.Print) query.expression()).values().get(0).expression();
        assertThat(((Expression.Literal) inQuery).value()).isEqualTo(value);
    }
}
