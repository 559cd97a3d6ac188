package io.azdetect.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.cli.terminal.Screen;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResultFormatTest {
    private static final long TEN = Ticks.of(Instant.parse("2024-05-20T10:00:00Z"));

    private static String print(ResultFormat format, List<Column> columns, List<List<Object>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        try {
            format.write(columns, rows, out, Screen.FILE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String json(KqlType type, Object value) {
        String line = print(
                ResultFormat.NDJSON,
                List.of(new Column("v", type)),
                List.of(java.util.Collections.singletonList(value)));
        return line.substring("{\"v\":".length(), line.length() - 2);
    }

    @Test
    void jsonHasColumnsAndRows() {
        List<Column> columns = List.of(new Column("a", KqlType.LONG), new Column("b", KqlType.STRING));

        assertThat(print(ResultFormat.JSON, columns, List.of(List.of(1L, "x"), Arrays.asList(null, ""))))
                .isEqualTo("{\"columns\":[{\"name\":\"a\",\"type\":\"long\"},{\"name\":\"b\",\"type\":\"string\"}],"
                        + "\"rows\":[[1,\"x\"],[null,\"\"]]}\n");
    }

    @Test
    void jsonValuesAreWhatTheContractSays() {
        assertThat(json(KqlType.BOOL, true)).isEqualTo("true");
        assertThat(json(KqlType.LONG, Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(json(KqlType.REAL, 1.5)).isEqualTo("1.5");
        assertThat(json(KqlType.REAL, Double.NaN)).isEqualTo("\"NaN\"");
        assertThat(json(KqlType.REAL, Double.POSITIVE_INFINITY)).isEqualTo("\"Infinity\"");
        assertThat(json(KqlType.REAL, Double.NEGATIVE_INFINITY)).isEqualTo("\"-Infinity\"");
        assertThat(json(KqlType.DECIMAL, new BigDecimal("0.10"))).isEqualTo("0.10");
        assertThat(json(KqlType.DATETIME, TEN))
                .startsWith("\"2024-05-20T10:00:00")
                .endsWith("Z\"");
        assertThat(json(KqlType.TIMESPAN, -Ticks.PER_DAY - Ticks.PER_HOUR)).isEqualTo("\"-1.01:00:00\"");
        assertThat(json(KqlType.TIMESPAN, 1L)).isEqualTo("\"00:00:00.0000001\"");
        assertThat(json(KqlType.GUID, UUID.fromString("74be27de-1e4e-49d9-b579-fe0b331d3642")))
                .isEqualTo("\"74be27de-1e4e-49d9-b579-fe0b331d3642\"");
        assertThat(json(KqlType.DYNAMIC, "{\"b\":[1,null],\"a\":1}")).isEqualTo("{\"b\":[1,null],\"a\":1}");
        assertThat(json(KqlType.DYNAMIC, null)).isEqualTo("null");
    }

    @Test
    void jsonStaysOnItsLineWhateverADynamicValueHolds() {
        String line = print(
                ResultFormat.NDJSON,
                List.of(new Column("v", KqlType.DYNAMIC)),
                List.of(List.of("{\n  \"a\": 1.50,\r\n \"b\": \"x\\ny\"}")));

        assertThat(line).isEqualTo("{\"v\":{\"a\":1.50,\"b\":\"x\\ny\"}}\n");
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        List<Column> columns = List.of(new Column("a,b", KqlType.STRING), new Column("t", KqlType.DATETIME));

        assertThat(print(
                        ResultFormat.CSV,
                        columns,
                        List.of(
                                List.of("say \"hi\"", TEN),
                                Arrays.asList("two\nlines", null),
                                List.of("plain", TEN + 1))))
                .isEqualTo("\"a,b\",t\n\"say \"\"hi\"\"\",2024-05-20T10:00:00Z\n\"two\nlines\",\nplain,"
                        + "2024-05-20T10:00:00.0000001Z\n");
    }

    @Test
    void markdownShowsMarkupInsteadOfObeyingIt() {
        List<Column> columns = List.of(new Column("who", KqlType.STRING), new Column("n", KqlType.LONG));

        assertThat(print(ResultFormat.MARKDOWN, columns, List.of(List.of("a|b <img> `x`\n*y*", 3L))))
                .isEqualTo("| who | n |\n| --- | ---: |\n| a\\|b &lt;img> \\`x\\`<br>\\*y\\* | 3 |\n");
    }

    @Test
    void aTableAlignsNumbersRight() {
        List<Column> columns = List.of(new Column("name", KqlType.STRING), new Column("n", KqlType.LONG));

        assertThat(print(ResultFormat.TABLE, columns, List.of(List.of("short", 5L), List.of("much longer", 12345L))))
                .isEqualTo("""
                        name             n
                        ───────────  ─────
                        short            5
                        much longer  12345
                        """);
    }

    @Test
    void aTableNeutralisesEscapeSequences() {
        List<Column> columns = List.of(new Column("who\u001b[2J", KqlType.STRING));

        String table = print(ResultFormat.TABLE, columns, List.of(List.of("\u001b]0;owned\u0007\u009b31mred")));

        assertThat(table.chars().filter(c -> Character.isISOControl(c) && c != '\n'))
                .isEmpty();
        assertThat(table).contains("who␛[2J").contains("␛]0;owned␇");
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "NDJSON", "CSV", "MARKDOWN"})
    void rowsAreWrittenAsTheyComeAndNotGathered(ResultFormat format) throws IOException {
        long[] written = new long[1];
        long[] unwritten = new long[1];
        PrintStream out = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        written[0]++;
                    }
                },
                false,
                StandardCharsets.UTF_8);
        Iterable<List<Object>> rows = () -> LongStream.range(0, 500_000)
                .mapToObj(row -> {
                    // Every row prints at least two characters of its number.
                    unwritten[0] = Math.max(unwritten[0], 2 * row - written[0]);
                    return List.<Object>of(row);
                })
                .iterator();

        format.write(List.of(new Column("n", KqlType.LONG)), rows, out, Screen.FILE);
        out.flush();

        assertThat(written[0]).isGreaterThan(1_000_000);
        assertThat(unwritten[0]).as("characters that wait in memory").isLessThan(100_000);
    }
}
