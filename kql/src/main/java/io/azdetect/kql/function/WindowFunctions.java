package io.azdetect.kql.function;

import static io.azdetect.kql.function.ScalarFunction.declare;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every function over a window of rows: what it gives depends on the rows before or behind. */
public final class WindowFunctions {
    /** The rows that the examples of the declarations are about; an example's result is a value for each of them. */
    public static final String SAMPLE = """
            datatable(x: long, device: string, at: datetime) [
                10, 'a', datetime(2024-01-01 00:00),
                20, 'a', datetime(2024-01-01 00:04),
                20, 'b', datetime(2024-01-01 00:20),
                30, 'b', datetime(2024-01-01 00:22)
            ]
            | serialize""";

    private static final Map<String, ScalarFunction> BY_NAME = new LinkedHashMap<>();

    static {
        List.of(
                        declare(
                                "row_number([start: long], [restart: bool]): long",
                                "The row's number, from start (1) on; from it again where restart is true.",
                                "row_number(1, device != prev(device))",
                                "1, 2, 1, 2"),
                        declare(
                                "row_cumsum(term: number, [restart: bool]): same",
                                "The sum of the term up to this row; from 0 again where restart is true.",
                                "row_cumsum(x)",
                                "10, 30, 50, 80"),
                        declare(
                                "row_rank_dense(term: notdynamic, [restart: bool]): long",
                                "1, and one more wherever the term changes; 1 again where restart is true.",
                                "row_rank_dense(x)",
                                "1, 2, 2, 3"),
                        declare(
                                "row_rank_min(term: notdynamic, [restart: bool]): long",
                                "The number of the first of the rows side by side that have the term.",
                                "row_rank_min(x)",
                                "1, 2, 2, 4"),
                        declare(
                                "row_window_session(time: datetime, fromFirst: timespan, between: timespan, [restart: bool]): datetime",
                                "The time at which the row's session began: one ends so long after its start, after so long"
                                        + " a pause, and where restart is true.",
                                "format_datetime(row_window_session(at, 1h, 5m), 'HH:mm')",
                                "00:00, 00:00, 00:20, 00:20"),
                        declare(
                                "prev(column: scalar, [offset: long], [default: scalar]): same",
                                "The column's value so many rows (1) before, or the default.",
                                "prev(x, 1, 0)",
                                "0, 10, 20, 20"),
                        declare(
                                "next(column: scalar, [offset: long], [default: scalar]): same",
                                "The column's value so many rows (1) behind, or the default.",
                                "next(x, 2, 0)",
                                "20, 30, 0, 0"))
                .forEach(function -> BY_NAME.put(function.name(), function));
    }

    private WindowFunctions() {}

    /** The function of exactly this name; Kusto's names are case-sensitive. */
    public static Optional<ScalarFunction> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static Collection<ScalarFunction> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }
}
