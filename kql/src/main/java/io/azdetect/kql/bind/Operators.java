package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.syntax.Expression.BinaryOperator;
import io.azdetect.kql.syntax.Expression.MembershipOperator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which operand types the operators take, what they are brought to, and the type that comes out. */
final class Operators {
    private Operators() {}

    static Scalar binary(BinaryOperator operator, Scalar left, Scalar right, Span span) {
        return switch (operator) {
            case OR, AND -> logical(operator.symbol(), List.of(left, right), span);
            case EQUAL, NOT_EQUAL -> equality(operator.symbol(), left, right, span);
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> relation(operator.symbol(), left, right, span);
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO -> arithmetic(operator.symbol(), left, right, span);
            default -> text(operator.symbol(), left, right, span);
        };
    }

    /** {@code and} and {@code or}, of as many operands as stand side by side. */
    static Scalar logical(String symbol, List<Scalar> operands, Span span) {
        for (Scalar operand : operands) {
            if (operand.type() != KqlType.BOOL) {
                throw mismatch(symbol, operands, span);
            }
        }
        return new Scalar.Call(symbol, operands, KqlType.BOOL, span);
    }

    private static Scalar equality(String symbol, Scalar left, Scalar right, Span span) {
        if (left.type() == KqlType.DYNAMIC || right.type() == KqlType.DYNAMIC) {
            return call(symbol, KqlType.BOOL, span, left, right);
        }
        if (left.type() == KqlType.GUID && right.type() == KqlType.STRING) {
            return call(symbol, KqlType.BOOL, span, left, Conversions.to(KqlType.GUID, right, span));
        }
        if (left.type() == KqlType.STRING && right.type() == KqlType.GUID) {
            return call(symbol, KqlType.BOOL, span, Conversions.to(KqlType.GUID, left, span), right);
        }
        if (left.type() == KqlType.STRING && isWholeConstant(right)) {
            return call(symbol, KqlType.BOOL, span, left, Conversions.to(KqlType.STRING, right, span));
        }
        if (right.type() == KqlType.STRING && isWholeConstant(left)) {
            return call(symbol, KqlType.BOOL, span, Conversions.to(KqlType.STRING, left, span), right);
        }
        Optional<Scalar> readRight = ConstantTexts.as(left.type(), right);
        if (readRight.isPresent()) {
            return comparison(symbol, left, readRight.get(), span);
        }
        Optional<Scalar> readLeft = ConstantTexts.as(right.type(), left);
        if (readLeft.isPresent()) {
            return comparison(symbol, readLeft.get(), right, span);
        }
        if (left.type() == KqlType.BOOL && right.type().isInteger()) {
            return comparison(symbol, Conversions.to(KqlType.LONG, left, span), right, span);
        }
        return comparison(symbol, left, right, span);
    }

    /** {@code ResultType == 50053} over a string column is common, and means the number's text. */
    private static boolean isWholeConstant(Scalar scalar) {
        return scalar instanceof Scalar.Constant constant && constant.type().isInteger();
    }

    private static Scalar relation(String symbol, Scalar left, Scalar right, Span span) {
        Scalar plainLeft = strict(left, right.type(), span);
        Scalar plainRight = strict(right, left.type(), span);
        if (plainLeft.type() == KqlType.STRING || plainLeft.type() == KqlType.GUID) {
            throw mismatch(symbol, List.of(left, right), span);
        }
        return comparison(symbol, plainLeft, plainRight, span);
    }

    private static Scalar comparison(String symbol, Scalar left, Scalar right, Span span) {
        KqlType type = Conversions.common(left.type(), right.type())
                .orElseThrow(() -> mismatch(symbol, List.of(left, right), span));
        return call(symbol, KqlType.BOOL, span, Conversions.to(type, left, span), Conversions.to(type, right, span));
    }

    /**
     * A dynamic value where the other operand has a type of its own: the value if it is of a kind that has such values,
     * else null. {@code dynamic_long} and its relatives are not KQL's own and do not read numbers out of texts.
     */
    private static Scalar strict(Scalar value, KqlType wanted, Span span) {
        if (value.type() != KqlType.DYNAMIC) {
            return value;
        }
        return switch (wanted) {
            case INT, LONG -> call("dynamic_long", KqlType.LONG, span, value);
            case REAL, DECIMAL, DYNAMIC -> call("dynamic_real", KqlType.REAL, span, value);
            case BOOL, DATETIME, TIMESPAN -> Conversions.to(wanted, value, span);
            case STRING, GUID -> value;
        };
    }

    private static Scalar text(String symbol, Scalar left, Scalar right, Span span) {
        if (!isTextLike(left.type()) || !isTextLike(right.type())) {
            throw mismatch(symbol, List.of(left, right), span);
        }
        return call(
                symbol,
                KqlType.BOOL,
                span,
                Conversions.to(KqlType.STRING, left, span),
                Conversions.to(KqlType.STRING, right, span));
    }

    private static boolean isTextLike(KqlType type) {
        return type == KqlType.STRING || type == KqlType.DYNAMIC;
    }

    private static Scalar arithmetic(String symbol, Scalar left, Scalar right, Span span) {
        Scalar plainLeft = strict(left, right.type(), span);
        Scalar plainRight = strict(right, left.type(), span);
        KqlType a = plainLeft.type();
        KqlType b = plainRight.type();
        if (a.isNumeric() && b.isNumeric()) {
            KqlType type = a.isInteger() && b.isInteger() ? KqlType.LONG : Conversions.widest(a, b);
            return folded(
                    symbol, type, span, Conversions.to(type, plainLeft, span), Conversions.to(type, plainRight, span));
        }
        KqlType result = timeResult(symbol, a, b).orElseThrow(() -> mismatch(symbol, List.of(left, right), span));
        return folded(symbol, result, span, plainLeft, plainRight);
    }

    /** Arithmetic with time, after "Datetime / timespan arithmetic" in Kusto's reference. */
    private static Optional<KqlType> timeResult(String symbol, KqlType left, KqlType right) {
        boolean leftSpan = left == KqlType.TIMESPAN;
        boolean rightSpan = right == KqlType.TIMESPAN;
        boolean leftDate = left == KqlType.DATETIME;
        boolean rightDate = right == KqlType.DATETIME;
        KqlType result = switch (symbol) {
            case "+" -> plus(leftDate, leftSpan, rightDate, rightSpan);
            case "-" -> minus(leftDate, leftSpan, rightDate, rightSpan);
            case "*" -> (leftSpan && right.isNumeric()) || (left.isNumeric() && rightSpan) ? KqlType.TIMESPAN : null;
            case "/" -> divided(leftSpan, rightSpan, right);
            case "%" -> leftSpan && rightSpan ? KqlType.TIMESPAN : null;
            default -> null;
        };
        return Optional.ofNullable(result);
    }

    private static KqlType plus(boolean leftDate, boolean leftSpan, boolean rightDate, boolean rightSpan) {
        if ((leftDate && rightSpan) || (leftSpan && rightDate)) {
            return KqlType.DATETIME;
        }
        return leftSpan && rightSpan ? KqlType.TIMESPAN : null;
    }

    private static KqlType minus(boolean leftDate, boolean leftSpan, boolean rightDate, boolean rightSpan) {
        if (leftDate && rightSpan) {
            return KqlType.DATETIME;
        }
        return (leftDate && rightDate) || (leftSpan && rightSpan) ? KqlType.TIMESPAN : null;
    }

    private static KqlType divided(boolean leftSpan, boolean rightSpan, KqlType right) {
        if (leftSpan && rightSpan) {
            return KqlType.REAL;
        }
        return leftSpan && right.isNumeric() ? KqlType.TIMESPAN : null;
    }

    static Scalar negated(Scalar operand, Span span) {
        KqlType type = operand.type() == KqlType.INT ? KqlType.LONG : operand.type();
        if (!type.isNumeric() && type != KqlType.TIMESPAN) {
            throw mismatch("-", List.of(operand), span);
        }
        return folded("-", type, span, Conversions.to(type, operand, span));
    }

    /** {@code in} and its relatives. An item of type dynamic stands for its array's elements, those of arrays inside too. */
    static Scalar membership(MembershipOperator operator, Scalar value, List<Scalar> items, Span span) {
        String symbol = operator.symbol();
        boolean terms = operator == MembershipOperator.HAS_ANY || operator == MembershipOperator.HAS_ALL;
        boolean textual = terms || symbol.endsWith("~");
        KqlType type = textual ? KqlType.STRING : itemType(value, items);
        if (textual && !isTextLike(value.type())) {
            throw mismatch(symbol, List.of(value), span);
        }
        List<Scalar> arguments = new ArrayList<>();
        arguments.add(
                value.type() == KqlType.DYNAMIC && type != KqlType.DYNAMIC
                        ? type == KqlType.STRING ? Conversions.to(type, value, span) : strict(value, type, span)
                        : value);
        KqlType valueType = arguments.get(0).type();
        for (Scalar item : items) {
            if (item.type() == KqlType.DYNAMIC) {
                arguments.add(item);
            } else if (Conversions.common(valueType, item.type()).isPresent()) {
                arguments.add(
                        Conversions.widens(item.type(), valueType) ? Conversions.to(valueType, item, span) : item);
            } else if (valueType == KqlType.STRING && !textual && isWholeConstant(item)) {
                arguments.add(Conversions.to(KqlType.STRING, item, span));
            } else if (valueType == KqlType.GUID && item.type() == KqlType.STRING) {
                arguments.add(Conversions.to(KqlType.GUID, item, span));
            } else {
                arguments.add(ConstantTexts.as(valueType, item)
                        .orElseThrow(() -> mismatch(symbol, List.of(value, item), span)));
            }
        }
        KqlType widest = arguments.stream()
                .map(Scalar::type)
                .filter(t -> t != KqlType.DYNAMIC)
                .reduce(valueType, (a, b) -> a.isNumeric() && b.isNumeric() ? Conversions.widest(a, b) : a);
        List<Scalar> converted = arguments.stream()
                .map(argument -> argument.type() == KqlType.DYNAMIC ? argument : Conversions.to(widest, argument, span))
                .toList();
        return new Scalar.Call(symbol, converted, KqlType.BOOL, span);
    }

    private static KqlType itemType(Scalar value, List<Scalar> items) {
        if (value.type() != KqlType.DYNAMIC) {
            return value.type();
        }
        return items.stream()
                .map(Scalar::type)
                .filter(type -> type != KqlType.DYNAMIC)
                .findFirst()
                .orElse(KqlType.DYNAMIC);
    }

    static Scalar between(Scalar value, boolean negated, Scalar low, Scalar high, Span span) {
        Scalar end = low.type() == KqlType.DATETIME && high.type() == KqlType.TIMESPAN
                ? arithmetic("+", low, high, span)
                : high;
        Scalar plain = strict(value, low.type(), span);
        KqlType type = Conversions.common(plain.type(), low.type())
                .flatMap(t -> Conversions.common(t, end.type()))
                .filter(t -> t != KqlType.STRING && t != KqlType.GUID && t != KqlType.BOOL && t != KqlType.DYNAMIC)
                .orElseThrow(() -> mismatch("between", List.of(value, low, high), span));
        return call(
                negated ? "!between" : "between",
                KqlType.BOOL,
                span,
                Conversions.to(type, plain, span),
                Conversions.to(type, low, span),
                Conversions.to(type, end, span));
    }

    private static Scalar folded(String symbol, KqlType type, Span span, Scalar... arguments) {
        return Folding.fold(symbol, List.of(arguments), type).orElseGet(() -> call(symbol, type, span, arguments));
    }

    private static Scalar call(String symbol, KqlType type, Span span, Scalar... arguments) {
        return new Scalar.Call(symbol, List.of(arguments), type, span);
    }

    private static KqlException mismatch(String symbol, List<Scalar> operands, Span span) {
        List<String> types = operands.stream().map(o -> o.type().kustoName()).toList();
        String hint = types.contains("string") || types.contains("dynamic")
                ? "; convert one side, for example with tostring(), tolong() or todatetime()"
                : "";
        return new KqlException(
                Code.WRONG_TYPE, "'" + symbol + "' does not take " + String.join(" and ", types) + hint, span);
    }
}
