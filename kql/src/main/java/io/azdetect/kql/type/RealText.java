package io.azdetect.kql.type;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Reals as text: the fewest digits that read back as the same number, with at least one behind the point ({@code 1.0}),
 * and .NET's notation with an exponent ({@code 2.5E-05}, {@code 1E+15}) below 0.0001 and from 1E+15 on.
 */
public final class RealText {
    private static final int FIRST_TRIAL_DIGITS = 15;
    private static final int ENOUGH_DIGITS = 17;

    private RealText() {}

    /** The text of a real; {@code NaN}, {@code Infinity} and {@code -Infinity} have no digits. */
    public static String format(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(value);
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent < -4 || exponent >= 15) {
            return withExponent(shortest, exponent);
        }
        return (shortest.scale() < 1 ? shortest.setScale(1) : shortest).toPlainString();
    }

    // Double.toString gives more digits than needed for some numbers before Java 19.
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = FIRST_TRIAL_DIGITS; digits < ENOUGH_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(ENOUGH_DIGITS)).stripTrailingZeros();
    }

    private static String withExponent(BigDecimal value, int exponent) {
        String mantissa = value.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        String digits = Integer.toString(Math.abs(exponent));
        return mantissa + (exponent < 0 ? "E-" : "E+") + (digits.length() < 2 ? "0" : "") + digits;
    }
}
