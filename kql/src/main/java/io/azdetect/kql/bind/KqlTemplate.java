package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.syntax.KqlParser;
import io.azdetect.kql.syntax.Statement;
import java.util.Map;

/** A plug-in that is itself a query: KQL text of ours over the plug-in's input. */
final class KqlTemplate {
    private KqlTemplate() {}

    /**
     * Binds the text.
     *
     * @param kql statements of which the last is the query; it names no tables but {@code T}
     * @param input what {@code T} is
     * @param variables the names that the text may use besides
     */
    static Plan bind(String kql, Plan input, Map<String, Scalar> variables, PluginCall call) {
        Scope scope = Scope.empty();
        scope.declare("T", new Variable.OfTable(input));
        variables.forEach((name, value) -> scope.declare(name, new Variable.OfScalar(value, null)));
        Session session = call.tables().session();
        StatementBinder statements = new StatementBinder(session, scope);
        Plan plan = null;
        try {
            for (Statement statement : KqlParser.parse(kql).statements()) {
                if (statement instanceof Statement.Query query) {
                    plan = new TabularBinder(session, scope).bind(query.expression());
                } else {
                    statements.bind(statement);
                }
            }
        } catch (KqlException e) {
            // What is wrong is an argument's type; the place is in a text that the query's author does not see.
            throw new KqlException(e.diagnostic().code(), e.diagnostic().message(), call.span());
        }
        return plan;
    }
}
