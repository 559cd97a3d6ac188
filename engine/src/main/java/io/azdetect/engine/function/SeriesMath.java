package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;

/** Functions of series element by element. What is no number, or is missing in the shorter series, gives null. */
final class SeriesMath {
    static final List<JavaFunction> ALL = List.of(
            declare("kql_series_map(string, dynamic): dynamic", a -> mapped(a.text(0), Series.read(a.text(1)))),
            declare(
                    "kql_series_pair(string, dynamic, dynamic): dynamic",
                    a -> paired(a.text(0), a.text(1), a.text(2))));

    private SeriesMath() {}

    private static String mapped(String function, Series series) {
        if (series == null) {
            return null;
        }
        DoubleUnaryOperator real = real(function);
        return Series.array(series.size(), i -> {
            if (series.isAbsent(i)) {
                return "null";
            }
            if (series.isWhole(i) && (function.equals("abs") || function.equals("sign"))) {
                long value = series.whole(i);
                return Long.toString(function.equals("abs") ? Math.abs(value) : Long.signum(value));
            }
            return Series.real(real.applyAsDouble(series.at(i)));
        });
    }

    private static DoubleUnaryOperator real(String function) {
        return switch (function) {
            case "abs" -> Math::abs;
            case "sign" -> Math::signum;
            case "ceiling" -> Math::ceil;
            case "floor" -> Math::floor;
            case "exp" -> Math::exp;
            case "log" -> Math::log;
            case "sin" -> Math::sin;
            case "cos" -> Math::cos;
            case "tan" -> Math::tan;
            case "asin" -> Math::asin;
            case "acos" -> Math::acos;
            case "atan" -> Math::atan;
            default -> throw new IllegalStateException("no function " + function + " of a series");
        };
    }

    private static String paired(String function, String left, String right) {
        SeriesPair pair = SeriesPair.read(left, right);
        return pair == null
                ? null
                : Series.array(
                        pair.longest(),
                        i -> pair.has(i)
                                ? element(function, pair.left(), pair.inLeft(i), pair.right(), pair.inRight(i))
                                : "null");
    }

    private static String element(String function, Series a, int p, Series b, int q) {
        double x = a.at(p);
        double y = b.at(q);
        return switch (function) {
            case "equals" -> Boolean.toString(x == y);
            case "not_equals" -> Boolean.toString(x != y);
            case "less" -> Boolean.toString(x < y);
            case "less_equals" -> Boolean.toString(x <= y);
            case "greater" -> Boolean.toString(x > y);
            case "greater_equals" -> Boolean.toString(x >= y);
            case "add" -> arithmetic(a, p, b, q, Math::addExact, Double::sum);
            case "subtract" -> arithmetic(a, p, b, q, Math::subtractExact, (l, r) -> l - r);
            case "multiply" -> arithmetic(a, p, b, q, Math::multiplyExact, (l, r) -> l * r);
            case "divide" -> Series.real(x / y);
            case "pow" -> Series.real(Math.pow(x, y));
            default -> throw new IllegalStateException("no function " + function + " of two series");
        };
    }

    private static String arithmetic(
            Series a, int p, Series b, int q, LongBinaryOperator whole, DoubleBinaryOperator real) {
        if (a.isWhole(p) && b.isWhole(q)) {
            try {
                return Long.toString(whole.applyAsLong(a.whole(p), b.whole(q)));
            } catch (ArithmeticException overflow) {
                // Beyond 64 bits the result is the nearest real number.
            }
        }
        return Series.real(real.applyAsDouble(a.at(p), b.at(q)));
    }
}
