package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import java.util.Arrays;
import java.util.List;

/** Impulse response filters and the Fourier transform. */
final class SeriesFilters {
    /** The transform of a length that is no power of two takes the square of it in steps. */
    private static final int LONGEST_UNEVEN = 1 << 13;

    static final List<JavaFunction> ALL = List.of(
            declare(
                    "kql_series_fir(dynamic, dynamic, string, bool): dynamic",
                    a -> fir(Series.read(a.text(0)), Series.read(a.text(1)), a.text(2), a.bool(3), a::check)),
            declare(
                    "kql_series_iir(dynamic, dynamic, dynamic): dynamic",
                    a -> iir(Series.read(a.text(0)), Series.read(a.text(1)), Series.read(a.text(2)), a::check)),
            declare(
                    "kql_series_fft(dynamic, dynamic, bool): dynamic",
                    a -> fourier(Series.read(a.text(0)), Series.read(a.text(1)), a.bool(2), a::check)));

    private SeriesFilters() {}

    private static String fir(Series series, Series filter, String normalize, boolean center, Runnable check) {
        if (series == null || filter == null || !series.isComplete() || !filter.isComplete()) {
            return null;
        }
        double[] x = series.toArray();
        double[] c = filter.toArray();
        boolean negative = Arrays.stream(c).anyMatch(v -> v < 0);
        boolean scaled = normalize.isEmpty() ? !negative : normalize.equals("true");
        if (scaled && negative) {
            return null;
        }
        double sum = scaled ? Arrays.stream(c).sum() : 1;
        int shift = center ? (c.length - 1) / 2 : 0;
        return Series.array(x.length, i -> {
            check.run();
            double result = 0;
            for (int k = 0; k < c.length; k++) {
                int place = i - k + shift;
                result += place >= 0 && place < x.length ? c[k] * x[place] : 0;
            }
            return Series.real(result / sum);
        });
    }

    private static String iir(Series series, Series numerators, Series denominators, Runnable check) {
        if (series == null
                || numerators == null
                || denominators == null
                || !series.isComplete()
                || !numerators.isComplete()
                || !denominators.isComplete()) {
            return null;
        }
        double[] x = series.toArray();
        double[] b = numerators.toArray();
        double[] a = denominators.toArray();
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            check.run();
            double value = 0;
            for (int k = 0; k < b.length && k <= i; k++) {
                value += b[k] * x[i - k];
            }
            for (int k = 1; k < a.length && k <= i; k++) {
                value -= a[k] * y[i - k];
            }
            y[i] = value / a[0];
        }
        return Series.array(y);
    }

    private static String fourier(Series real, Series imaginary, boolean inverse, Runnable check) {
        if (real == null || !real.isComplete()) {
            return null;
        }
        int size = real.size();
        double[] re = real.toArray();
        double[] im = imaginary == null || imaginary.size() == 0 ? new double[size] : imaginary.toArray();
        if (im.length != size) {
            return null;
        }
        double[][] result = transform(re, im, inverse ? 1 : -1, check);
        if (inverse) {
            for (double[] part : result) {
                for (int i = 0; i < size; i++) {
                    part[i] /= size;
                }
            }
        }
        return "[" + Series.array(result[0]) + "," + Series.array(result[1]) + "]";
    }

    private static double[][] transform(double[] re, double[] im, int sign, Runnable check) {
        int size = re.length;
        if (size == 1) {
            return new double[][] {re, im};
        }
        if (size % 2 != 0) {
            return slowly(re, im, sign, check);
        }
        int half = size / 2;
        double[][] even = new double[2][half];
        double[][] odd = new double[2][half];
        for (int i = 0; i < half; i++) {
            even[0][i] = re[2 * i];
            even[1][i] = im[2 * i];
            odd[0][i] = re[2 * i + 1];
            odd[1][i] = im[2 * i + 1];
        }
        double[][] e = transform(even[0], even[1], sign, check);
        double[][] o = transform(odd[0], odd[1], sign, check);
        double[][] result = new double[2][size];
        for (int k = 0; k < half; k++) {
            double angle = sign * 2 * Math.PI * k / size;
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            double r = cos * o[0][k] - sin * o[1][k];
            double i = cos * o[1][k] + sin * o[0][k];
            result[0][k] = e[0][k] + r;
            result[1][k] = e[1][k] + i;
            result[0][k + half] = e[0][k] - r;
            result[1][k + half] = e[1][k] - i;
        }
        return result;
    }

    private static double[][] slowly(double[] re, double[] im, int sign, Runnable check) {
        int size = re.length;
        if (size > LONGEST_UNEVEN) {
            throw new IllegalArgumentException("a Fourier transform of this length has an odd part of " + size
                    + ", more than " + LONGEST_UNEVEN + "; fill the series up to a power of two");
        }
        double[][] result = new double[2][size];
        for (int k = 0; k < size; k++) {
            check.run();
            for (int n = 0; n < size; n++) {
                double angle = sign * 2 * Math.PI * ((long) k * n % size) / size;
                result[0][k] += re[n] * Math.cos(angle) - im[n] * Math.sin(angle);
                result[1][k] += re[n] * Math.sin(angle) + im[n] * Math.cos(angle);
            }
        }
        return result;
    }
}
