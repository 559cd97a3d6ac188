package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Suggestion;
import io.azdetect.kql.function.Plugin;
import io.azdetect.kql.function.Plugins;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code evaluate}: finds the plug-in, and holds its result against the schema that the query declares. */
final class EvaluateBinder {
    /** What makes a plan of each plug-in's call. */
    private static final Map<String, Function<PluginCall, Plan>> PLUGINS = Map.ofEntries(
            Map.entry("bag_unpack", BagUnpackPlugin::bind),
            Map.entry("pivot", PivotPlugin::bind),
            Map.entry("ipv4_lookup", call -> AddressLookupPlugin.bind(call, AddressLookupPlugin.IPV4)),
            Map.entry("ipv6_lookup", call -> AddressLookupPlugin.bind(call, AddressLookupPlugin.IPV6)),
            Map.entry("rows_near", RowsNearPlugin::bind),
            Map.entry("dcount_intersect", DcountIntersectPlugin::bind),
            Map.entry("active_users_count", ActivityPlugins::activeUsersCount),
            Map.entry("activity_counts_metrics", ActivityPlugins::activityCountsMetrics),
            Map.entry("sliding_window_counts", ActivityPlugins::slidingWindowCounts),
            Map.entry("rolling_percentile", ActivityPlugins::rollingPercentile),
            Map.entry("session_count", ActivityPlugins::sessionCount),
            Map.entry("sequence_detect", SequenceDetectPlugin::bind),
            Map.entry("funnel_sequence_completion", FunnelCompletionPlugin::bind),
            Map.entry("narrow", NarrowPlugin::bind),
            Map.entry("schema_merge", SchemaMergePlugin::bind),
            Map.entry("autocluster", MiningPlugins::autocluster),
            Map.entry("basket", MiningPlugins::basket),
            Map.entry("diffpatterns", MiningPlugins::diffpatterns),
            Map.entry("preview", EvaluateBinder::severalTables));

    private EvaluateBinder() {}

    static Plan bind(Operator.Evaluate evaluate, Plan input, TabularBinder tables) {
        Name name = evaluate.plugin().function();
        Function<PluginCall, Plan> binder = PLUGINS.get(name.text());
        if (binder == null) {
            throw unknown(name);
        }
        Plugin plugin = Plugins.named(name.text()).orElseThrow();
        return binder.apply(new PluginCall(plugin, evaluate, input, tables));
    }

    private static Plan severalTables(PluginCall call) {
        throw new KqlException(
                Code.UNSUPPORTED,
                "'preview' gives several results: it can only stand at the end of a statement",
                call.span());
    }

    private static KqlException unknown(Name name) {
        if (Plugins.refused().contains(name.text())) {
            return ScalarBinder.unsupported("evaluate " + name, name.span());
        }
        return new KqlException(
                Code.UNKNOWN_FUNCTION,
                "no plug-in is called '" + name + "'"
                        + Suggestion.didYouMean(
                                name.text(),
                                Plugins.all().stream().map(Plugin::name).toList()),
                name.span());
    }

    /** The plan of a plug-in whose columns are known, if the declared schema, where there is one, says the same. */
    static Plan checked(PluginCall call, Plan plan) {
        if (call.schema().isEmpty()) {
            return plan;
        }
        List<Column> declared = new ArrayList<>();
        if (call.schema().get().keepsInput()) {
            declared.addAll(call.input().columns());
        }
        call.schema()
                .get()
                .columns()
                .forEach(c -> declared.add(new Column(c.name().text(), c.type())));
        if (!declared.equals(plan.columns())) {
            throw call.wrong("returns " + plan.columns() + ", not the declared " + declared);
        }
        return plan;
    }
}
