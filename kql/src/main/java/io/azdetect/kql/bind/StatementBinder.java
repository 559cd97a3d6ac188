package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Statement;
import java.util.Optional;

/** The statements before the one that returns rows: what they declare goes into a scope. */
final class StatementBinder {
    private final Session session;
    private final Scope scope;
    private final Row row;

    StatementBinder(Session session, Scope scope) {
        this(session, scope, Row.NONE);
    }

    /**
     * Binds the statements of a function's body.
     *
     * @param row the caller's row, on which the function's arguments may depend
     */
    StatementBinder(Session session, Scope scope, Row row) {
        this.session = session;
        this.scope = scope;
        this.row = row;
    }

    void bind(Statement statement) {
        if (statement instanceof Statement.Let let) {
            Optional<Variable> value = session.problems.attempt(() -> value(let.value()));
            value.ifPresentOrElse(
                    variable -> declare(let.name(), variable),
                    () -> session.problems.breakName(let.name().text()));
        } else if (statement instanceof Statement.LetFunction function) {
            declare(function.name(), new Variable.OfFunction(function, scope.snapshot()));
        } else if (statement instanceof Statement.DeclarePattern pattern) {
            declare(pattern.name(), PatternCalls.declared(pattern, scope));
        } else if (statement instanceof Statement.DeclareParameters parameters) {
            parameters.parameters().forEach(this::declareParameter);
        } else if (statement instanceof Statement.Set set && set.option().text().startsWith("query_bin_auto_")) {
            set.value()
                    .ifPresent(value -> session.set(
                            set.option().text(),
                            new TabularBinder(session, scope).scalars(Row.NONE).bind(value)));
        }
    }

    private Variable value(Expression expression) {
        TabularBinder tables = new TabularBinder(session, scope);
        if (tables.isTabular(expression, Row.NONE)) {
            return new Variable.OfTable(tables.bind(expression));
        }
        return Variable.OfScalar.over(row, tables.scalars(row).bind(expression));
    }

    private void declareParameter(Statement.Parameter parameter) {
        Expression value = parameter
                .defaultValue()
                .orElseThrow(() -> new KqlException(
                        Code.BAD_ARGUMENTS,
                        "the query's parameter '" + parameter.name() + "' has no value and no default",
                        parameter.name().span()));
        Scalar bound = new TabularBinder(session, scope).scalars(Row.NONE).bind(value);
        declare(
                parameter.name(),
                new Variable.OfScalar(Conversions.to(parameter.type().orElseThrow(), bound, value.span()), null));
    }

    private void declare(Name name, Variable variable) {
        if (scope.declaresHere(name.text())) {
            throw new KqlException(Code.DUPLICATE_NAME, "'" + name + "' is declared already", name.span());
        }
        scope.declare(name.text(), variable);
    }
}
