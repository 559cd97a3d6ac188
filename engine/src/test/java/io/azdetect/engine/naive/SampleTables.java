package io.azdetect.engine.naive;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Small tables full of what is easily treated wrongly: nulls, empty texts, the ends of ranges, twins in all but case. */
final class SampleTables {
    /** {@code id} tells rows apart; the names of others differ in their case only. */
    static final List<Column> COLUMNS = List.of(
            new Column("id", KqlType.LONG),
            new Column("l", KqlType.LONG),
            new Column("i", KqlType.INT),
            new Column("r", KqlType.REAL),
            new Column("m", KqlType.DECIMAL),
            new Column("s", KqlType.STRING),
            new Column("S", KqlType.STRING),
            new Column("t", KqlType.DATETIME),
            new Column("p", KqlType.TIMESPAN),
            new Column("b", KqlType.BOOL),
            new Column("g", KqlType.GUID),
            new Column("y", KqlType.DYNAMIC));

    private static final long DAY = 864_000_000_000L;

    private static final Map<KqlType, List<Object>> VALUES = Map.of(
            KqlType.LONG,
                    Arrays.asList(1L, null, 0L, -1L, 2L, 3L, 7L, 4625L, Long.MAX_VALUE, -Long.MAX_VALUE, 1L << 53),
            KqlType.INT, Arrays.asList(1, null, 0, -1, 2, -7, Integer.MAX_VALUE, Integer.MIN_VALUE),
            KqlType.REAL,
                    Arrays.asList(
                            1.0,
                            null,
                            0.0,
                            -1.5,
                            2.25,
                            1e10,
                            1e300,
                            Double.NaN,
                            Double.POSITIVE_INFINITY,
                            Double.NEGATIVE_INFINITY),
            KqlType.DECIMAL,
                    Arrays.asList(
                            new BigDecimal("1"),
                            null,
                            new BigDecimal("0"),
                            new BigDecimal("-1.5"),
                            new BigDecimal("0.25"),
                            new BigDecimal("12345678901.5")),
            KqlType.STRING,
                    List.of(
                            "a", "", "A", "ab", "aB", "b", " ", "one two", "One-Two", "a=1,b=2", "x=y=z", "7", "-5",
                            "it's", "\"q\"", "a\\b", "%", "_", "é", "É", "日本", "😀a", "--", "; drop", "a\nb"),
            KqlType.DATETIME,
                    Arrays.asList(
                            738_886 * DAY,
                            null,
                            738_886 * DAY + 12 * 36_000_000_000L + 1,
                            719_162 * DAY,
                            719_162 * DAY - 1,
                            584_388 * DAY + 5,
                            738_944 * DAY + 7 * 36_000_000_000L),
            KqlType.TIMESPAN, Arrays.asList(0L, null, 1L, -1L, 36_000_000_000L, DAY, -3 * DAY - 5, 90 * DAY),
            KqlType.BOOL, Arrays.asList(true, null, false),
            KqlType.GUID,
                    Arrays.asList(
                            UUID.fromString("00000000-0000-0000-0000-000000000001"),
                            null,
                            UUID.fromString("ad67d136-c1db-4f9f-88ef-d94f3b6b0b5a")),
            KqlType.DYNAMIC,
                    Arrays.asList(
                            "[1,2]",
                            null,
                            "[]",
                            "{}",
                            "{\"a\":1,\"b\":\"x\"}",
                            "{\"a\":[1,\"7\",null],\"b c\":{\"d\":true}}",
                            "7",
                            "\"text\"",
                            "true",
                            "[[1],{\"a\":\"é\"},\"7\",2.5]",
                            "{\"a\":null}",
                            "{\"A\":2,\"a\":3}"));

    private SampleTables() {}

    /** The same rows for the same number, none for some. */
    static List<List<Object>> rows(int number) {
        Random random = new Random(number);
        int count = number == 0 ? 0 : 2 + random.nextInt(9);
        List<List<Object>> rows = new ArrayList<>();
        for (long id = 0; id < count; id++) {
            List<Object> row = new ArrayList<>(List.of(id));
            for (Column column : COLUMNS.subList(1, COLUMNS.size())) {
                List<Object> values = VALUES.get(column.type());
                row.add(values.get(random.nextInt(values.size())));
            }
            rows.add(row);
        }
        return rows;
    }
}
