package io.azdetect.catalog;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A row of a query's result and when what it tells of happened.
 *
 * @param time in ticks, or {@link #UNKNOWN}
 */
record TimedRow(long time, List<Object> values) {
    static final long UNKNOWN = -1;

    /** Columns that say when a row happened, the best first. */
    private static final List<String> TIME_COLUMNS = List.of("TimeGenerated", "Timestamp", "StartTime", "StartTimeUtc");

    boolean hasTime() {
        return time != UNKNOWN;
    }

    /** Takes the time from the column that has it, where there is one. */
    static Function<List<Object>, TimedRow> byColumn(List<Column> columns) {
        OptionalInt column = TIME_COLUMNS.stream()
                .flatMapToInt(name -> IntStream.range(0, columns.size())
                        .filter(i -> columns.get(i).name().equalsIgnoreCase(name)
                                && columns.get(i).type() == KqlType.DATETIME))
                .findFirst();
        return values -> new TimedRow(
                column.isPresent() && values.get(column.getAsInt()) instanceof Long ticks ? ticks : UNKNOWN, values);
    }
}
