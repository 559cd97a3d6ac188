package io.azdetect.kql.function;

import io.azdetect.kql.type.KqlType;
import java.util.List;

/** The ways to write values. */
public final class LiteralForms {
    private static final List<LiteralForm> ALL = List.of(
            new LiteralForm(KqlType.BOOL, "true or false", "true", "true"),
            new LiteralForm(KqlType.BOOL, "by type", "bool(false)", "false"),
            new LiteralForm(KqlType.INT, "by type; 32 bits", "int(42)", "42"),
            new LiteralForm(KqlType.LONG, "digits; 64 bits", "42", "42"),
            new LiteralForm(KqlType.LONG, "hexadecimal", "0xff", "255"),
            new LiteralForm(KqlType.LONG, "by type", "long(-7)", "-7"),
            new LiteralForm(KqlType.REAL, "with a decimal point or an exponent; 64 bits, binary", "1.5e3", "1500.0"),
            new LiteralForm(KqlType.REAL, "by type; nan, +inf and -inf are values too", "real(+inf)", "Infinity"),
            new LiteralForm(KqlType.DECIMAL, "by type; decimal digits, exact", "decimal(0.1)", "0.1"),
            new LiteralForm(
                    KqlType.STRING, "in double or single quotes, \\\\ escapes", "'it\\'s\\ttabbed'", "it's\ttabbed"),
            new LiteralForm(KqlType.STRING, "verbatim: nothing is escaped, a quote is doubled", "@'C:\\x'", "C:\\x"),
            new LiteralForm(KqlType.STRING, "over several lines, between ``` or ~~~", "```a\"b```", "a\"b"),
            new LiteralForm(KqlType.STRING, "hidden from Kusto's own logs", "h'secret'", "secret"),
            new LiteralForm(KqlType.STRING, "several in a row are one", "'a' \"b\"", "ab"),
            new LiteralForm(
                    KqlType.DATETIME,
                    "by type, ISO 8601 with or without the time; UTC",
                    "datetime(2024-02-29 12:30)",
                    "2024-02-29T12:30:00.0000000Z"),
            new LiteralForm(KqlType.TIMESPAN, "a number and d, h, m, s, ms, microsecond or tick", "1.5h", "01:30:00"),
            new LiteralForm(
                    KqlType.TIMESPAN,
                    "by type: days.hours:minutes:seconds",
                    "timespan(1.02:03:04.5)",
                    "1.02:03:04.5000000"),
            new LiteralForm(
                    KqlType.GUID,
                    "by type",
                    "guid(74be27de-1e4e-49d9-b579-fe0b331d3642)",
                    "74be27de-1e4e-49d9-b579-fe0b331d3642"),
            new LiteralForm(
                    KqlType.DYNAMIC,
                    "by type: JSON, and KQL's literals in it",
                    "dynamic({\"a\": [1, null, timespan(1h)]})",
                    "{\"a\":[1,null,\"01:00:00\"]}"),
            new LiteralForm(KqlType.LONG, "null, of every type but string", "long(null)", "null"));

    private LiteralForms() {}

    public static List<LiteralForm> all() {
        return ALL;
    }
}
