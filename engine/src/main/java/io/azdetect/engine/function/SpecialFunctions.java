package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import java.util.List;

/** Gamma, beta and error functions, Welch's test, and conversions of units. */
final class SpecialFunctions {
    private static final double TINY = 1e-300;
    private static final double CLOSE = 1e-16;
    private static final int MOST_STEPS = 100_000;
    private static final int LARGEST_FACTORIAL = 170;

    /** Lanczos' coefficients for g = 607/128. */
    private static final double[] LANCZOS = {
        57.15623566586292,
        -59.59796035547549,
        14.136097974741746,
        -0.4919138160976202,
        3.399464998481189e-5,
        4.652362892704858e-5,
        -9.837447530487956e-5,
        0.0001580887032249125,
        -0.00021026444172410488,
        0.00021743961811521265,
        -0.0001643181065367639,
        8.441822398385275e-5,
        -2.6190838401581408e-5,
        3.6899182659531625e-06
    };

    static final List<JavaFunction> ALL = List.of(
            declare("kql_gamma(real): real", a -> gamma(a.real(0))),
            declare("kql_loggamma(real): real", a -> logGamma(a.real(0))),
            declare("kql_erf(real): real", a -> erf(a.real(0))),
            declare("kql_erfc(real): real", a -> erfc(a.real(0))),
            declare("kql_beta_cdf(real, real, real): real", a -> betaCdf(a.real(0), a.real(1), a.real(2))),
            declare("kql_beta_pdf(real, real, real): real", a -> betaPdf(a.real(0), a.real(1), a.real(2))),
            declare("kql_beta_inv(real, real, real): real", a -> betaInverse(a.real(0), a.real(1), a.real(2))),
            declare(
                    "kql_welch_test(real, real, real, real, real, real): real",
                    a -> welch(a.real(0), a.real(1), a.real(2), a.real(3), a.real(4), a.real(5))),
            declare(
                    "kql_convert(string, real, string, string): real",
                    a -> Units.convert(a.text(0), a.real(1), a.text(2), a.text(3))));

    private SpecialFunctions() {}

    static double gamma(double x) {
        if (x > 0 && x == Math.rint(x) && x <= LARGEST_FACTORIAL + 1) {
            double product = 1;
            for (int i = 2; i < x; i++) {
                product *= i;
            }
            return product;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return x;
        }
        if (x <= 0 && x == Math.rint(x)) {
            return x == 0 ? 1 / x : Double.NaN;
        }
        return x < 0.5 ? Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x)) : Math.exp(logGamma(x));
    }

    /** The logarithm of the gamma function's absolute value. */
    static double logGamma(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        if (Double.isInfinite(x) || (x <= 0 && x == Math.rint(x))) {
            return Double.POSITIVE_INFINITY;
        }
        if (x > 0 && x == Math.rint(x) && x <= LARGEST_FACTORIAL + 1) {
            return Math.log(gamma(x));
        }
        if (x < 0.5) {
            return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
        }
        double t = x + 5.2421875;
        t = (x + 0.5) * Math.log(t) - t;
        double sum = 0.9999999999999971;
        double y = x;
        for (double coefficient : LANCZOS) {
            y++;
            sum += coefficient / y;
        }
        return t + Math.log(2.5066282746310007 * sum / x);
    }

    static double erf(double x) {
        if (Double.isNaN(x) || x == 0) {
            return x;
        }
        double square = x * x;
        double magnitude = square < 1.5 ? lowerGamma(square) : 1 - upperGamma(square);
        return x < 0 ? -magnitude : magnitude;
    }

    static double erfc(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        double square = x * x;
        double beyond = square < 1.5 ? 1 - lowerGamma(square) : upperGamma(square);
        return x < 0 ? 2 - beyond : beyond;
    }

    /** The regularized lower incomplete gamma function of 1/2, by its series. */
    private static double lowerGamma(double x) {
        if (x == 0) {
            return 0;
        }
        double term = 2;
        double sum = term;
        for (double a = 1.5; Math.abs(term) > Math.abs(sum) * CLOSE; a++) {
            term *= x / a;
            sum += term;
        }
        return sum * Math.exp(-x) * Math.sqrt(x) / Math.sqrt(Math.PI);
    }

    /** The regularized upper incomplete gamma function of 1/2, by its continued fraction. */
    private static double upperGamma(double x) {
        if (x > 745) {
            return 0;
        }
        double b = x + 0.5;
        double c = 1 / TINY;
        double d = 1 / b;
        double h = d;
        for (int i = 1; i < MOST_STEPS; i++) {
            double an = -i * (i - 0.5);
            b += 2;
            d = 1 / notZero(an * d + b);
            c = notZero(b + an / c);
            h *= d * c;
            if (Math.abs(d * c - 1) < CLOSE) {
                break;
            }
        }
        return Math.exp(-x) * Math.sqrt(x) / Math.sqrt(Math.PI) * h;
    }

    private static double notZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static double betaCdf(double x, double alpha, double beta) {
        if (!(x >= 0 && x <= 1 && alpha > 0 && alpha <= 10_000 && beta > 0 && beta <= 10_000)) {
            return Double.NaN;
        }
        return incompleteBeta(x, alpha, beta);
    }

    /** The regularized incomplete beta function. */
    static double incompleteBeta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2)
                ? front * betaFraction(x, a, b) / a
                : 1 - front * betaFraction(1 - x, b, a) / b;
    }

    private static double betaFraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / notZero(1 - (a + b) * x / (a + 1));
        double h = d;
        for (int m = 1; m < MOST_STEPS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / notZero(1 + even * d);
            c = notZero(1 + even / c);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / notZero(1 + odd * d);
            c = notZero(1 + odd / c);
            h *= d * c;
            if (Math.abs(d * c - 1) < CLOSE) {
                break;
            }
        }
        return h;
    }

    private static double betaPdf(double x, double alpha, double beta) {
        if (!(x > 0 && x < 1 && alpha > 0 && beta > 0)) {
            return Double.NaN;
        }
        return Math.exp(logGamma(alpha + beta)
                - logGamma(alpha)
                - logGamma(beta)
                + (alpha - 1) * Math.log(x)
                + (beta - 1) * Math.log1p(-x));
    }

    /** NaN for parameters, null for probabilities out of range, as Kusto's example shows (its text says the reverse). */
    private static Double betaInverse(double probability, double alpha, double beta) {
        if (!(alpha > 0 && beta > 0)) {
            return Double.NaN;
        }
        if (!(probability > 0 && probability <= 1)) {
            return null;
        }
        if (probability == 1) {
            return 1.0;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < 1100 && high - low > Math.ulp(low); i++) {
            double middle = (low + high) / 2;
            if (incompleteBeta(middle, alpha, beta) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The p-value of both sides: Student's distribution as an incomplete beta function. */
    private static double welch(
            double mean1, double variance1, double count1, double mean2, double variance2, double count2) {
        double one = variance1 / count1;
        double two = variance2 / count2;
        double t = (mean1 - mean2) / Math.sqrt(one + two);
        double freedom = (one + two) * (one + two) / (one * one / (count1 - 1) + two * two / (count2 - 1));
        if (Double.isNaN(t) || Double.isNaN(freedom)) {
            return Double.NaN;
        }
        return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
    }
}
