package io.azdetect.engine.stage;

import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes scalars of {@code scan}'s steps ready. What is common there runs in Java; anything else is left to the engine, a
 * statement for each value. Both give the same; {@code StepScalarsTest} compares them.
 */
final class StepScalars {
    private final Map<String, StepScalar> columns;
    private final Calculator calculator;

    /** @param columns where the values of columns and of what steps remember are, by the names that scalars call them by */
    StepScalars(Map<String, StepScalar> columns, Calculator calculator) {
        this.columns = Map.copyOf(columns);
        this.calculator = calculator;
    }

    StepScalar of(Scalar scalar) {
        if (scalar instanceof Scalar.Constant constant) {
            Object value = constant.value();
            return (row, remembered) -> value;
        }
        if (scalar instanceof Scalar.ColumnReference reference) {
            StepScalar column = columns.get(reference.name());
            if (column == null) {
                throw new IllegalArgumentException("no column " + reference.name());
            }
            return column;
        }
        if (scalar instanceof Scalar.Call call) {
            List<StepScalar> arguments = call.arguments().stream().map(this::of).toList();
            StepScalar inJava = inJava(call, arguments);
            return inJava != null ? inJava : calculated(call, arguments, calculator.prepare(call));
        }
        throw new IllegalArgumentException("a step computes over rows, not over tables: " + scalar);
    }

    private static StepScalar calculated(
            Scalar.Call call, List<StepScalar> arguments, Calculator.Calculation calculation) {
        StepScalar[] parameters = IntStream.range(0, arguments.size())
                .filter(i -> !(call.argument(i) instanceof Scalar.Constant))
                .mapToObj(arguments::get)
                .toArray(StepScalar[]::new);
        return (row, remembered) -> {
            Object[] values = new Object[parameters.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = parameters[i].of(row, remembered);
            }
            return calculation.of(values);
        };
    }

    /** The call in Java; null where only the engine computes it. */
    private StepScalar inJava(Scalar.Call call, List<StepScalar> arguments) {
        return switch (call.function()) {
            case "and" -> logical(arguments, false);
            case "or" -> logical(arguments, true);
            case "not" -> negated(arguments.get(0));
            case "iff", "case" -> choice(arguments);
            case "isnull" -> {
                StepScalar value = arguments.get(0);
                yield (row, remembered) -> value.of(row, remembered) == null;
            }
            case "isnotnull" -> {
                StepScalar value = arguments.get(0);
                yield (row, remembered) -> value.of(row, remembered) != null;
            }
            case "isempty", "isnotempty" -> emptiness(call, arguments.get(0));
            case "==", "!=" -> equality(call, arguments);
            case "<", "<=", ">", ">=" -> order(call, arguments);
            case "+", "-", "*" -> arithmetic(call, arguments);
            default -> null;
        };
    }

    /** {@code or} where {@code decisive} is true, else {@code and}: one operand of that value decides, else a null does. */
    private static StepScalar logical(List<StepScalar> operands, boolean decisive) {
        return (row, remembered) -> {
            boolean anyNull = false;
            for (StepScalar operand : operands) {
                Object value = operand.of(row, remembered);
                if (value == null) {
                    anyNull = true;
                } else if ((Boolean) value == decisive) {
                    return decisive;
                }
            }
            return anyNull ? null : Boolean.valueOf(!decisive);
        };
    }

    private static StepScalar negated(StepScalar operand) {
        return (row, remembered) -> {
            Object value = operand.of(row, remembered);
            return value == null ? null : Boolean.valueOf(!(Boolean) value);
        };
    }

    private static StepScalar choice(List<StepScalar> arguments) {
        int last = arguments.size() - 1;
        return (row, remembered) -> {
            for (int i = 0; i < last; i += 2) {
                if (Boolean.TRUE.equals(arguments.get(i).of(row, remembered))) {
                    return arguments.get(i + 1).of(row, remembered);
                }
            }
            return arguments.get(last).of(row, remembered);
        };
    }

    private static StepScalar emptiness(Scalar.Call call, StepScalar value) {
        KqlType type = call.argument(0).type();
        if (type == KqlType.DYNAMIC) {
            return null;
        }
        boolean empty = call.function().equals("isempty");
        return (row, remembered) -> {
            Object tested = value.of(row, remembered);
            return (type == KqlType.STRING ? "".equals(tested) : tested == null) == empty;
        };
    }

    /** Of two nulls null, of a null and a value false, or true for {@code !=}. */
    private static StepScalar equality(Scalar.Call call, List<StepScalar> arguments) {
        if (!isPlain(call)) {
            return null;
        }
        boolean equal = call.function().equals("==");
        StepScalar left = arguments.get(0);
        StepScalar right = arguments.get(1);
        return (row, remembered) -> {
            Object l = left.of(row, remembered);
            Object r = right.of(row, remembered);
            if (l == null || r == null) {
                return l == r ? null : Boolean.valueOf(!equal);
            }
            return areEqual(l, r) == equal;
        };
    }

    /** NaN equals nothing, and 0 equals -0. */
    private static boolean areEqual(Object left, Object right) {
        return (left instanceof Double l && right instanceof Double r)
                ? l.doubleValue() == r.doubleValue()
                : left.equals(right);
    }

    /** Both operands of one type that Java compares as the engine does. */
    private static boolean isPlain(Scalar.Call call) {
        KqlType type = call.argument(0).type();
        boolean known = switch (type) {
            case BOOL, INT, LONG, REAL, STRING, DATETIME, TIMESPAN -> true;
            case DECIMAL, GUID, DYNAMIC -> false;
        };
        return known && call.argument(1).type() == type;
    }

    private static StepScalar order(Scalar.Call call, List<StepScalar> arguments) {
        if (!isPlain(call) || call.argument(0).type() == KqlType.BOOL) {
            return null;
        }
        StepScalar left = arguments.get(0);
        StepScalar right = arguments.get(1);
        String operator = call.function();
        return (row, remembered) -> {
            Object l = left.of(row, remembered);
            Object r = right.of(row, remembered);
            if (l == null || r == null) {
                return null;
            }
            if (l instanceof Double x && r instanceof Double y && (x.isNaN() || y.isNaN())) {
                return false;
            }
            int order = ValueOrder.compare(l, r);
            return switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        };
    }

    private StepScalar arithmetic(Scalar.Call call, List<StepScalar> arguments) {
        if (arguments.size() != 2) {
            return null;
        }
        boolean real = call.arguments().stream().allMatch(a -> a.type() == KqlType.REAL);
        boolean whole = call.arguments().stream().allMatch(a -> a.type() == KqlType.LONG);
        boolean time = !call.function().equals("*")
                && call.arguments().stream()
                        .allMatch(a -> a.type() == KqlType.DATETIME || a.type() == KqlType.TIMESPAN);
        if (!real && !whole && !time) {
            return null;
        }
        char operator = call.function().charAt(0);
        StepScalar left = arguments.get(0);
        StepScalar right = arguments.get(1);
        // A time that is out of range is the engine's to refuse.
        StepScalar outOfRange = time ? calculated(call, arguments, calculator.prepare(call)) : null;
        return (row, remembered) -> {
            Object l = left.of(row, remembered);
            Object r = right.of(row, remembered);
            if (l == null || r == null) {
                return null;
            }
            if (real) {
                return result(operator, (Double) l, (Double) r);
            }
            if (whole) {
                return wrapped(operator, (Long) l, (Long) r);
            }
            try {
                return operator == '+' ? Math.addExact((Long) l, (Long) r) : Math.subtractExact((Long) l, (Long) r);
            } catch (ArithmeticException e) {
                return outOfRange.of(row, remembered);
            }
        };
    }

    private static double result(char operator, double left, double right) {
        return switch (operator) {
            case '+' -> left + right;
            case '-' -> left - right;
            default -> left * right;
        };
    }

    /** Whole numbers wrap at 64 bits, in Kusto as in Java. */
    private static long wrapped(char operator, long left, long right) {
        return switch (operator) {
            case '+' -> left + right;
            case '-' -> left - right;
            default -> left * right;
        };
    }
}
