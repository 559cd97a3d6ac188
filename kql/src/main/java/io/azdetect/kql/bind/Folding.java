package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.plan.Scalar.Constant;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Optional;

/**
 * Arithmetic on constants, so that {@code ago(2 * 1h)} and {@code let n = 4 + 1} are constants where one is needed.
 *
 * <p>Only what is exact and cannot overflow is folded; the rest stays a call for the engine.
 */
final class Folding {
    private Folding() {}

    static Optional<Scalar> fold(String function, List<Scalar> arguments, KqlType type) {
        if (arguments.size() == 1) {
            return function.equals("-") ? negated(arguments.get(0), type) : Optional.empty();
        }
        Long left = wholeNumber(arguments.get(0));
        Long right = wholeNumber(arguments.get(1));
        if (left == null || right == null) {
            return Optional.empty();
        }
        try {
            return switch (function) {
                case "+" -> constant(type, Math.addExact(left, right));
                case "-" -> constant(type, Math.subtractExact(left, right));
                case "*" -> constant(type, Math.multiplyExact(left, right));
                default -> Optional.empty();
            };
        } catch (ArithmeticException overflow) {
            return Optional.empty();
        }
    }

    private static Optional<Scalar> negated(Scalar operand, KqlType type) {
        if (operand instanceof Constant constant && constant.value() instanceof Double real) {
            return Optional.of(new Constant(KqlType.REAL, -real));
        }
        Long value = wholeNumber(operand);
        return value == null || value == Long.MIN_VALUE ? Optional.empty() : constant(type, -value);
    }

    /** The value of a whole-number constant (ticks included), else null. */
    private static Long wholeNumber(Scalar scalar) {
        if (scalar instanceof Constant constant
                && (constant.value() instanceof Long || constant.value() instanceof Integer)) {
            return ((Number) constant.value()).longValue();
        }
        return null;
    }

    private static Optional<Scalar> constant(KqlType type, long value) {
        return switch (type) {
            case LONG, TIMESPAN, DATETIME -> Optional.of(new Constant(type, value));
            case INT -> value == (int) value ? Optional.of(new Constant(type, (int) value)) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
