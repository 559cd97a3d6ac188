package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plug-ins over who did something and when, each written in KQL.
 *
 * <p>Their queries read {@code T} with the columns {@code id}, {@code at} and {@code d0}, {@code d1}, … for the dimensions
 * that slice the result; arguments are variables that begin with an underscore. Where the query says {@code dims}, all
 * dimensions are put in.
 */
final class ActivityPlugins {
    private ActivityPlugins() {}

    static Plan slidingWindowCounts(PluginCall call) {
        if (isPeriod(call, "Bin")) {
            throw ScalarBinder.unsupported("sliding_window_counts by week, month or year", call.span());
        }
        return over(call, "IdColumn", "TimelineColumn", Set.of("Start", "End", "LookbackWindow", "Bin"))
                .query("""
                let _bins = tolong(_LookbackWindow / _Bin);
                T
                | where at between (_Start - _LookbackWindow .. _End)
                | mv-expand ahead = range(0, _bins - 1, 1) to typeof(long)
                | extend bin = bin_at(at, _Bin, _Start) + ahead * _Bin
                | where bin between (_Start .. _End)
                | summarize Count = count(), Dcount = dcount(id) by bin dims
                | project bin dims, Count, Dcount
                """);
    }

    static Plan activeUsersCount(PluginCall call) {
        Query query = over(
                call,
                "IdColumn",
                "TimelineColumn",
                Set.of("Start", "End", "LookbackWindow", "Period", "ActivePeriodsCount", "Bin"));
        return query.query("""
                let _seen = materialize(T
                    | where at > _Start - _LookbackWindow and at <= _End
                    | extend who = tostring(pack_array(id dims))
                    | distinct who, id, at dims);
                _seen
                | where at >= _Start
                | join kind=inner (_seen | project who, before = at) on who
                | where before > at - _LookbackWindow and before <= at
                | summarize periods = dcount(bin_at(before, _Period, _Start)) by who, id, at dims
                | where periods >= _ActivePeriodsCount
                | summarize dcount = dcount(id) by bin = %s dims
                | project bin dims, dcount
                """.formatted(query.bin("Bin")));
    }

    static Plan activityCountsMetrics(PluginCall call) {
        Query query = over(call, "IdColumn", "TimelineColumn", Set.of("Start", "End", "Step"));
        return query.query("""
                let _steps = materialize(T
                    | where at between (_Start .. _End)
                    | extend bin = %s, slice = tostring(pack_array(1 dims)));
                let _first = materialize(_steps | summarize since = min(bin) by slice, id | where isnotnull(since));
                _steps
                | summarize count = count(), dcount = dcount(id) by slice, bin dims
                | join kind=inner (_first | summarize came = dcount(id) by slice, since) on slice
                | where since <= bin
                | summarize new_dcount = sumif(came, since == bin), aggregated_dcount = sum(came)
                    by bin, count, dcount dims
                | project bin dims, count, dcount, new_dcount, aggregated_dcount
                """.formatted(query.bin("Step")));
    }

    static Plan rollingPercentile(PluginCall call) {
        long bins = (Long) call.constant("BinsPerWindow", KqlType.LONG);
        if (bins < 1 || bins > 10_000) {
            throw call.wrong("takes 1 to 10,000 as BinsPerWindow");
        }
        Scalar percentile = call.scalar("Percentile");
        if (!(percentile instanceof Scalar.Constant constant) || constant.value() == null) {
            throw call.wrong("takes a constant as Percentile");
        }
        String value = call.column("ValueColumn").name();
        String name = "rolling_" + bins + "_percentile_" + value + "_"
                + constant.value().toString().replace('.', '_');
        Plan plan = over(call, "ValueColumn", "IndexColumn", Set.of("Percentile", "BinSize", "BinsPerWindow"))
                .query("""
                        T
                        | mv-expand ahead = range(0, _BinsPerWindow - 1, 1) to typeof(long)
                        | extend bin = bin(at, _BinSize) + ahead * _BinSize
                        | summarize result = percentile(id, _Percentile), own = countif(ahead == 0) by bin dims
                        | where own > 0
                        | project bin dims, result
                        """);
        List<Plan.Assignment> columns = new ArrayList<>();
        int last = plan.columns().size() - 1;
        plan.columns().subList(0, last).forEach(c -> columns.add(Plan.Assignment.same(c)));
        Scalar result = Conversions.to(
                call.column("ValueColumn").type(),
                new Scalar.ColumnReference(plan.columns().get(last)),
                call.span());
        columns.add(PlanParts.computed(name, result));
        return EvaluateBinder.checked(call, new Plan.Project(plan, columns));
    }

    static Plan sessionCount(PluginCall call) {
        if (isPeriod(call, "Bin")) {
            throw ScalarBinder.unsupported("session_count by week, month or year", call.span());
        }
        return over(call, "IdColumn", "TimelineColumn", Set.of("Start", "End", "Bin", "LookBackWindow"))
                .query("""
                T
                | where at > _Start - _LookBackWindow and at <= _End
                | extend who = tostring(pack_array(id dims))
                | distinct who, at dims
                | sort by who asc, at asc
                | extend goesOn = coalesce(who == prev(who) and at - prev(at) <= _LookBackWindow, false)
                | where at > _Start and not(goesOn)
                | summarize count_sessions = count() by bin = bin(at, _Bin) dims
                | project bin dims, count_sessions
                """);
    }

    private static boolean isPeriod(PluginCall call, String parameter) {
        return call.scalar(parameter).type() == KqlType.STRING;
    }

    private static Query over(PluginCall call, String id, String at, Set<String> parameters) {
        Map<String, Scalar> variables = new LinkedHashMap<>();
        for (String parameter : parameters) {
            Scalar value = call.scalar(parameter);
            variables.put(
                    "_" + parameter,
                    value.type() == KqlType.INT ? Conversions.to(KqlType.LONG, value, call.span()) : value);
        }
        return new Query(call, call.column(id), call.column(at), call.columns("dim"), variables);
    }

    /** A query in KQL over a plug-in's input. */
    private record Query(PluginCall call, Column id, Column at, List<Column> dims, Map<String, Scalar> variables) {
        /** The start of the bin of a time: counted from {@code _Start}, or the calendar's week, month or year. */
        String bin(String parameter) {
            if (!isPeriod(call, parameter)) {
                return "bin_at(at, _" + parameter + ", _Start)";
            }
            Object period = call.constant(parameter, KqlType.STRING);
            if (!Set.of("week", "month", "year").contains(period)) {
                throw call.wrong("takes 'week', 'month' or 'year' as a text for " + parameter);
            }
            return "startof" + period + "(at)";
        }

        /** The plan; its column {@code bin} gets the timeline's name and the dimensions get theirs back. */
        Plan query(String kql) {
            StringBuilder names = new StringBuilder();
            Map<String, String> back = new LinkedHashMap<>();
            List<Plan.Assignment> columns = new ArrayList<>();
            columns.add(PlanParts.renamed(id, "id"));
            columns.add(wide(at));
            for (int i = 0; i < dims.size(); i++) {
                names.append(", d").append(i);
                back.put("d" + i, dims.get(i).name());
                columns.add(PlanParts.renamed(dims.get(i), "d" + i));
            }
            Plan plan = KqlTemplate.bind(
                    kql.replace(" dims", names), new Plan.Project(call.input(), columns), variables, call);
            List<Plan.Assignment> results = plan.columns().stream()
                    .map(c -> c.name().equals("bin")
                            ? timeline(c)
                            : PlanParts.renamed(c, back.getOrDefault(c.name(), c.name())))
                    .toList();
            return EvaluateBinder.checked(call, new Plan.Project(plan, results));
        }

        private Plan.Assignment timeline(Column bin) {
            return PlanParts.computed(
                    at.name(), Conversions.to(at.type(), new Scalar.ColumnReference(bin), call.span()));
        }

        /** The timeline; as a long where it is an int, because the arguments are. */
        private Plan.Assignment wide(Column column) {
            KqlType type = column.type() == KqlType.INT ? KqlType.LONG : column.type();
            return PlanParts.computed("at", Conversions.to(type, new Scalar.ColumnReference(column), call.span()));
        }
    }
}
