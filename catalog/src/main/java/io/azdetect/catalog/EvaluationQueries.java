package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.PlanScalars;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.TableSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A detection's query as its evaluations run it: each takes its end for {@code now()}. */
final class EvaluationQueries {
    /** Enough for the evaluations of a detection's tests; a hunt through years must not keep them all. */
    private static final int MOST_KEPT = 500;

    private final Detection detection;
    private final Evaluations evaluations;
    private final Map<String, String> variables;
    private final DatabaseSchema schema;
    private final Map<Long, CompiledQuery> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, CompiledQuery> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** Null until it is known that there is such a one. */
    private CompiledQuery timeless;
    /** Null until it is asked for. */
    private Optional<CompiledQuery> open;

    /** @param variables values for the detection's parameters, as KQL literals */
    EvaluationQueries(Detection detection, Map<String, String> variables, DatabaseSchema schema) {
        this.detection = requireNonNull(detection, "detection");
        this.evaluations = Evaluations.of(detection.schedule());
        this.variables = Map.copyOf(variables);
        this.schema = requireNonNull(schema, "schema");
    }

    /**
     * What the evaluation of this number runs.
     *
     * @throws KqlException if the query does not compile
     */
    CompiledQuery at(long number) {
        if (timeless != null) {
            return timeless;
        }
        CompiledQuery query = kept.get(number);
        if (query == null) {
            query = compile(CompileOptions.at(evaluations.endInstant(number)).with(variables));
            kept.put(number, query);
        }
        if (!query.readsClock()) {
            timeless = query;
        }
        return query;
    }

    /** What all evaluations run, with {@code now()} left open; nothing where the query needs a constant there. */
    Optional<CompiledQuery> withOpenClock() {
        if (open == null) {
            open = compileWithOpenClock();
        }
        return open;
    }

    /** Refuses what asks when rows came: to a replay they all came at once, and after every evaluation. */
    private CompiledQuery compile(CompileOptions options) {
        CompiledQuery query = KqlCompiler.compile(detection.query(), schema, options);
        if (readsIngestionTime(query.plan())) {
            throw new KqlException(
                    Code.UNSUPPORTED,
                    "ingestion_time() says when a row came here, not when Azure had it, so a hunt cannot replay the"
                            + " rule; ask for TimeGenerated instead",
                    new Span(0, 0));
        }
        return query;
    }

    private static boolean readsIngestionTime(Plan plan) {
        return (plan instanceof Plan.Scan && plan.columns().contains(TableSchema.INGESTION_TIME))
                || plan.inputs().stream().anyMatch(EvaluationQueries::readsIngestionTime)
                || PlanScalars.of(plan).anyMatch(EvaluationQueries::readsIngestionTime);
    }

    private static boolean readsIngestionTime(Scalar scalar) {
        if (scalar instanceof Scalar.MemberOf member) {
            return readsIngestionTime(member.plan());
        }
        if (scalar instanceof Scalar.Subquery subquery) {
            return readsIngestionTime(subquery.plan());
        }
        return scalar instanceof Scalar.Call call
                && call.arguments().stream().anyMatch(EvaluationQueries::readsIngestionTime);
    }

    private Optional<CompiledQuery> compileWithOpenClock() {
        try {
            return Optional.of(compile(
                    CompileOptions.at(evaluations.endInstant(0)).with(variables).withOpenClock()));
        } catch (KqlException e) {
            return Optional.empty();
        }
    }
}
