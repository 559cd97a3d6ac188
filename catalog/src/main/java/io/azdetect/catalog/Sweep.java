package io.azdetect.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Other values of a parameter to try, those nearest to its own first: greater ones for a number, longer ones for a time. */
record Sweep(Parameter parameter, List<Step> steps) {
    private static final List<BigDecimal> FACTORS = Stream.of(
                    "1.5", "2", "3", "4", "5", "7", "10", "15", "20", "30", "50", "100")
            .map(BigDecimal::new)
            .toList();
    private static final List<BigDecimal> FROM_ZERO = Stream.of("1", "2", "3", "5", "10", "20", "50", "100")
            .map(BigDecimal::new)
            .toList();
    private static final List<Integer> LONGER = List.of(2, 3, 4, 7, 14);
    private static final Pattern TIME = Pattern.compile("(\\d+)([dhms])");

    /** https://learn.microsoft.com/azure/sentinel/create-analytics-rules: no rule looks back further. */
    private static final Duration LONGEST = Duration.ofDays(14);

    Sweep {
        steps = List.copyOf(steps);
    }

    /**
     * A value to try.
     *
     * @param literal as KQL writes it
     * @param period the longer period that it needs
     */
    record Step(String literal, Optional<Duration> period) {}

    /** @param period of the detection; what a window grows by, the period grows by too */
    static Optional<Sweep> of(Parameter parameter, Duration period) {
        List<Step> steps = switch (parameter.type()) {
            case INT, LONG -> numbers(parameter, 0);
            case REAL, DECIMAL -> numbers(parameter, 3);
            case TIMESPAN -> times(parameter, period);
            default -> List.of();
        };
        return steps.isEmpty() ? Optional.empty() : Optional.of(new Sweep(parameter, steps));
    }

    private static List<Step> numbers(Parameter parameter, int scale) {
        if (!parameter.defaultValue().matches("\\d+(\\.\\d+)?")) {
            return List.of();
        }
        BigDecimal own = new BigDecimal(parameter.defaultValue());
        List<BigDecimal> greater = own.signum() == 0
                ? FROM_ZERO
                : FACTORS.stream().map(own::multiply).toList();
        Set<String> literals = new LinkedHashSet<>();
        for (BigDecimal number : greater) {
            BigDecimal rounded = number.setScale(scale, RoundingMode.CEILING);
            if (rounded.compareTo(own) > 0) {
                String text = rounded.stripTrailingZeros().toPlainString();
                // KQL reads digits alone as a long.
                literals.add(scale == 0 || text.contains(".") ? text : text + ".0");
            }
        }
        return literals.stream().map(l -> new Step(l, Optional.empty())).toList();
    }

    private static List<Step> times(Parameter parameter, Duration period) {
        Matcher own = TIME.matcher(parameter.defaultValue());
        Optional<Duration> length = Durations.parse(parameter.defaultValue());
        if (!own.matches() || length.isEmpty() || length.get().isZero()) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        for (int factor : LONGER) {
            Duration grown = period.plus(length.get().multipliedBy(factor - 1));
            if (grown.compareTo(LONGEST) <= 0) {
                steps.add(new Step(Long.parseLong(own.group(1)) * factor + own.group(2), Optional.of(grown)));
            }
        }
        return steps;
    }
}
