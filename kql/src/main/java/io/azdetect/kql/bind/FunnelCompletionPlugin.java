package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * {@code funnel_sequence_completion}: how many ids got how far in a sequence of states, and how fast.
 *
 * <p>From each time of the first state the following states are looked for, each at its first time later than the state
 * before; that is the fastest way from there, so an id that gets to a state in time at all does so on one of them. That a
 * state is later than the one before, and that a bin ends before the next begins, is a choice: the documentation is silent.
 */
final class FunnelCompletionPlugin {
    private static final int LONGEST_SEQUENCE = 50;

    private final PluginCall call;
    private final Column id;
    private final Column timeline;
    private final Column state;
    private final List<String> sequence;

    private FunnelCompletionPlugin(PluginCall call) {
        this.call = call;
        this.id = call.column("IdColumn");
        this.timeline = call.column("TimelineColumn");
        this.state = call.column("StateColumn");
        if (timeline.type() != KqlType.DATETIME || state.type() != KqlType.STRING) {
            throw call.wrong("takes a column of datetimes as TimelineColumn and one of strings as StateColumn");
        }
        this.sequence = texts("Sequence", "strings");
        if (sequence.isEmpty() || sequence.size() > LONGEST_SEQUENCE) {
            throw call.wrong("takes 1 to " + LONGEST_SEQUENCE + " states as Sequence");
        }
    }

    private List<String> texts(String parameter, String what) {
        return JsonStrings.of((String) call.constant(parameter, KqlType.DYNAMIC))
                .orElseThrow(() -> call.wrong("takes an array of " + what + " as " + parameter));
    }

    static Plan bind(PluginCall call) {
        return new FunnelCompletionPlugin(call).plan();
    }

    private Plan plan() {
        List<String> periods = texts("MaxSequenceStepWindows", "timespans");
        if (periods.stream().anyMatch(Predicate.not(FunnelCompletionPlugin::isTimespan))) {
            throw call.wrong("takes an array of timespans as MaxSequenceStepWindows");
        }
        Plan input = new Plan.Project(
                call.input(),
                List.of(
                        PlanParts.renamed(id, "id"),
                        PlanParts.renamed(timeline, "at"),
                        PlanParts.renamed(state, "state")));
        Plan found = KqlTemplate.bind(
                query(),
                input,
                Map.of(
                        "_start", call.scalar("Start"),
                        "_end", call.scalar("End"),
                        "_bin", call.scalar("BinSize"),
                        "_states", call.scalar("Sequence"),
                        "_periods", call.scalar("MaxSequenceStepWindows")),
                call);
        List<Plan.Assignment> results = List.of(
                PlanParts.renamed(new Column("bin", KqlType.DATETIME), timeline.name()),
                PlanParts.renamed(new Column("name", KqlType.STRING), state.name()),
                Plan.Assignment.same(new Column("Period", KqlType.TIMESPAN)),
                Plan.Assignment.same(new Column("dcount", KqlType.LONG)));
        return EvaluateBinder.checked(call, new Plan.Project(found, results));
    }

    private static boolean isTimespan(String text) {
        return io.azdetect.kql.type.TimespanText.parse(text).isPresent();
    }

    private String query() {
        StringBuilder query = new StringBuilder("""
                let _events = materialize(T
                    | where at >= _start and at < _end
                    | extend who = tostring(pack_array(id)), bin = bin_at(at, _bin, _start));
                let _way0 = materialize(_events
                    | where state == tostring(_states[0])
                    | distinct who, id, bin, since = at, reached = at);
                """);
        StringBuilder ways = new StringBuilder("union (_way0 | extend step = 0)");
        for (int i = 1; i < sequence.size(); i++) {
            query.append("""
                    let _way%1$d = materialize(_way%2$d
                        | join kind=inner (_events | where state == tostring(_states[%1$d]) | distinct who, bin, at) on who, bin
                        | where at > reached
                        | summarize reached = min(at) by who, id, bin, since);
                    """.formatted(i, i - 1));
            ways.append(", (_way")
                    .append(i)
                    .append(" | extend step = ")
                    .append(i)
                    .append(")");
        }
        return query.append(ways).append("""

                        | mv-expand periodIndex = range(0, array_length(_periods) - 1, 1) to typeof(long)
                        | extend Period = totimespan(_periods[periodIndex])
                        | where reached - since <= Period
                        | summarize dcount = dcount(id) by bin, periodIndex, Period, step
                        | extend name = tostring(_states[step])
                        | sort by bin asc, periodIndex asc, step asc
                        """).toString();
    }
}
