package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The polynomial nearest to a series by least squares. The variances are those of a population. */
final class PolynomialFit {
    /** More say nothing: powers of real numbers have fewer digits than that. */
    private static final int MOST_DEGREES = 30;

    /** A column that is this much shorter than it was, without those before it, was a sum of them. */
    private static final double NOTHING = 1e-13;

    static final List<JavaFunction> ALL = List.of(
            declare("kql_series_fit_poly(dynamic, long): dynamic", a -> {
                Series y = Series.read(a.text(0));
                return y == null ? null : fit(y, places(y.size()), a.whole(1));
            }),
            declare("kql_series_fit_poly_at(dynamic, dynamic, long): dynamic", a -> {
                Series y = Series.read(a.text(0));
                Series x = Series.read(a.text(1));
                return y == null || x == null || !x.isComplete() ? null : fit(y, x.toArray(), a.whole(2));
            }));

    private PolynomialFit() {}

    private static double[] places(int size) {
        return IntStream.rangeClosed(1, size).asDoubleStream().toArray();
    }

    /** Null where the points do not say which polynomial it is. */
    private static String fit(Series series, double[] x, long degree) {
        if (degree < 0 || degree > MOST_DEGREES) {
            throw new IllegalArgumentException(
                    "series_fit_poly takes a degree from 0 to " + MOST_DEGREES + ", not " + degree);
        }
        if (!series.isComplete() || series.size() != x.length || x.length <= degree) {
            return null;
        }
        double[] y = series.toArray();
        double[] coefficients = solve(x, y, (int) degree + 1);
        if (coefficients == null) {
            return null;
        }
        double[] fitted = Arrays.stream(x).map(at -> value(coefficients, at)).toArray();
        double mean = Arrays.stream(y).average().orElseThrow();
        double variance = 0;
        double residual = 0;
        for (int i = 0; i < y.length; i++) {
            variance += (y[i] - mean) * (y[i] - mean);
            residual += (y[i] - fitted[i]) * (y[i] - fitted[i]);
        }
        return "[" + Series.real(variance == 0 ? 1 : 1 - residual / variance) + "," + Series.array(coefficients) + ","
                + Series.real(variance / y.length) + "," + Series.real(residual / y.length) + ","
                + Series.array(fitted) + "]";
    }

    /** The highest power's coefficient comes first. */
    private static double value(double[] coefficients, double x) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * x + coefficient;
        }
        return value;
    }

    /**
     * The least squares by orthogonal columns (Gram and Schmidt, modified): columns of powers, each less what it has of those
     * before it. Null when a column has nothing left.
     */
    private static double[] solve(double[] x, double[] y, int count) {
        double[][] columns = new double[count][];
        double[][] triangle = new double[count][count];
        double[] along = new double[count];
        double[] rest = y.clone();
        for (int k = 0; k < count; k++) {
            int power = count - 1 - k;
            double[] column = Arrays.stream(x).map(at -> Math.pow(at, power)).toArray();
            double length = Math.sqrt(dot(column, column));
            for (int twice = 0; twice < 2; twice++) {
                for (int j = 0; j < k; j++) {
                    triangle[j][k] += remove(columns[j], column);
                }
            }
            double left = Math.sqrt(dot(column, column));
            if (!(left > length * NOTHING)) {
                return null;
            }
            triangle[k][k] = left;
            columns[k] = Arrays.stream(column).map(value -> value / left).toArray();
            along[k] = remove(columns[k], rest);
        }
        for (int k = count - 1; k >= 0; k--) {
            for (int j = k + 1; j < count; j++) {
                along[k] -= triangle[k][j] * along[j];
            }
            along[k] /= triangle[k][k];
        }
        return along;
    }

    /** Takes what a vector has in a direction out of it, and says how much that is. */
    private static double remove(double[] direction, double[] vector) {
        double part = dot(direction, vector);
        for (int i = 0; i < vector.length; i++) {
            vector[i] -= part * direction[i];
        }
        return part;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
