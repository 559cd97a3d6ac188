package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/**
 * A series as the sum of a seasonal part, a trend and a residual.
 *
 * <p>Kusto does not say how it detects a period, so that a period has to be given, except where a series is too short to have
 * one: fewer than eight points.
 */
final class SeriesDecomposition {
    static final List<JavaFunction> ALL = List.of(
            declare("kql_series_seasonal(dynamic, long): dynamic", a -> {
                Series series = Series.read(a.text(0));
                return series == null || !series.isComplete()
                        ? null
                        : Series.array(seasonal(series.toArray(), a.whole(1), series.size()));
            }),
            declare(
                    "kql_series_decompose(dynamic, long, string, long): dynamic",
                    a -> decompose(Series.read(a.text(0)), a.whole(1), a.text(2), a.whole(3))),
            declare(
                    "kql_series_anomalies(dynamic, real, long, string, long, string): dynamic",
                    a -> anomalies(Json.read(decomposed(a)), a.real(1), a.text(5))));

    private SeriesDecomposition() {}

    private static String decomposed(JavaFunction.Arguments a) {
        String parts = decompose(Series.read(a.text(0)), a.whole(2), a.text(3), a.whole(4));
        return parts == null ? "null" : parts;
    }

    /** Flags, scores and the baseline: a residual is an anomaly when its score is beyond the threshold. */
    private static String anomalies(JsonNode parts, double threshold, String method) {
        if (!parts.isArray()) {
            return null;
        }
        String scores = SeriesStatistics.outliers(Series.read(parts.get(3).toString()), method, "null", 10, 90);
        Series scored = Series.read(scores);
        String flags = Series.array(
                scored.size(), i -> scored.at(i) > threshold ? "1" : scored.at(i) < -threshold ? "-1" : "0");
        return "[" + flags + "," + scores + "," + parts.get(0) + "]";
    }

    private static String decompose(Series series, long period, String trendKind, long testPoints) {
        if (series == null || !series.isComplete()) {
            return null;
        }
        double[] x = series.toArray();
        int learned = (int) Math.max(0, x.length - Math.max(0, testPoints));
        double[] seasonal = seasonal(x, period, learned);
        double[] trend = trend(x, seasonal, trendKind, learned);
        double[] baseline = new double[x.length];
        double[] residual = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            baseline[i] = seasonal[i] + trend[i];
            residual[i] = x[i] - baseline[i];
        }
        return "[" + Series.array(baseline) + "," + Series.array(seasonal) + "," + Series.array(trend) + ","
                + Series.array(residual) + "]";
    }

    /** The median of the points in the same phase. */
    private static double[] seasonal(double[] x, long period, int learned) {
        double[] seasonal = new double[x.length];
        if (period < 0 && learned >= 8) {
            throw new IllegalArgumentException(
                    "a period is not detected here, because Kusto does not say how it does so;"
                            + " give the number of points of a period, or 0 for none");
        }
        if (period <= 0 || learned == 0) {
            return seasonal;
        }
        for (int phase = 0; phase < Math.min(period, x.length); phase++) {
            int first = phase;
            int count = (int) ((learned - first + period - 1) / period);
            if (count <= 0) {
                continue;
            }
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                values[i] = x[(int) (first + i * period)];
            }
            Arrays.sort(values);
            double median = SeriesStatistics.percentile(values, 50);
            for (long i = first; i < x.length; i += period) {
                seasonal[(int) i] = median;
            }
        }
        return seasonal;
    }

    private static double[] trend(double[] x, double[] seasonal, String kind, int learned) {
        double[] trend = new double[x.length];
        if (learned == 0 || kind.equals("none")) {
            return trend;
        }
        double[] rest = new double[learned];
        for (int i = 0; i < learned; i++) {
            rest[i] = x[i] - seasonal[i];
        }
        switch (kind) {
            case "avg" -> Arrays.fill(trend, Arrays.stream(rest).average().orElseThrow());
            case "linefit" -> {
                SeriesFit.Line line = SeriesFit.fit(rest);
                Arrays.setAll(trend, i -> line.interception() + line.slope() * i);
            }
            default -> throw new IllegalArgumentException("a trend is 'avg', 'linefit' or 'none', not '" + kind + "'");
        }
        return trend;
    }
}
