package io.azdetect.engine.function;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Decimal numbers, of which a store keeps 20 digits before the point and 18 behind it. Kusto's have 34 digits wherever the
 * point is: a result that needs more than is kept is an error, so that nothing is rounded silently.
 */
final class Decimals {
    private static final int BEHIND = 18;
    private static final int BEFORE = 20;

    private Decimals() {}

    static String stored(BigDecimal exact) {
        BigDecimal value = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
        if (value.scale() > BEHIND || value.precision() - value.scale() > BEFORE) {
            throw new IllegalArgumentException(
                    "a decimal result has more digits than are kept here (20 before the point,"
                            + " 18 behind it); convert with toreal() or round()");
        }
        return value.toPlainString();
    }

    static String quotient(BigDecimal dividend, BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw new IllegalArgumentException(
                    "a decimal is divided by zero, of which Kusto does not say what it gives");
        }
        return stored(dividend.divide(divisor, MathContext.DECIMAL128));
    }

    static String rounded(BigDecimal value, long digits) {
        return stored(Math.abs(digits) > BEHIND ? value : value.setScale((int) digits, RoundingMode.HALF_UP));
    }
}
