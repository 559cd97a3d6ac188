package io.azdetect.kql;

import io.azdetect.kql.bind.Binder;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.syntax.KqlParser;

/** KQL text in, typed plan out: parsing, then binding against a schema. */
public final class KqlCompiler {
    private KqlCompiler() {}

    /**
     * Compiles a query.
     *
     * @param text the query, with its {@code let} statements
     * @param schema the tables that it may name
     * @param options the query's instant, time range and variables
     * @throws KqlException when the text is not KQL, means nothing over this schema, or is KQL that is not run here; its
     *     diagnostic says which, and where
     */
    public static CompiledQuery compile(String text, DatabaseSchema schema, CompileOptions options) {
        return Binder.bind(text, KqlParser.parse(text), schema, options);
    }
}
