package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Statement;
import io.azdetect.kql.syntax.Statement.Parameter;
import io.azdetect.kql.type.KqlType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The arguments of a call of one of the query's own functions, given to its parameters. */
final class FunctionArguments {
    private final Statement.LetFunction declaration;
    private final Expression.Call call;
    private final ScalarBinder caller;
    private final TabularBinder tables;
    private final Map<String, Expression> given = new HashMap<>();

    FunctionArguments(
            Statement.LetFunction declaration, Expression.Call call, ScalarBinder caller, TabularBinder tables) {
        this.declaration = declaration;
        this.call = call;
        this.caller = caller;
        this.tables = tables;
        assign();
    }

    private void assign() {
        List<Parameter> parameters = declaration.parameters();
        int place = 0;
        for (Expression.Argument argument : call.arguments()) {
            String name;
            if (argument.name().isPresent()) {
                name = argument.name().get().text();
                if (parameters.stream().noneMatch(p -> p.name().text().equals(name))) {
                    throw new KqlException(
                            Code.BAD_ARGUMENTS,
                            "'" + call.function() + "' has no parameter '" + name + "'",
                            argument.name().get().span());
                }
            } else if (place < parameters.size()) {
                name = parameters.get(place).name().text();
            } else {
                throw new KqlException(
                        Code.BAD_ARGUMENTS,
                        "'" + call.function() + "' takes " + parameters.size() + " arguments, here are "
                                + call.arguments().size(),
                        call.span());
            }
            place++;
            given.put(name, argument.value());
        }
    }

    void declareIn(Scope scope) {
        for (Parameter parameter : declaration.parameters()) {
            scope.declare(parameter.name().text(), parameter.isTabular() ? table(parameter) : scalar(parameter, scope));
        }
    }

    private Variable table(Parameter parameter) {
        Expression argument = given.get(parameter.name().text());
        if (argument == null) {
            throw missing(parameter);
        }
        Plan plan = tables.bind(argument);
        for (Statement.ColumnDeclaration needed : parameter.columns()) {
            if (!plan.columns().contains(new Column(needed.name().text(), needed.type()))) {
                throw new KqlException(
                        Code.BAD_ARGUMENTS,
                        "the table for '" + parameter.name() + "' needs a column " + needed.name() + ":"
                                + needed.type().kustoName(),
                        argument.span());
            }
        }
        return new Variable.OfTable(plan);
    }

    private Variable scalar(Parameter parameter, Scope scope) {
        Expression argument = given.get(parameter.name().text());
        KqlType type = parameter.type().orElseThrow();
        if (argument != null) {
            Scalar value = Conversions.to(type, caller.bind(argument), argument.span());
            return Variable.OfScalar.over(caller.row(), value);
        }
        Expression fallback = parameter.defaultValue().orElseThrow(() -> missing(parameter));
        ScalarBinder binder = new ScalarBinder(caller.session(), scope, Row.NONE, tables);
        return new Variable.OfScalar(Conversions.to(type, binder.bind(fallback), fallback.span()), null);
    }

    private KqlException missing(Parameter parameter) {
        return new KqlException(
                Code.BAD_ARGUMENTS,
                "'" + call.function() + "' needs a value for '" + parameter.name() + "'",
                call.span());
    }
}
