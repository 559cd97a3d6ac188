package io.azdetect.engine.naive;

import io.azdetect.kql.type.KqlType;
import java.math.BigDecimal;
import java.util.List;

/** Arithmetic: https://learn.microsoft.com/kusto/query/numerical-operators, datetime-timespan-arithmetic, bin-function. */
final class NaiveNumbers {
    private static final List<KqlType> WIDTHS = List.of(KqlType.INT, KqlType.LONG, KqlType.REAL, KqlType.DECIMAL);

    private NaiveNumbers() {}

    static Cell arithmetic(String operator, Cell left, Cell right) {
        if (left.type().isNumeric() && right.type().isNumeric()) {
            KqlType type = wider(left.type(), right.type());
            return numbers(operator, type == KqlType.INT ? KqlType.LONG : type, left, right);
        }
        return times(operator, left, right);
    }

    /** An int beside a long becomes a long, either beside a real a real, any beside a decimal a decimal. */
    static KqlType wider(KqlType left, KqlType right) {
        return WIDTHS.indexOf(left) > WIDTHS.indexOf(right) ? left : right;
    }

    private static Cell numbers(String operator, KqlType type, Cell left, Cell right) {
        if (left.isNull() || right.isNull()) {
            return new Cell(type, null);
        }
        return new Cell(
                type,
                switch (type) {
                    case LONG -> whole(operator, left.whole(), right.whole());
                    case REAL -> real(operator, left.real(), right.real());
                    default -> decimal(operator, left.decimal(), right.decimal());
                });
    }

    private static Long whole(String operator, long left, long right) {
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> right == 0 ? null : Long.valueOf(left / right);
            // A remainder is never negative.
            case "%" -> right == 0 ? null : Long.valueOf(Math.floorMod(left, Math.abs(right)));
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static Double real(String operator, double left, double right) {
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static BigDecimal decimal(String operator, BigDecimal left, BigDecimal right) {
        return switch (operator) {
            case "+" -> left.add(right);
            case "-" -> left.subtract(right);
            case "*" -> left.multiply(right);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static Cell times(String operator, Cell left, Cell right) {
        boolean moment = left.type() == KqlType.DATETIME ^ right.type() == KqlType.DATETIME;
        boolean spans = left.type() == KqlType.TIMESPAN && right.type() == KqlType.TIMESPAN;
        KqlType type = moment ? KqlType.DATETIME : spans && operator.equals("/") ? KqlType.REAL : KqlType.TIMESPAN;
        if (left.isNull() || right.isNull()) {
            return new Cell(type, null);
        }
        return new Cell(
                type,
                switch (operator) {
                    case "+" -> left.whole() + right.whole();
                    case "-" -> left.whole() - right.whole();
                    case "*" -> left.whole() * right.whole();
                    case "/" -> left.real() / right.real();
                    default -> throw new IllegalArgumentException(operator);
                });
    }

    static Cell negated(Cell operand) {
        if (operand.isNull()) {
            return operand;
        }
        return new Cell(
                operand.type(),
                switch (operand.type()) {
                    case INT -> -(Integer) operand.value();
                    case REAL -> -operand.real();
                    case DECIMAL -> operand.decimal().negate();
                    default -> -operand.whole();
                });
    }

    /** The multiple of the size at or below the value; null for a size that is null or not positive. */
    static Cell bin(Cell value, Cell size) {
        KqlType type = value.type() == KqlType.INT ? KqlType.LONG : value.type();
        if (value.isNull() || size.isNull() || size.real() <= 0) {
            return new Cell(type, null);
        }
        if (type == KqlType.REAL) {
            return new Cell(type, Math.floor(value.real() / size.real()) * size.real());
        }
        return new Cell(type, Math.floorDiv(value.whole(), size.whole()) * size.whole());
    }
}
