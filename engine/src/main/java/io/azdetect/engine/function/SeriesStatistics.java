package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import java.util.Arrays;
import java.util.List;

/** Numbers about a whole series, or two. */
final class SeriesStatistics {
    static final List<JavaFunction> ALL = List.of(
            declare("kql_series_stats(dynamic, bool): dynamic", a -> stats(Series.read(a.text(0)), a.bool(1), false)),
            declare(
                    "kql_series_stats_dynamic(dynamic, bool): dynamic",
                    a -> stats(Series.read(a.text(0)), a.bool(1), true)),
            declare("kql_series_sum(dynamic): real", a -> folded(Series.read(a.text(0)), 0)),
            declare("kql_series_product(dynamic): real", a -> folded(Series.read(a.text(0)), 1)),
            declare("kql_series_magnitude(dynamic): real", a -> {
                Double square = dot(a.text(0), a.text(0));
                return square == null ? null : Math.sqrt(square);
            }),
            declare("kql_series_dot_product(dynamic, dynamic): real", a -> dot(a.text(0), a.text(1))),
            declare("kql_series_cosine(dynamic, dynamic): real", a -> cosine(a.text(0), a.text(1))),
            declare(
                    "kql_series_pearson(dynamic, dynamic): real",
                    a -> pearson(Series.read(a.text(0)), Series.read(a.text(1)))),
            declare(
                    "kql_series_outliers(dynamic, string, string, real, real): dynamic",
                    a -> outliers(Series.read(a.text(0)), a.text(1), a.text(2), a.real(3), a.real(4))));

    private SeriesStatistics() {}

    /** Numbers of the elements; without {@code finite}, null as soon as one is no finite number. */
    private static String stats(Series series, boolean finite, boolean bag) {
        if (series == null) {
            return null;
        }
        int least = -1;
        int most = -1;
        int count = 0;
        double sum = 0;
        for (int i = 0; i < series.size(); i++) {
            double value = series.at(i);
            if (!Double.isFinite(value)) {
                if (!finite) {
                    return null;
                }
                continue;
            }
            count++;
            sum += value;
            least = least < 0 || value < series.at(least) ? i : least;
            most = most < 0 || value > series.at(most) ? i : most;
        }
        if (count == 0) {
            return null;
        }
        double average = sum / count;
        double squares = 0;
        for (int i = 0; i < series.size(); i++) {
            double value = series.at(i);
            squares += Double.isFinite(value) ? (value - average) * (value - average) : 0;
        }
        double variance = count > 1 ? squares / (count - 1) : 0;
        String min = Series.real(series.at(least));
        String max = Series.real(series.at(most));
        String stdev = Series.real(Math.sqrt(variance));
        return bag
                ? "{\"min\":" + min + ",\"min_idx\":" + least + ",\"max\":" + max + ",\"max_idx\":" + most + ",\"avg\":"
                        + Series.real(average) + ",\"stdev\":" + stdev + ",\"variance\":" + Series.real(variance)
                        + ",\"sum\":" + Series.real(sum) + ",\"len\":" + series.size() + "}"
                : "[" + min + "," + least + "," + max + "," + most + "," + Series.real(average) + "," + stdev + ","
                        + Series.real(variance) + "]";
    }

    private static Double folded(Series series, double neutral) {
        if (series == null || !series.isComplete()) {
            return null;
        }
        double result = neutral;
        for (double value : series.toArray()) {
            result = neutral == 0 ? result + value : result * value;
        }
        return result;
    }

    /** Null where one is empty or neither is a series; elements that are no numbers are left out. */
    private static Double dot(String left, String right) {
        SeriesPair pair = SeriesPair.read(left, right);
        if (pair == null || pair.shortest() == 0) {
            return null;
        }
        double sum = 0;
        for (int i = 0; i < pair.shortest(); i++) {
            sum += pair.has(i) ? pair.left().at(pair.inLeft(i)) * pair.right().at(pair.inRight(i)) : 0;
        }
        return sum;
    }

    private static Double cosine(String left, String right) {
        Double product = dot(left, right);
        Double one = dot(left, left);
        Double other = dot(right, right);
        return product == null || one == null || other == null ? null : product / Math.sqrt(one) / Math.sqrt(other);
    }

    private static Double pearson(Series one, Series other) {
        if (one == null || other == null || one.size() != other.size() || !one.isComplete() || !other.isComplete()) {
            return null;
        }
        double[] x = one.toArray();
        double[] y = other.toArray();
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }

    /** Tukey's test: how many ranges between two percentiles a value is above the upper or below the lower one. */
    static String outliers(Series series, String kind, String ignored, double low, double high) {
        boolean custom = kind.equals("ctukey");
        if (!custom && !kind.equals("tukey")) {
            throw new IllegalArgumentException(
                    "series_outliers knows the kinds 'ctukey' and 'tukey', not '" + kind + "'");
        }
        if (series == null) {
            return null;
        }
        Double skip = ignored.equals("null") ? null : Double.valueOf(ignored);
        double[] sorted = Arrays.stream(series.toArray())
                .filter(v -> Double.isFinite(v) && (skip == null || v != skip))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Series.array(series.size(), i -> "0.0");
        }
        double from = percentile(sorted, custom ? low : 25);
        double to = percentile(sorted, custom ? high : 75);
        return Series.array(series.size(), i -> {
            double value = series.at(i);
            boolean none = !Double.isFinite(value) || (skip != null && value == skip) || (value >= from && value <= to);
            return Series.real(none || to == from ? 0 : (value > to ? value - to : value - from) / (to - from));
        });
    }

    /** A percentile of sorted values, between two of them where it falls there. */
    static double percentile(double[] sorted, double percent) {
        double place = percent / 100 * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }
}
