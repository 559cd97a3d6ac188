package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.schema.DatabaseSchema;
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
            query = KqlCompiler.compile(
                    detection.query(),
                    schema,
                    CompileOptions.at(evaluations.endInstant(number)).with(variables));
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

    private Optional<CompiledQuery> compileWithOpenClock() {
        try {
            return Optional.of(KqlCompiler.compile(
                    detection.query(),
                    schema,
                    CompileOptions.at(evaluations.endInstant(0)).with(variables).withOpenClock()));
        } catch (KqlException e) {
            return Optional.empty();
        }
    }
}
