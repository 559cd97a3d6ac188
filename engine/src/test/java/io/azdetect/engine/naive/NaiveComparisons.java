package io.azdetect.engine.naive;

import io.azdetect.kql.type.KqlType;
import java.util.Comparator;
import java.util.UUID;

/**
 * Comparisons and the logic of three values: https://learn.microsoft.com/kusto/query/scalar-data-types/null-values,
 * sort-operator.
 */
final class NaiveComparisons {
    private NaiveComparisons() {}

    /** False for a null beside a value, null for two nulls. */
    static Cell equal(Cell left, Cell right) {
        if (left.isNull() && right.isNull()) {
            return Cell.UNKNOWN;
        }
        return Cell.of(!left.isNull() && !right.isNull() && !isNaN(left) && !isNaN(right) && order(left, right) == 0);
    }

    /** {@code <}, {@code <=}, {@code >} or {@code >=}. */
    static Cell ordered(String operator, Cell left, Cell right) {
        if (left.isNull() || right.isNull()) {
            return Cell.UNKNOWN;
        }
        if (isNaN(left) || isNaN(right)) {
            return Cell.of(false);
        }
        int order = order(left, right);
        return Cell.of(
                switch (operator) {
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    case ">=" -> order >= 0;
                    default -> throw new IllegalArgumentException(operator);
                });
    }

    static Cell not(Cell operand) {
        return operand.isNull() ? operand : Cell.of(!operand.isTrue());
    }

    static Cell and(Cell left, Cell right) {
        if (isFalse(left) || isFalse(right)) {
            return Cell.of(false);
        }
        return left.isNull() || right.isNull() ? Cell.UNKNOWN : Cell.of(true);
    }

    static Cell or(Cell left, Cell right) {
        if (left.isTrue() || right.isTrue()) {
            return Cell.of(true);
        }
        return left.isNull() || right.isNull() ? Cell.UNKNOWN : Cell.of(false);
    }

    private static boolean isFalse(Cell cell) {
        return Boolean.FALSE.equals(cell.value());
    }

    static boolean isNaN(Cell cell) {
        return cell.value() instanceof Double real && real.isNaN();
    }

    /** How two values that are neither null nor NaN follow each other. */
    static int order(Cell left, Cell right) {
        if (left.type().isNumeric() && right.type().isNumeric()) {
            return switch (NaiveNumbers.wider(left.type(), right.type())) {
                case DECIMAL -> left.decimal().compareTo(right.decimal());
                // Zeros of both signs are equal.
                case REAL -> Double.compare(left.real() + 0.0, right.real() + 0.0);
                default -> Long.compare(left.whole(), right.whole());
            };
        }
        if (left.value() instanceof String text) {
            return byCodePoints(text, right.text());
        }
        if (left.value() instanceof Boolean truth) {
            return Boolean.compare(truth, right.isTrue());
        }
        if (left.value() instanceof UUID id) {
            return id.equals(right.value())
                    ? 0
                    : id.toString().compareTo(right.value().toString());
        }
        if (left.type() == KqlType.DYNAMIC) {
            return left.value().equals(right.value()) ? 0 : 1;
        }
        return Long.compare(left.whole(), right.whole());
    }

    private static int byCodePoints(String left, String right) {
        int[] l = left.codePoints().toArray();
        int[] r = right.codePoints().toArray();
        return java.util.Arrays.compare(l, r);
    }

    /** The order of {@code sort}: nulls, then NaN beside them, at the end that is asked for. */
    static Comparator<Cell> sorting(boolean ascending, boolean nullsFirst) {
        return (left, right) -> {
            int l = absence(left);
            int r = absence(right);
            if (l != 0 || r != 0) {
                return nullsFirst ? Integer.compare(r, l) : Integer.compare(l, r);
            }
            return ascending ? order(left, right) : order(right, left);
        };
    }

    private static int absence(Cell cell) {
        return cell.isNull() ? 2 : isNaN(cell) ? 1 : 0;
    }
}
