package io.azdetect.kql.bind;

import io.azdetect.kql.function.AggregateFunction;
import io.azdetect.kql.function.AggregateFunctions;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The aggregates that the expressions of one {@code summarize} contain, each under a name of its own. */
final class AggregateCollector {
    /** Kusto's second names, brought to one. */
    private static final Map<String, String> CANONICAL = Map.of(
            "makelist", "make_list",
            "makeset", "make_set",
            "any", "take_any",
            "anyif", "take_anyif",
            "cnt", "count",
            "make_dictionary", "make_bag",
            "merge_tdigest", "tdigest_merge");

    private final List<Plan.Aggregation> aggregations = new ArrayList<>();

    List<Plan.Aggregation> aggregations() {
        return aggregations;
    }

    /** Binds an aggregate over a row; the scalar that comes back stands for its result. */
    Scalar collect(Expression.Call call, ScalarBinder row) {
        String name = call.function().text();
        AggregateFunction function = AggregateFunctions.named(name).orElseThrow();
        List<Scalar> arguments = new ArrayList<>();
        for (Expression.Argument argument : call.arguments()) {
            arguments.add(row.bind(argument.value()));
        }
        if (name.equals("count") && arguments.size() == 1) {
            return add(
                    arguments.get(0).type() == KqlType.BOOL
                            ? new Plan.AggregateCall("countif", arguments, KqlType.LONG)
                            // The examples of summarize count a column so, its nulls too.
                            : new Plan.AggregateCall("count", List.of(), KqlType.LONG));
        }
        var match = FunctionCalls.Match.of(name, function.signatures(), arguments, call);
        List<Scalar> converted = name.startsWith("percentiles") && name.endsWith("_array")
                ? Percentages.inOneArray(match, call)
                : match.arguments();
        return add(new Plan.AggregateCall(CANONICAL.getOrDefault(name, name), converted, match.result()));
    }

    Scalar add(Plan.AggregateCall call) {
        String name = "$" + aggregations.size();
        aggregations.add(new Plan.Aggregation(new Column(name, call.type()), call));
        return new Scalar.ColumnReference(name, call.type());
    }
}
