package io.azdetect.kql.bind;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The conversions that Kusto makes without being asked, written into the plan. */
final class Conversions {
    private Conversions() {}

    /** The type that values of both types are brought to; empty when there is none. */
    static Optional<KqlType> common(KqlType left, KqlType right) {
        if (left == right) {
            return Optional.of(left);
        }
        if (left.isNumeric() && right.isNumeric()) {
            return Optional.of(widest(left, right));
        }
        return Optional.empty();
    }

    /** The wider of two numeric types: int, long, real, decimal. */
    static KqlType widest(KqlType left, KqlType right) {
        return left.compareTo(right) >= 0 ? left : right;
    }

    /** Whether a value of one type is taken where another is asked for, as {@code pow(2, 3)} takes longs for reals. */
    static boolean widens(KqlType from, KqlType to) {
        return from == to || (from.isNumeric() && to.isNumeric() && from.compareTo(to) < 0);
    }

    /** The value as another type, by Kusto's conversion function; itself when it has the type already. */
    static Scalar to(KqlType type, Scalar value, Span span) {
        if (value.type() == type) {
            return value;
        }
        if (value instanceof Scalar.Constant constant) {
            Optional<Scalar> converted = constant(type, constant);
            if (converted.isPresent()) {
                return converted.get();
            }
        }
        String function = switch (type) {
            case BOOL -> "tobool";
            case INT -> "toint";
            case LONG -> "tolong";
            case REAL -> "toreal";
            case DECIMAL -> "todecimal";
            case STRING -> "tostring";
            case DATETIME -> "todatetime";
            case TIMESPAN -> "totimespan";
            case GUID -> "toguid";
            case DYNAMIC -> "to_dynamic_value";
        };
        return new Scalar.Call(function, List.of(value), type, span);
    }

    private static Optional<Scalar> constant(KqlType type, Scalar.Constant constant) {
        Object value = constant.value();
        if (value == null) {
            return type == KqlType.STRING
                    ? Optional.of(new Scalar.Constant(type, ""))
                    : Optional.of(new Scalar.Constant(type, null));
        }
        if (constant.type().isInteger() && value instanceof Number number) {
            if (type == KqlType.LONG) {
                return Optional.of(new Scalar.Constant(type, number.longValue()));
            }
            if (type == KqlType.STRING) {
                return Optional.of(new Scalar.Constant(type, number.toString()));
            }
            if (type == KqlType.REAL) {
                return Optional.of(new Scalar.Constant(type, (double) number.longValue()));
            }
            if (type == KqlType.DECIMAL) {
                return Optional.of(new Scalar.Constant(type, BigDecimal.valueOf(number.longValue())));
            }
        }
        return Optional.empty();
    }
}
