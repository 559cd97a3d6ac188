package io.azdetect.kql;

import io.azdetect.kql.bind.Binder;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.syntax.KqlParser;
import java.util.List;

/** KQL text in, typed plan out: parsing, then binding against a schema. */
public final class KqlCompiler {
    private KqlCompiler() {}

    /**
     * Compiles a query that has one result.
     *
     * @param text the query, with its {@code let} statements
     * @param schema the tables that it may name
     * @param options the query's instant, time range and variables
     * @throws KqlException when the text is not KQL, means nothing over this schema, or is KQL that is not run here; its
     *     diagnostic says which, and where
     */
    public static CompiledQuery compile(String text, DatabaseSchema schema, CompileOptions options) {
        List<CompiledResult> results = compileAll(text, schema, options);
        if (results.size() > 1) {
            throw new KqlException(
                    Diagnostic.Code.UNSUPPORTED,
                    "the text asks for " + results.size() + " results, and one is wanted here: leave one statement that"
                            + " returns rows, without fork or facet",
                    new Span(0, text.length()));
        }
        return results.get(0).query();
    }

    /**
     * Compiles a text that may ask for several results, which are to be run one after another: several statements that return
     * rows, or one that ends with {@code fork} or {@code facet}.
     *
     * @return the results in their order, at least one
     * @throws KqlException as {@link #compile} does
     */
    public static List<CompiledResult> compileAll(String text, DatabaseSchema schema, CompileOptions options) {
        return Binder.bind(text, KqlParser.parse(text), schema, options);
    }

    /**
     * What is wrong with a query: statement by statement, operator by operator and argument by argument, as far as one
     * mistake leaves a meaning to what stands beside it, and without what follows from another mistake alone.
     *
     * @return nothing when {@link #compile} compiles it; else what is wrong, in the order of the text
     */
    public static List<Diagnostic> problems(String text, DatabaseSchema schema, CompileOptions options) {
        return Binder.problems(text, schema, options);
    }
}
