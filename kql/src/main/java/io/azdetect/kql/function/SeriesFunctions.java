package io.azdetect.kql.function;

import static io.azdetect.kql.function.ScalarFunction.declare;

import java.util.List;

/** Series: numeric arrays, as make-series makes them. */
final class SeriesFunctions {
    static final List<ScalarFunction> ALL = List.of(
            elementwise("series_abs", "The elements without their signs.", "dynamic([-1, 2])", "[1,2]"),
            elementwise("series_sign", "-1, 0 or 1 for each element.", "dynamic([-6, 0, 8])", "[-1,0,1]"),
            elementwise("series_ceiling", "Each element rounded up.", "dynamic([-1.5, 1])", "[-1.0,1.0]"),
            elementwise("series_floor", "Each element rounded down.", "dynamic([-1.5, 1])", "[-2.0,1.0]"),
            elementwise("series_exp", "e to the power of each element.", "dynamic([0])", "[1.0]"),
            elementwise("series_log", "The natural logarithm of each element.", "dynamic([1])", "[0.0]"),
            elementwise("series_sin", "The sine of each element.", "dynamic([0])", "[0.0]"),
            elementwise("series_cos", "The cosine of each element.", "dynamic([0])", "[1.0]"),
            elementwise("series_tan", "The tangent of each element.", "dynamic([0])", "[0.0]"),
            elementwise("series_asin", "The arcsine of each element.", "dynamic([0])", "[0.0]"),
            elementwise("series_acos", "The arccosine of each element.", "dynamic([1])", "[0.0]"),
            elementwise("series_atan", "The arctangent of each element.", "dynamic([0])", "[0.0]"),
            pairwise(
                    "series_add",
                    "The sum of the elements at each place.",
                    "dynamic([1, 2]), dynamic([3, 4])",
                    "[4,6]"),
            pairwise(
                    "series_subtract",
                    "The difference of the elements at each place.",
                    "dynamic([1, 2]), dynamic([3, 5])",
                    "[-2,-3]"),
            pairwise(
                    "series_multiply",
                    "The product of the elements at each place.",
                    "dynamic([1, 2]), dynamic([3, 4])",
                    "[3,8]"),
            pairwise(
                    "series_divide",
                    "The quotient of the elements at each place, a real number.",
                    "dynamic([1, 2]), dynamic([4, 2])",
                    "[0.25,1.0]"),
            pairwise(
                    "series_pow",
                    "The first series' elements to the power of the second's.",
                    "dynamic([2, 3]), dynamic([2, 2])",
                    "[4.0,9.0]"),
            pairwise(
                    "series_equals",
                    "Whether the elements at each place are equal.",
                    "dynamic([1, 2]), dynamic([1, 3])",
                    "[true,false]"),
            pairwise(
                    "series_not_equals",
                    "Whether the elements at each place differ.",
                    "dynamic([1, 2]), dynamic([1, 3])",
                    "[false,true]"),
            pairwise(
                    "series_less",
                    "Whether the first series' element is less, at each place.",
                    "dynamic([1, 2]), dynamic([2, 2])",
                    "[true,false]"),
            pairwise(
                    "series_less_equals",
                    "Whether the first series' element is less or equal, at each place.",
                    "dynamic([1, 3]), dynamic([1, 2])",
                    "[true,false]"),
            pairwise(
                    "series_greater",
                    "Whether the first series' element is greater, at each place.",
                    "dynamic([3, 2]), dynamic([2, 2])",
                    "[true,false]"),
            pairwise(
                    "series_greater_equals",
                    "Whether the first series' element is greater or equal, at each place.",
                    "dynamic([2, 1]), dynamic([2, 2])",
                    "[true,false]"),
            declare(
                    "series_stats(series: array, [ignore_nonfinite: bool]): (min: real, min_idx: long, max: real, max_idx: long, avg: real, stdev: real, variance: real)",
                    "Statistics of a series, a column each; null with elements that are no finite numbers, unless these are ignored.",
                    "series_stats(dynamic([1, 3]))[4]",
                    "2.0"),
            declare(
                    "series_stats_dynamic(series: array, [ignore_nonfinite: bool]): dynamic",
                    "Statistics of a series in a bag.",
                    "series_stats_dynamic(dynamic([1, 3])).avg",
                    "2.0"),
            declare(
                    "series_sum(series: array): real",
                    "The sum of the elements.",
                    "series_sum(dynamic([4, 2]))",
                    "6.0"),
            declare(
                    "series_product(series: array): real",
                    "The product of the elements.",
                    "series_product(dynamic([4, 2]))",
                    "8.0"),
            declare(
                    "series_magnitude(series: array): real",
                    "The square root of the sum of the squares.",
                    "series_magnitude(dynamic([4, 2]))",
                    "4.47213595499958"),
            declare(
                    """
                    series_dot_product(left: array, right: array): real
                    series_dot_product(left: array, right: number): real
                    series_dot_product(left: number, right: array): real
                    """,
                    "The sum of the products at each place.",
                    "series_dot_product(dynamic([1, 2]), dynamic([3, 4]))",
                    "11.0"),
            declare(
                    "series_cosine_similarity(left: array, right: array, [left_magnitude: real], [right_magnitude: real]): real",
                    "The cosine of the angle between two vectors.",
                    "series_cosine_similarity(dynamic([1, 0]), dynamic([0, 1]))",
                    "0.0"),
            declare(
                    "series_pearson_correlation(left: array, right: array): real",
                    "Pearson's correlation coefficient; null where an element is no number or the lengths differ.",
                    "series_pearson_correlation(dynamic([1, 2, 3]), dynamic([2, 4, 6]))",
                    "1.0"),
            declare(
                            "series_outliers(series: array, [kind: string], [ignore_val: number], [min_percentile: real], [max_percentile: real]): dynamic",
                            "How many ranges between the percentiles an element is outside of them (Tukey); Kusto's scores may differ, as it does not say how it interpolates.",
                            "series_outliers(dynamic([1, 2, 3, 2, 1]), 'tukey')",
                            "[0.0,0.0,1.0,0.0,0.0]")
                    .namedAsFirstArgument(),
            declare(
                            "series_fill_forward(series: array, [missing: scalar]): dynamic",
                            "Missing elements get the value before them.",
                            "series_fill_forward(dynamic([1, null]))",
                            "[1,1]")
                    .namedAsFirstArgument(),
            declare(
                            "series_fill_backward(series: array, [missing: scalar]): dynamic",
                            "Missing elements get the value behind them.",
                            "series_fill_backward(dynamic([null, 1]))",
                            "[1,1]")
                    .namedAsFirstArgument(),
            declare(
                            "series_fill_const(series: array, value: scalar, [missing: scalar]): dynamic",
                            "Missing elements get a constant.",
                            "series_fill_const(dynamic([1, null]), 0)",
                            "[1,0]")
                    .namedAsFirstArgument(),
            declare(
                            "series_fill_linear(series: array, [missing: scalar], [fill_edges: bool], [constant: scalar]): dynamic",
                            "Missing elements get a value on the line between their neighbours.",
                            "series_fill_linear(dynamic([1.0, null, 2.0]))",
                            "[1.0,1.5,2.0]")
                    .namedAsFirstArgument(),
            declare(
                            "series_fir(series: array, filter: array, [normalize: bool], [center: bool]): dynamic",
                            "The series through a finite impulse response filter.",
                            "series_fir(dynamic([2, 4]), dynamic([1, 1]))",
                            "[1.0,3.0]")
                    .namedAsFirstArgument(),
            declare(
                            "series_iir(series: array, numerators: array, denominators: array): dynamic",
                            "The series through an infinite impulse response filter.",
                            "series_iir(dynamic([1, 2]), dynamic([1]), dynamic([1, -1]))",
                            "[1.0,3.0]")
                    .namedAsFirstArgument(),
            declare(
                    "series_fft(real: array, [imaginary: array]): (real: dynamic, imag: dynamic)",
                    "The Fourier transform.",
                    "series_fft(dynamic([1, 1]))[0]",
                    "[2.0,0.0]"),
            declare(
                    "series_ifft(real: array, [imaginary: array]): (real: dynamic, imag: dynamic)",
                    "The inverse Fourier transform.",
                    "series_ifft(dynamic([2, 0]))[0]",
                    "[1.0,1.0]"),
            declare(
                    "series_fit_line(series: array): (rsquare: real, slope: real, variance: real, rvariance: real, interception: real, line_fit: dynamic)",
                    "The line nearest to a series, a column for each of its numbers; variances are of a population, which Kusto does not say.",
                    "series_fit_line(dynamic([1, 3, 5]))[1]",
                    "2.0"),
            declare(
                    "series_fit_line_dynamic(series: array): dynamic",
                    "The line nearest to a series, in a bag.",
                    "series_fit_line_dynamic(dynamic([1, 3, 5])).slope",
                    "2.0"),
            declare(
                    "series_fit_poly(series: array, [x: array], [degree: long]): (rsquare: real, coefficients: dynamic, variance: real, rvariance: real, poly_fit: dynamic)",
                    "The polynomial nearest to a series over 1, 2, … or over other places, the highest power's coefficient first; variances are of a population, which Kusto does not say.",
                    "round(toreal(series_fit_poly(dynamic([1, 4, 9]), dynamic([1, 2, 3]), 2)[1][0]), 9)",
                    "1.0"),
            declare(
                    "series_fit_2lines(series: array): (rsquare: real, split_idx: long, variance: real, rvariance: real, line_fit: dynamic, right_rsquare: real, right_slope: real, right_interception: real, right_variance: real, right_rvariance: real, left_rsquare: real, left_slope: real, left_interception: real, left_variance: real, left_rvariance: real)",
                    "The two lines nearest to a series, split where they fit best.",
                    "series_fit_2lines(dynamic([1, 2, 3, 9, 9, 9]))[1]",
                    "3"),
            declare(
                    "series_fit_2lines_dynamic(series: array): dynamic",
                    "The two lines nearest to a series, in a bag.",
                    "series_fit_2lines_dynamic(dynamic([1, 2, 3, 9, 9, 9])).split_idx",
                    "3"),
            declare(
                    "series_seasonal(series: array, [period: long]): dynamic",
                    "The median of the points in the same phase of a period, which has to be given.",
                    "series_seasonal(dynamic([1, 3, 1, 3]), 2)",
                    "[1.0,3.0,1.0,3.0]"),
            declare(
                    "series_decompose(series: array, [seasonality: long], [trend: string], [test_points: long], [seasonality_threshold: real]): (baseline: dynamic, seasonal: dynamic, trend: dynamic, residual: dynamic)",
                    "A series as seasonal part, trend and residual. The period has to be given: Kusto does not say how it detects one.",
                    "series_decompose(dynamic([1, 3, 1, 3]), 2)[3]",
                    "[0.0,0.0,0.0,0.0]"),
            declare(
                    "series_decompose_forecast(series: array, points: long, [seasonality: long], [trend: string], [seasonality_threshold: real]): (baseline: dynamic, seasonal: dynamic, trend: dynamic, residual: dynamic)",
                    "The baseline of a series whose last points are not learned from. The period has to be given: Kusto does not say how it detects one.",
                    "series_decompose_forecast(dynamic([1, 3, 1, 3, 0, 0]), 2, 2)[0]",
                    "[1.0,3.0,1.0,3.0,1.0,3.0]"),
            declare(
                    "series_decompose_anomalies(series: array, [threshold: real], [seasonality: long], [trend: string], [test_points: long], [ad_method: string], [seasonality_threshold: real]): (ad_flag: dynamic, ad_score: dynamic, baseline: dynamic)",
                    "Points far from the baseline: 1 above, -1 below. Scores may differ from Kusto's, as those of series_outliers. The period has to be given: Kusto does not say how it detects one.",
                    "series_decompose_anomalies(dynamic([1, 1, 1, 1]), 1.5, 0)[0]",
                    "[0,0,0,0]"));

    private SeriesFunctions() {}

    /** A function of each element by itself, and an example's argument. */
    private static ScalarFunction elementwise(String name, String documentation, String example, String result) {
        return declare(name + "(series: array): dynamic", documentation, name + "(" + example + ")", result);
    }

    /** A function of the elements at each place of two series, and an example's arguments. */
    private static ScalarFunction pairwise(String name, String documentation, String example, String result) {
        return declare(
                String.join(
                        "\n",
                        name + "(left: array, right: array): dynamic",
                        name + "(left: array, right: number): dynamic",
                        name + "(left: number, right: array): dynamic"),
                documentation + " A number stands for a series of it.",
                name + "(" + example + ")",
                result);
    }
}
