package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import com.fasterxml.jackson.databind.JsonNode;
import io.azdetect.kql.type.DatetimeText;
import io.azdetect.kql.type.TimespanText;
import java.util.List;
import java.util.function.LongFunction;

/** The arrays of {@code make-series}: an axis, and values at their places on it. */
final class SeriesArrays {
    /** The most elements of an array that Kusto makes. */
    private static final long LONGEST = 1 << 20;

    static final List<JavaFunction> ALL = List.of(
            declare(
                    "kql_series_axis_long(long, long, long, long): dynamic",
                    a -> axis(a, i -> Long.toString(at(a, i)))),
            declare(
                    "kql_series_axis_datetime(datetime, timespan, long, long): dynamic",
                    a -> axis(a, i -> '"' + DatetimeText.format(at(a, i)) + '"')),
            declare(
                    "kql_series_axis_timespan(timespan, timespan, long, long): dynamic",
                    a -> axis(a, i -> '"' + TimespanText.format(at(a, i)) + '"')),
            declare(
                    "kql_series_axis_real(real, real, long, long): dynamic",
                    a -> axis(a, i -> Double.toString(a.real(0) + i * a.real(1)))),
            declare(
                    "kql_series_values(dynamic, dynamic, long, long, dynamic): dynamic",
                    a -> values(Json.read(a.text(0)), Json.read(a.text(1)), a.whole(2), a.whole(3), a.text(4))));

    private SeriesArrays() {}

    private static long at(JavaFunction.Arguments arguments, long bin) {
        return arguments.whole(0) + bin * arguments.whole(1);
    }

    private static String axis(JavaFunction.Arguments arguments, LongFunction<String> element) {
        long first = arguments.whole(2);
        long last = arguments.whole(3);
        check(first, last);
        StringBuilder json = new StringBuilder("[");
        for (long i = first; i <= last; i++) {
            json.append(i == first ? "" : ",").append(element.apply(i));
        }
        return json.append(']').toString();
    }

    private static String values(JsonNode bins, JsonNode values, long first, long last, String fallback) {
        check(first, last);
        StringBuilder json = new StringBuilder("[");
        int next = 0;
        for (long i = first; i <= last; i++) {
            while (next < bins.size() && bins.get(next).longValue() < i) {
                next++;
            }
            boolean has = next < bins.size() && bins.get(next).longValue() == i;
            json.append(i == first ? "" : ",").append(has ? values.get(next).toString() : fallback);
        }
        return json.append(']').toString();
    }

    private static void check(long first, long last) {
        if (last - first >= LONGEST) {
            throw new IllegalArgumentException(String.format(
                    "make-series makes arrays of at most %,d elements, here are %,d; take a longer step, or a shorter range",
                    LONGEST, last - first + 1));
        }
    }
}
