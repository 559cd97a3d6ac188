package io.azdetect.catalog;

import io.azdetect.kql.plan.Scalar.Constant;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.util.List;

/** Literals that are a little wrong. */
final class OtherLiterals {
    private static final int LONGEST_WORDS = 60;

    private OtherLiterals() {}

    /**
     * A literal in another's place.
     *
     * @param words what changes, such as {@code change 5 to 6}
     */
    record Other(Constant value, String words) {}

    /**
     * What may stand in a literal's place: another text, a number that is a tenth or at least one more, twice and half the
     * time.
     *
     * @param window what the evaluation sees, for a literal that the clock gave: how far it lies back is what changes
     */
    static List<Other> of(Constant literal, TimeBounds window) {
        if (literal.value() == null) {
            return List.of();
        }
        return switch (literal.type()) {
            case STRING -> List.of(other(literal, literal.value() + "~"));
            case LONG -> List.of(other(literal, more((Long) literal.value())));
            case INT -> List.of(other(literal, (int) more((Integer) literal.value())));
            case REAL -> List.of(other(literal, (Double) literal.value() == 0 ? 1.0 : (Double) literal.value() * 1.1));
            case BOOL -> List.of(other(literal, !(Boolean) literal.value()));
            case TIMESPAN -> lengths((Long) literal.value());
            case DATETIME -> moments((Long) literal.value(), window);
            case DECIMAL, GUID, DYNAMIC -> List.of();
        };
    }

    static String text(Constant literal) {
        if (literal.value() == null) {
            return "null";
        }
        return switch (literal.type()) {
            case STRING -> shortened("\"" + literal.value() + "\"");
            case TIMESPAN -> length((Long) literal.value());
            default -> String.valueOf(literal.value());
        };
    }

    /** A length of time in ticks as queries write it, such as {@code 90m}. */
    static String length(long ticks) {
        for (Unit unit : Unit.values()) {
            if (ticks % unit.ticks == 0) {
                return ticks / unit.ticks + unit.suffix;
            }
        }
        return CellText.of(KqlType.TIMESPAN, ticks);
    }

    private static Other other(Constant literal, Object value) {
        Constant changed = new Constant(literal.type(), value);
        return new Other(changed, "change " + text(literal) + " to " + text(changed));
    }

    /** Ten per cent show a test's distance from a threshold better than one does. */
    private static long more(long number) {
        return number + Math.max(1, Math.abs(number) / 10);
    }

    private static List<Other> lengths(long ticks) {
        return ticks == 0
                ? List.of()
                : List.of(length(ticks, 2 * ticks, 2 * ticks), length(ticks, ticks / 2, ticks / 2));
    }

    private static List<Other> moments(long moment, TimeBounds window) {
        long back = window.to() - moment;
        if (back <= 0) {
            return List.of();
        }
        Other half = moment(back, back / 2, window);
        // What lies before the window is not seen in any case.
        return moment <= window.from() ? List.of(half) : List.of(moment(back, 2 * back, window), half);
    }

    private static Other length(long was, long becomes, long ticks) {
        return new Other(new Constant(KqlType.TIMESPAN, ticks), "change " + length(was) + " to " + length(becomes));
    }

    private static Other moment(long was, long becomes, TimeBounds window) {
        return new Other(
                new Constant(KqlType.DATETIME, Math.max(0, window.to() - becomes)),
                "look back " + length(becomes) + " instead of " + length(was));
    }

    /** Without its middle when it is long: changes are at the end. */
    private static String shortened(String text) {
        int half = LONGEST_WORDS / 2;
        return text.length() <= LONGEST_WORDS
                ? text
                : text.substring(0, half) + "…" + text.substring(text.length() - half + 1);
    }

    private enum Unit {
        DAY(24 * 3600, "d"),
        HOUR(3600, "h"),
        MINUTE(60, "m"),
        SECOND(1, "s");

        private final long ticks;
        private final String suffix;

        Unit(long seconds, String suffix) {
            this.ticks = seconds * Ticks.PER_SECOND;
            this.suffix = suffix;
        }
    }
}
