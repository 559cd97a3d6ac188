package io.azdetect.kql;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a compilation needs besides the text and the schema.
 *
 * @param now the instant that {@code now()} gives, one for the whole query
 * @param timeRange when set, stored tables show only rows whose {@code TimeGenerated} is inside it, as in Log Analytics
 * @param variables values that replace those of the query's own scalar {@code let} statements, by name, as KQL literals
 *     ({@code 5}, {@code 1h}, {@code dynamic(["a"])}); how a detection's parameters are set
 * @param probe looks at data where a plug-in's columns depend on it; without one such a plug-in needs a declared schema
 * @param openClock leaves {@code now()} in the plan as a call of {@code now} without arguments, which no engine runs: for
 *     whoever puts many instants in its place. A query that needs a constant there does not compile so
 */
public record CompileOptions(
        Instant now,
        Optional<TimeRange> timeRange,
        Map<String, String> variables,
        Optional<PlanProbe> probe,
        boolean openClock) {
    public CompileOptions {
        variables = Map.copyOf(variables);
    }

    /** Now is the given instant; all time; no variables. */
    public static CompileOptions at(Instant now) {
        return new CompileOptions(now, Optional.empty(), Map.of(), Optional.empty(), false);
    }

    public CompileOptions within(TimeRange range) {
        return new CompileOptions(now, Optional.of(range), variables, probe, openClock);
    }

    public CompileOptions with(Map<String, String> newVariables) {
        return new CompileOptions(now, timeRange, newVariables, probe, openClock);
    }

    public CompileOptions probing(PlanProbe newProbe) {
        return new CompileOptions(now, timeRange, variables, Optional.of(newProbe), openClock);
    }

    public CompileOptions withOpenClock() {
        return new CompileOptions(now, timeRange, variables, probe, true);
    }

    /** From {@code from}, inclusive, to {@code to}, exclusive. */
    public record TimeRange(Instant from, Instant to) {
        public TimeRange {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("the range ends (" + to + ") before it begins (" + from + ")");
            }
        }
    }
}
