package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code sequence_detect}: for each combination of times at which the predicates held one after another, a row.
 *
 * <p>The documented example shows every combination, not only the nearest. That a step is later than the one before, that
 * both limits are inclusive, and that equal combinations are one row is a choice: the documentation is silent.
 */
final class SequenceDetectPlugin {
    private final PluginCall call;
    private final Column timeline;
    private final List<Plan.Assignment> steps = new ArrayList<>();
    private final List<Column> dimensions = new ArrayList<>();

    private SequenceDetectPlugin(PluginCall call) {
        this.call = call;
        this.timeline = call.column("TimelineColumn");
        if (timeline.type() != KqlType.DATETIME) {
            throw call.wrong("takes a column of datetimes as TimelineColumn");
        }
        ScalarBinder row = call.tables().scalars(new Row(call.input().columns()));
        for (Expression.Argument argument : call.arguments("Expr")) {
            Scalar value = row.bind(argument.value());
            if (value.type() == KqlType.BOOL) {
                steps.add(PlanParts.computed(stepName(argument), value));
            } else {
                dimensions.add(call.column(argument.value(), call.input(), "Dim"));
            }
        }
        if (steps.isEmpty()) {
            throw call.wrong("needs a bool for each step");
        }
    }

    private String stepName(Expression.Argument step) {
        Optional<String> name = step.name().map(n -> n.text());
        if (name.isEmpty() && step.value() instanceof Expression.NameReference column) {
            name = Optional.of(column.name().text());
        }
        String named = name.orElseThrow(() -> new KqlException(
                Code.BAD_ARGUMENTS,
                "a step of sequence_detect that is no column needs a name: step = …",
                step.value().span()));
        if (steps.stream().anyMatch(s -> s.column().name().equals(named))) {
            throw new KqlException(
                    Code.DUPLICATE_NAME,
                    "two steps are called '" + named + "'",
                    step.value().span());
        }
        return named;
    }

    static Plan bind(PluginCall call) {
        return new SequenceDetectPlugin(call).plan();
    }

    private Plan plan() {
        List<Plan.Assignment> inputs = new ArrayList<>();
        inputs.add(PlanParts.renamed(timeline, "at"));
        StringBuilder dims = new StringBuilder();
        StringBuilder hits = new StringBuilder();
        for (int i = 0; i < dimensions.size(); i++) {
            inputs.add(PlanParts.renamed(dimensions.get(i), "d" + i));
            dims.append(", d").append(i);
        }
        for (int i = 0; i < steps.size(); i++) {
            inputs.add(PlanParts.computed("s" + i, steps.get(i).value()));
            hits.append(i == 0 ? "" : " or ").append("s").append(i);
        }
        Plan found = KqlTemplate.bind(
                query().replace("HITS", hits).replace(" dims", dims),
                new Plan.Project(call.input(), inputs),
                Map.of(
                        "_step", timespan("MaxSequenceStepWindow"),
                        "_span", timespan("MaxSequenceSpan")),
                call);
        return EvaluateBinder.checked(call, new Plan.Project(found, results(found)));
    }

    private String query() {
        StringBuilder query = new StringBuilder("""
                let _hits = materialize(T
                    | where isnotnull(at) and (HITS)
                    | extend who = tostring(pack_array(1 dims)));
                _hits
                | where s0
                | distinct who, t0 = at dims
                """);
        for (int i = 1; i < steps.size(); i++) {
            query.append("""
                    | join kind=inner (_hits | where s%1$d | distinct who, t%1$d = at) on who
                    | project-away who1
                    | where t%1$d > t%2$d and t%1$d - t%2$d <= _step and t%1$d - t0 <= _span
                    """.formatted(i, i - 1));
        }
        return query.append("| extend Duration = t%d - t0".formatted(steps.size() - 1))
                .toString();
    }

    private Scalar timespan(String parameter) {
        Scalar value = call.scalar(parameter);
        if (value.type() != KqlType.TIMESPAN) {
            throw call.wrong("takes a timespan as " + parameter);
        }
        return value;
    }

    private List<Plan.Assignment> results(Plan found) {
        List<Plan.Assignment> results = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            results.add(PlanParts.renamed(
                    new Column("d" + i, dimensions.get(i).type()),
                    dimensions.get(i).name()));
        }
        for (int i = 0; i < steps.size(); i++) {
            results.add(PlanParts.renamed(
                    new Column("t" + i, KqlType.DATETIME), steps.get(i).column().name() + "_" + timeline.name()));
        }
        results.add(Plan.Assignment.same(found.columns().get(found.columns().size() - 1)));
        return results;
    }
}
