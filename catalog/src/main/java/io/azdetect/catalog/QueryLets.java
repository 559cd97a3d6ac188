package io.azdetect.catalog;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.syntax.KqlParser;
import io.azdetect.kql.syntax.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The {@code let} statements at the top of a query. */
final class QueryLets {
    private QueryLets() {}

    /**
     * The text of each one's value, by name.
     *
     * @throws KqlException when the query cannot be read
     */
    static Map<String, String> of(String query) {
        Map<String, String> lets = new LinkedHashMap<>();
        for (Statement statement : KqlParser.parse(query).statements()) {
            if (statement instanceof Statement.Let let) {
                Span value = let.value().span();
                lets.put(let.name().text(), query.substring(value.start(), value.end()));
            }
        }
        return lets;
    }

    /** The query with other values in these statements; names that it does not introduce change nothing. */
    static String with(String query, Map<String, String> values) {
        StringBuilder changed = new StringBuilder();
        int copied = 0;
        for (Statement statement : KqlParser.parse(query).statements()) {
            if (statement instanceof Statement.Let let
                    && values.containsKey(let.name().text())) {
                Span value = let.value().span();
                changed.append(query, copied, value.start())
                        .append(values.get(let.name().text()));
                copied = value.end();
            }
        }
        return changed.append(query, copied, query.length()).toString();
    }

    /** The constant that a literal stands for; nothing when the text is none. */
    static Optional<Scalar.Constant> constant(String literal) {
        try {
            Plan plan = KqlCompiler.compile("print " + literal, DatabaseSchema.EMPTY, CompileOptions.at(Instant.EPOCH))
                    .plan();
            return plan instanceof Plan.Values values && values.rows().get(0).get(0) instanceof Scalar.Constant constant
                    ? Optional.of(constant)
                    : Optional.empty();
        } catch (KqlException e) {
            return Optional.empty();
        }
    }
}
