package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import java.util.List;

/** Values for what is missing in a series: null, or a number that stands for it. */
final class SeriesFill {
    static final List<JavaFunction> ALL = List.of(
            declare("kql_series_fill_forward(dynamic, dynamic): dynamic", a -> carried(a.text(0), a.text(1), true)),
            declare("kql_series_fill_backward(dynamic, dynamic): dynamic", a -> carried(a.text(0), a.text(1), false)),
            declare("kql_series_fill_const(dynamic, dynamic, dynamic): dynamic", a -> {
                Series series = Series.read(a.text(0));
                return series == null
                        ? null
                        : Series.array(
                                series.size(), i -> isMissing(series, i, a.text(2)) ? a.text(1) : series.element(i));
            }),
            declare(
                    "kql_series_fill_linear(dynamic, dynamic, bool, dynamic): dynamic",
                    a -> linear(Series.read(a.text(0)), a.text(1), a.bool(2), a.text(3))));

    private SeriesFill() {}

    private static boolean isMissing(Series series, int place, String placeholder) {
        return placeholder.equals("null")
                ? series.isAbsent(place)
                : !series.isAbsent(place) && series.at(place) == Double.parseDouble(placeholder);
    }

    private static String carried(String json, String placeholder, boolean forward) {
        Series series = Series.read(json);
        if (series == null) {
            return null;
        }
        int size = series.size();
        int[] sources = new int[size];
        int source = -1;
        for (int n = 0; n < size; n++) {
            int i = forward ? n : size - 1 - n;
            source = isMissing(series, i, placeholder) ? source : i;
            sources[i] = source < 0 ? i : source;
        }
        return Series.array(size, i -> series.element(sources[i]));
    }

    /** Between whole numbers the values are whole, cut off as the documented example has them. */
    private static String linear(Series series, String placeholder, boolean edges, String constant) {
        if (series == null) {
            return null;
        }
        int size = series.size();
        int[] before = new int[size];
        int[] after = new int[size];
        int known = -1;
        boolean wholes = true;
        for (int i = 0; i < size; i++) {
            boolean missing = isMissing(series, i, placeholder);
            known = missing ? known : i;
            wholes &= missing || series.isWhole(i);
            before[i] = known;
        }
        if (known < 0) {
            return Series.array(size, i -> constant);
        }
        known = -1;
        for (int i = size - 1; i >= 0; i--) {
            known = isMissing(series, i, placeholder) ? known : i;
            after[i] = known;
        }
        boolean allWhole = wholes;
        return Series.array(size, i -> {
            if (before[i] == i) {
                return series.element(i);
            }
            if (before[i] < 0 || after[i] < 0) {
                return edges ? series.element(Math.max(before[i], after[i])) : series.element(i);
            }
            double from = series.at(before[i]);
            double value = from + (series.at(after[i]) - from) * (i - before[i]) / (after[i] - before[i]);
            return allWhole ? Long.toString((long) value) : Series.real(value);
        });
    }
}
