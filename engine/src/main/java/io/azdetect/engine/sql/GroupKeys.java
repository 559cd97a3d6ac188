package io.azdetect.engine.sql;

import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What rows are grouped by, and the keys' values that come of it.
 *
 * <p>The two differ for {@code bin(datetime, 1d)}: grouped by the number of the day, a few small numbers, and multiplied once
 * per group, it costs a fifth less than grouped by the day's first instant.
 */
final class GroupKeys {
    private final ScalarWriter scalars;
    private final Map<String, Fragment> scope;
    private final List<Fragment> keys = new ArrayList<>();
    private final List<Fragment> values = new ArrayList<>();

    GroupKeys(ScalarWriter scalars, Map<String, Fragment> scope) {
        this.scalars = scalars;
        this.scope = scope;
    }

    void add(Scalar key) {
        if (key instanceof Scalar.Call bin
                && bin.function().equals("bin")
                && bin.type() == KqlType.DATETIME
                && bin.arguments().get(1) instanceof Scalar.Constant size
                && size.value() instanceof Long ticks
                && ticks > 0) {
            // Datetimes are never negative, so that // rounds down.
            Fragment number = Fragment.operation(
                    scalars.value(bin.arguments().get(0), scope).operand() + " // " + ticks);
            keys.add(number);
            values.add(Fragment.operation(number.operand() + " * " + ticks));
        } else {
            Fragment value = scalars.value(key, scope);
            keys.add(value);
            values.add(value);
        }
    }

    /** What stands in {@code GROUP BY}. */
    List<Fragment> keys() {
        return keys;
    }

    /** The keys' values, in terms of {@link #keys()}. */
    List<Fragment> values() {
        return values;
    }
}
