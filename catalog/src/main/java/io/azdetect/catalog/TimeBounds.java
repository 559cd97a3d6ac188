package io.azdetect.catalog;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A stretch of time in ticks, the end exclusive. */
record TimeBounds(long from, long to) {
    private static final Span NOWHERE = new Span(0, 0);

    /** What is left of it where a condition on one of these columns, which hold the time, is true. */
    TimeBounds narrowedBy(Scalar condition, Set<String> timeColumns) {
        if (!(condition instanceof Scalar.Call call)) {
            return this;
        }
        if (call.function().equals("and")) {
            TimeBounds narrowed = this;
            for (Scalar operand : call.arguments()) {
                narrowed = narrowed.narrowedBy(operand, timeColumns);
            }
            return narrowed;
        }
        boolean onTime = !call.arguments().isEmpty()
                && call.argument(0) instanceof Scalar.ColumnReference column
                && timeColumns.contains(column.name());
        if (!onTime) {
            return this;
        }
        return switch (call.function()) {
            case ">", ">=" -> notBefore(constant(call, 1));
            case "<" -> before(constant(call, 1));
            case "<=" -> before(constant(call, 1).map(t -> t + 1));
            case "between" ->
                notBefore(constant(call, 1)).before(constant(call, 2).map(t -> t + 1));
            default -> this;
        };
    }

    /** What is in both; where there is nothing, it ends where it begins. */
    TimeBounds within(TimeBounds other) {
        long begin = Math.max(from, other.from);
        return new TimeBounds(begin, Math.max(begin, Math.min(to, other.to)));
    }

    /** From where the first begins to where the last ends. */
    TimeBounds around(TimeBounds other) {
        return new TimeBounds(Math.min(from, other.from), Math.max(to, other.to));
    }

    /** That a time lies within. */
    Scalar contain(Scalar time) {
        return call(
                "and",
                call(">=", time, new Scalar.Constant(KqlType.DATETIME, from)),
                call("<", time, new Scalar.Constant(KqlType.DATETIME, to)));
    }

    private static Scalar call(String operator, Scalar left, Scalar right) {
        return new Scalar.Call(operator, List.of(left, right), KqlType.BOOL, NOWHERE);
    }

    private TimeBounds notBefore(Optional<Long> time) {
        return new TimeBounds(Math.max(from, time.orElse(from)), to);
    }

    private TimeBounds before(Optional<Long> time) {
        return new TimeBounds(from, Math.min(to, time.orElse(to)));
    }

    private static Optional<Long> constant(Scalar.Call call, int index) {
        return call.argument(index) instanceof Scalar.Constant constant
                        && constant.type() == KqlType.DATETIME
                        && constant.value() instanceof Long ticks
                ? Optional.of(ticks)
                : Optional.empty();
    }
}
