package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.PlanScalars;
import io.azdetect.kql.plan.Scalar;
import java.util.IdentityHashMap;

/**
 * How large what a name stands for is when it is written out. Names that stand on others double with little text: forty
 * tables, each the union of the one before with itself, are 2⁴⁰ tables.
 */
final class QuerySize {
    private static final long MOST = 200_000;

    /** Sizes of plans and scalars by identity: what is shared is measured once. */
    private final IdentityHashMap<Object, Long> sizes = new IdentityHashMap<>();

    /** The same plan; one that is too large is an error where its name stands. */
    Plan checked(Plan plan, Span span) {
        check(of(plan), span);
        return plan;
    }

    /** The same scalar; one that is too large is an error where its name stands. */
    Scalar checked(Scalar scalar, Span span) {
        check(of(scalar), span);
        return scalar;
    }

    private static void check(long size, Span span) {
        if (size > MOST) {
            throw new KqlException(
                    Code.TOO_COMPLEX,
                    "what this name stands for has more than " + MOST
                            + " operators and expressions; names that stand on other names twice double each time",
                    span);
        }
    }

    private long of(Plan plan) {
        Long known = sizes.get(plan);
        if (known != null) {
            return known;
        }
        long size = 1;
        for (Plan input : plan.inputs()) {
            size += of(input);
        }
        size += PlanScalars.of(plan).mapToLong(this::of).sum();
        sizes.put(plan, size);
        return size;
    }

    private long of(Scalar scalar) {
        Long known = sizes.get(scalar);
        if (known != null) {
            return known;
        }
        long size = 1;
        if (scalar instanceof Scalar.Call call) {
            size += call.arguments().stream().mapToLong(this::of).sum();
        } else if (scalar instanceof Scalar.Subquery subquery) {
            size += of(subquery.plan());
        } else if (scalar instanceof Scalar.MemberOf member) {
            size += of(member.value()) + of(member.plan());
        }
        sizes.put(scalar, size);
        return size;
    }
}
