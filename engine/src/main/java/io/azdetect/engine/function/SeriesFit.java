package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Lines through a series by least squares. The variances are those of a population. */
final class SeriesFit {
    static final List<JavaFunction> ALL = List.of(
            declare("kql_series_fit_line(dynamic, bool): dynamic", a -> {
                Series series = Series.read(a.text(0));
                return series == null || !series.isComplete()
                        ? null
                        : fit(series.toArray()).json(a.bool(1));
            }),
            declare("kql_series_fit_2lines(dynamic, bool): dynamic", a -> twoLines(Series.read(a.text(0)), a.bool(1))));

    private SeriesFit() {}

    /** {@code y = slope * index + interception}. */
    record Line(double rsquare, double slope, double variance, double rvariance, double interception, int size) {
        /** The line at each index. */
        double[] fit() {
            return IntStream.range(0, size)
                    .mapToDouble(i -> interception + slope * i)
                    .toArray();
        }

        private String json(boolean bag) {
            String line = Series.array(fit());
            return bag
                    ? "{\"rsquare\":" + Series.real(rsquare) + ",\"slope\":" + Series.real(slope) + ",\"variance\":"
                            + Series.real(variance) + ",\"rvariance\":" + Series.real(rvariance)
                            + ",\"interception\":" + Series.real(interception) + ",\"line_fit\":" + line + "}"
                    : "[" + Series.real(rsquare) + "," + Series.real(slope) + "," + Series.real(variance) + ","
                            + Series.real(rvariance) + "," + Series.real(interception) + "," + line + "]";
        }
    }

    static Line fit(double[] y) {
        int n = y.length;
        double middle = (n - 1) / 2.0;
        double mean = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            xy += (i - middle) * (y[i] - mean);
            xx += (i - middle) * (i - middle);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        double slope = xx == 0 ? 0 : xy / xx;
        double interception = mean - slope * middle;
        double residual = 0;
        for (int i = 0; i < n; i++) {
            double difference = y[i] - (interception + slope * i);
            residual += difference * difference;
        }
        return new Line(yy == 0 ? 1 : 1 - residual / yy, slope, yy / n, residual / n, interception, n);
    }

    /** The two lines whose residuals are the least, of all places to split at. */
    private static String twoLines(Series series, boolean bag) {
        if (series == null || !series.isComplete() || series.size() < 4) {
            return null;
        }
        double[] y = series.toArray();
        Splits splits = new Splits(y);
        int best = 2;
        for (int split = 2; split <= y.length - 2; split++) {
            best = splits.residual(split) < splits.residual(best) ? split : best;
        }
        Line left = fit(Arrays.copyOfRange(y, 0, best));
        Line right = fit(Arrays.copyOfRange(y, best, y.length));
        Line whole = fit(y);
        double rvariance = splits.residual(best) / y.length;
        double[] line = Arrays.copyOf(left.fit(), y.length);
        System.arraycopy(right.fit(), 0, line, best, right.size());
        String rsquare = Series.real(whole.variance() == 0 ? 1 : 1 - rvariance / whole.variance());
        String head = bag
                ? "{\"rsquare\":" + rsquare + ",\"split_idx\":" + best + ",\"variance\":"
                        + Series.real(whole.variance()) + ",\"rvariance\":" + Series.real(rvariance) + ",\"line_fit\":"
                        + Series.array(line)
                : "[" + rsquare + "," + best + "," + Series.real(whole.variance()) + "," + Series.real(rvariance) + ","
                        + Series.array(line);
        return bag
                ? head + ",\"right\":{" + side(right, true) + "},\"left\":{" + side(left, true) + "}}"
                : head + "," + side(right, false) + "," + side(left, false) + "]";
    }

    private static String side(Line line, boolean named) {
        String[] names = {"rsquare", "slope", "interception", "variance", "rvariance"};
        double[] values = {line.rsquare(), line.slope(), line.interception(), line.variance(), line.rvariance()};
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            json.append(i == 0 ? "" : ",")
                    .append(named ? "\"" + names[i] + "\":" : "")
                    .append(Series.real(values[i]));
        }
        return json.toString();
    }

    /** Residuals of lines through the parts before and behind a place, from running sums. */
    private static final class Splits {
        private final double[][] sums;
        private final int size;

        Splits(double[] y) {
            size = y.length;
            double mean = Arrays.stream(y).average().orElseThrow();
            sums = new double[3][size + 1];
            for (int i = 0; i < size; i++) {
                double value = y[i] - mean;
                sums[0][i + 1] = sums[0][i] + value;
                sums[1][i + 1] = sums[1][i] + value * i;
                sums[2][i + 1] = sums[2][i] + value * value;
            }
        }

        double residual(int split) {
            return part(0, split) + part(split, size);
        }

        private double part(int from, int to) {
            double n = to - from;
            double middle = (from + to - 1) / 2.0;
            double sum = sums[0][to] - sums[0][from];
            double xy = sums[1][to] - sums[1][from] - middle * sum;
            double xx = n * (n * n - 1) / 12;
            double yy = sums[2][to] - sums[2][from] - sum * sum / n;
            return Math.max(0, yy - (xx == 0 ? 0 : xy * xy / xx));
        }
    }
}
