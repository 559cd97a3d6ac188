package io.azdetect.catalog;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.PlanScalars;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The {@code now()} of a plan that was compiled with an open clock: {@link io.azdetect.kql.CompileOptions#openClock}. */
final class OpenClock {
    private OpenClock() {}

    /** Whether the plan, or one inside its scalars, asks for it. */
    static boolean isRead(Plan plan) {
        return PlanScalars.of(plan).anyMatch(OpenClock::isRead)
                || plan.inputs().stream().anyMatch(OpenClock::isRead);
    }

    /** Whether the scalar, or a plan inside it, asks for it. */
    static boolean isRead(Scalar scalar) {
        if (scalar instanceof Scalar.Call call) {
            return isNow(call) || call.arguments().stream().anyMatch(OpenClock::isRead);
        }
        if (scalar instanceof Scalar.MemberOf member) {
            return isRead(member.value()) || isRead(member.plan());
        }
        return scalar instanceof Scalar.Subquery subquery && isRead(subquery.plan());
    }

    static boolean isNow(Scalar.Call call) {
        return call.function().equals("now") && call.arguments().isEmpty();
    }

    /** How many ticks after {@code now()} the scalar is, where it is that and timespans added or taken away. */
    static OptionalLong ticksAfter(Scalar scalar) {
        if (!(scalar instanceof Scalar.Call call)) {
            return OptionalLong.empty();
        }
        if (isNow(call)) {
            return OptionalLong.of(0);
        }
        boolean sum = call.function().equals("+");
        if ((sum || call.function().equals("-"))
                && call.arguments().size() == 2
                && call.argument(1) instanceof Scalar.Constant span
                && span.type() == KqlType.TIMESPAN
                && span.value() instanceof Long ticks) {
            OptionalLong before = ticksAfter(call.argument(0));
            return before.isEmpty()
                    ? before
                    : OptionalLong.of(sum ? before.getAsLong() + ticks : before.getAsLong() - ticks);
        }
        return OptionalLong.empty();
    }

    /** The plan at an instant, in ticks. */
    static Plan at(Plan plan, long instant) {
        return new PlanRewriter() {
            @Override
            Scalar rewrite(Scalar scalar) {
                OptionalLong after = ticksAfter(scalar);
                return after.isPresent()
                        ? new Scalar.Constant(KqlType.DATETIME, instant + after.getAsLong())
                        : descend(scalar);
            }
        }.rewrite(plan);
    }

    /**
     * The plan with filters that ask for the clock moved above those right above them that do not: what is below the clock's
     * is the same in every evaluation.
     */
    static Plan filtersLast(Plan plan) {
        return new PlanRewriter() {
            @Override
            Plan rewrite(Plan part) {
                Plan changed = descend(part);
                return changed instanceof Plan.Filter filter ? withClockLast(filter) : changed;
            }
        }.rewrite(plan);
    }

    private static Plan withClockLast(Plan.Filter top) {
        List<Scalar> conditions = new ArrayList<>();
        Plan source = top;
        while (source instanceof Plan.Filter || (source instanceof Plan.Shared && RowWise.is(source))) {
            if (source instanceof Plan.Filter filter) {
                // The lower filter's come first, as they are tried first.
                conditions.addAll(0, conjuncts(filter.predicate()));
            }
            source = source.inputs().get(0);
        }
        if (conditions.stream().noneMatch(OpenClock::isRead)
                || conditions.stream().allMatch(OpenClock::isRead)) {
            return top;
        }
        Plan filtered = source;
        for (boolean clock : new boolean[] {false, true}) {
            for (Scalar condition : conditions) {
                filtered = isRead(condition) == clock ? new Plan.Filter(filtered, condition) : filtered;
            }
        }
        return filtered;
    }

    static List<Scalar> conjuncts(Scalar predicate) {
        return predicate instanceof Scalar.Call call && call.function().equals("and")
                ? call.arguments().stream().flatMap(a -> conjuncts(a).stream()).toList()
                : List.of(predicate);
    }
}
