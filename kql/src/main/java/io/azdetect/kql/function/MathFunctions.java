package io.azdetect.kql.function;

import static io.azdetect.kql.function.ScalarFunction.declare;

import java.util.List;

/** Numbers, bits and rounding. */
final class MathFunctions {
    static final List<ScalarFunction> ALL = List.of(
            declare("""
                            abs(value: long): long
                            abs(value: number): same
                            abs(value: timespan): timespan
                            """, "The value without its sign.", "abs(-5)", "5").namedAsFirstArgument(),
            declare("""
                            bin(value: number, size: number): widest
                            bin(value: timespan, size: timespan): timespan
                            bin(value: datetime, size: timespan): datetime
                            """, "The value rounded down to a multiple of the size.", "bin(4.5, 1)", "4.0")
                    .namedAsFirstArgument(),
            declare("""
                            floor(value: number, size: number): widest
                            floor(value: timespan, size: timespan): timespan
                            floor(value: datetime, size: timespan): datetime
                            """, "The same as bin.", "floor(7, 2)", "6").namedAsFirstArgument(),
            declare(
                            """
                            bin_at(value: number, size: number, fixed: number): widest
                            bin_at(value: timespan, size: timespan, fixed: timespan): timespan
                            bin_at(value: datetime, size: timespan, fixed: datetime): datetime
                            """,
                            "The value rounded down to a multiple of the size away from a fixed point.",
                            "bin_at(6.5, 2.5, 7)",
                            "4.5")
                    .namedAsFirstArgument(),
            declare("ceiling(value: number): same", "The value rounded up to a whole number.", "ceiling(1.1)", "2.0")
                    .namedAsFirstArgument(),
            declare(
                            "round(value: number, [digits: long]): same",
                            "The value rounded to some digits behind the point.",
                            "round(2.98765, 3)",
                            "2.988")
                    .namedAsFirstArgument(),
            declare(
                    "sign(value: real): real",
                    "-1, 0 or 1 as the value is negative, zero or positive.",
                    "sign(-42)",
                    "-1.0"),
            declare("sqrt(value: real): real", "The square root.", "sqrt(4)", "2.0")
                    .namedAsFirstArgument(),
            declare(
                            "pow(base: real, exponent: real): real",
                            "The base to the power of the exponent.",
                            "pow(2, 3)",
                            "8.0")
                    .namedAsFirstArgument(),
            declare("exp(value: real): real", "e to the power of the value.", "exp(0)", "1.0")
                    .namedAsFirstArgument(),
            declare("exp2(value: real): real", "2 to the power of the value.", "exp2(3)", "8.0")
                    .namedAsFirstArgument(),
            declare("exp10(value: real): real", "10 to the power of the value.", "exp10(3)", "1000.0")
                    .namedAsFirstArgument(),
            declare("log(value: real): real", "The natural logarithm.", "log(1)", "0.0")
                    .namedAsFirstArgument(),
            declare("log2(value: real): real", "The logarithm to base 2.", "log2(8)", "3.0")
                    .namedAsFirstArgument(),
            declare("log10(value: real): real", "The logarithm to base 10.", "log10(1000)", "3.0")
                    .namedAsFirstArgument(),
            declare("sin(value: real): real", "The sine of radians.", "sin(0)", "0.0")
                    .namedAsFirstArgument(),
            declare("cos(value: real): real", "The cosine of radians.", "cos(0)", "1.0")
                    .namedAsFirstArgument(),
            declare("tan(value: real): real", "The tangent of radians.", "tan(0)", "0.0")
                    .namedAsFirstArgument(),
            declare("cot(value: real): real", "The cotangent of radians.", "round(cot(1), 4)", "0.6421"),
            declare("asin(value: real): real", "The arc sine in radians.", "asin(0)", "0.0")
                    .namedAsFirstArgument(),
            declare("acos(value: real): real", "The arc cosine in radians.", "acos(1)", "0.0")
                    .namedAsFirstArgument(),
            declare("atan(value: real): real", "The arc tangent in radians.", "atan(0)", "0.0")
                    .namedAsFirstArgument(),
            declare(
                            "atan2(y: real, x: real): real",
                            "The angle of a point in radians.",
                            "round(atan2(1, 1), 4)",
                            "0.7854")
                    .namedAsFirstArgument(),
            declare("degrees(radians: real): real", "Radians in degrees.", "degrees(pi())", "180.0"),
            declare("radians(degrees: real): real", "Degrees in radians.", "round(radians(180), 4)", "3.1416"),
            declare("pi(): real", "The number pi.", "round(pi(), 4)", "3.1416"),
            declare("isnan(value: real): bool", "Whether it is not a number.", "isnan(0.0 / 0.0)", "true"),
            declare("isinf(value: real): bool", "Whether it is an infinity.", "isinf(1.0 / 0.0)", "true"),
            declare(
                    "isfinite(value: real): bool",
                    "Whether it is neither an infinity nor NaN.",
                    "isfinite(1.0)",
                    "true"),
            declare("binary_and(left: long, right: long): long", "The bits that both have.", "binary_and(7, 5)", "5")
                    .namedAsFirstArgument(),
            declare("binary_or(left: long, right: long): long", "The bits that either has.", "binary_or(1, 4)", "5")
                    .namedAsFirstArgument(),
            declare("binary_xor(left: long, right: long): long", "The bits that just one has.", "binary_xor(7, 5)", "2")
                    .namedAsFirstArgument(),
            declare("binary_not(value: long): long", "The bits turned over.", "binary_not(0)", "-1")
                    .namedAsFirstArgument(),
            declare(
                            "binary_shift_left(value: long, count: long): long",
                            "The bits moved up.",
                            "binary_shift_left(1, 4)",
                            "16")
                    .namedAsFirstArgument(),
            declare(
                            "binary_shift_right(value: long, count: long): long",
                            "The bits moved down.",
                            "binary_shift_right(16, 4)",
                            "1")
                    .namedAsFirstArgument(),
            declare("bitset_count_ones(value: long): long", "The number of set bits.", "bitset_count_ones(42)", "3")
                    .namedAsFirstArgument(),
            declare(
                            "format_bytes(size: real, [precision: long], [unit: string]): string",
                            "A number of bytes for people.",
                            "format_bytes(1024)",
                            "1 KB")
                    .namedAsFirstArgument(),
            declare("rand(): real", "A random number from 0 to less than 1.", "rand() < 1", "true")
                    .namedAsFirstArgument(),
            declare("new_guid(): guid", "A random guid.", "isnotempty(new_guid())", "true"),
            declare("gamma(number: real): real", "The gamma function.", "gamma(5)", "24.0")
                    .namedAsFirstArgument(),
            declare(
                            "loggamma(number: real): real",
                            "The logarithm of the gamma function's absolute value.",
                            "loggamma(5)",
                            "3.1780538303479458")
                    .namedAsFirstArgument(),
            declare("erf(number: real): real", "The error function.", "erf(0)", "0.0")
                    .namedAsFirstArgument(),
            declare("erfc(number: real): real", "The complement of the error function.", "erfc(0)", "1.0")
                    .namedAsFirstArgument(),
            declare(
                    "beta_cdf(x: real, alpha: real, beta: real): real",
                    "The cumulative beta distribution; NaN outside of its domain.",
                    "beta_cdf(0.5, 1, 1)",
                    "0.5"),
            declare(
                    "beta_pdf(x: real, alpha: real, beta: real): real",
                    "The density of the beta distribution; NaN outside of its domain.",
                    "round(beta_pdf(0.5, 2, 2), 9)",
                    "1.5"),
            declare(
                    "beta_inv(probability: real, alpha: real, beta: real): real",
                    "The x whose beta_cdf is the probability; null outside of 0 to 1, NaN for parameters that are not above zero.",
                    "round(beta_inv(0.1, 10, 20), 9)",
                    "0.226415022"),
            declare(
                    "welch_test(mean1: real, variance1: real, count1: real, mean2: real, variance2: real, count2: real): real",
                    "The p-value of Welch's test that two populations have one mean.",
                    "welch_test(5, 1, 10, 5, 1, 10)",
                    "1.0"),
            convert("angle", "1.5, 'Degree', 'Arcminute'", "90.0"),
            convert("energy", "1.5, 'Kilojoule', 'Joule'", "1500.0"),
            convert("force", "2, 'Newton', 'Millinewton'", "2000.0"),
            convert("length", "1.5, 'Kilometer', 'Meter'", "1500.0"),
            convert("mass", "2, 'Kilogram', 'Gram'", "2000.0"),
            convert("speed", "2, 'KilometerPerSecond', 'MeterPerSecond'", "2000.0"),
            convert("temperature", "1.2, 'Kelvin', 'DegreeCelsius'", "-271.95"),
            convert("volume", "1.5, 'CubicMeter', 'Liter'", "1500.0"),
            // Its example needs options in front of the query, which an expression has no place for; this is what it
            // becomes.
            declare(
                            "bin_auto(value: summable): same",
                            "bin with the size of set query_bin_auto_size, at what set query_bin_auto_at says.",
                            "bin(7, 5)",
                            "5")
                    .namedAsFirstArgument());

    private MathFunctions() {}

    /** The conversion of one quantity's units, and an example's arguments. */
    private static ScalarFunction convert(String quantity, String example, String result) {
        String name = "convert_" + quantity;
        return declare(
                name + "(value: real, from: string, to: string): real",
                "The value in another unit, by the units' definitions; null for a unit that is none of " + quantity
                        + ".",
                name + "(" + example + ")",
                result);
    }
}
