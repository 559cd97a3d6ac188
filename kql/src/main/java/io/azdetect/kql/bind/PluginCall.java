package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.function.Plugin;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call of a plug-in: its input, and its arguments by the names of its parameters. */
final class PluginCall {
    private final Plugin plugin;
    private final Expression.Call call;
    private final Plan input;
    private final Optional<Operator.PluginSchema> schema;
    private final TabularBinder tables;
    private final Map<String, List<Expression.Argument>> arguments = new HashMap<>();

    PluginCall(Plugin plugin, Operator.Evaluate evaluate, Plan input, TabularBinder tables) {
        this.plugin = plugin;
        this.call = evaluate.plugin();
        this.input = input;
        this.schema = evaluate.schema();
        this.tables = tables;
        assign();
    }

    private void assign() {
        List<Plugin.Parameter> parameters = plugin.parameters();
        int place = 0;
        for (Expression.Argument argument : call.arguments()) {
            String name;
            if (argument.name().isPresent()
                    && !(place < parameters.size() && parameters.get(place).named())) {
                name = argument.name().get().text();
                if (parameters.stream().noneMatch(p -> p.name().equals(name))) {
                    throw wrong("has no parameter '" + name + "'");
                }
            } else {
                Plugin.Parameter parameter = place < parameters.size() ? parameters.get(place) : null;
                if (parameter != null
                        && parameter.repeated()
                        && !parameter.named()
                        && isFlag(argument.value(), parameters, place)) {
                    place++;
                    parameter = parameters.get(place);
                }
                if (parameter == null) {
                    throw wrong("does not take " + call.arguments().size() + " arguments");
                }
                name = parameter.name();
                place += parameter.repeated() ? 0 : 1;
            }
            arguments.computeIfAbsent(name, n -> new ArrayList<>()).add(argument);
        }
        for (Plugin.Parameter parameter : parameters) {
            if (!parameter.optional() && !arguments.containsKey(parameter.name())) {
                throw wrong("needs '" + parameter.name() + "'");
            }
            if (!parameter.repeated()
                    && arguments.getOrDefault(parameter.name(), List.of()).size() > 1) {
                throw wrong("gets '" + parameter.name() + "' twice");
            }
        }
    }

    /** Whether {@code true} or {@code false} stands where columns may be repeated and a flag may follow. */
    private static boolean isFlag(Expression value, List<Plugin.Parameter> parameters, int place) {
        return place + 1 < parameters.size()
                && value instanceof Expression.Literal literal
                && literal.type() == KqlType.BOOL;
    }

    Plan input() {
        return input;
    }

    TabularBinder tables() {
        return tables;
    }

    Span span() {
        return call.span();
    }

    Optional<Operator.PluginSchema> schema() {
        return schema;
    }

    KqlException wrong(String what) {
        return new KqlException(
                Code.BAD_ARGUMENTS,
                "'" + plugin.name() + "' " + what + "; it is called as\n  " + plugin.syntax(),
                call.span());
    }

    boolean has(String parameter) {
        return arguments.containsKey(parameter);
    }

    /** An argument as it is written. */
    Expression expression(String parameter) {
        return arguments.get(parameter).get(0).value();
    }

    /** The arguments of a repeated parameter, with the names that they have. */
    List<Expression.Argument> arguments(String parameter) {
        return arguments.getOrDefault(parameter, List.of());
    }

    /** The arguments of a repeated parameter as they are written. */
    List<Expression> expressions(String parameter) {
        return arguments(parameter).stream().map(Expression.Argument::value).toList();
    }

    /** A column of the input that an argument names. */
    Column column(String parameter) {
        return column(expression(parameter), input, parameter);
    }

    /** The columns of the input that a repeated parameter's arguments name. */
    List<Column> columns(String parameter) {
        return expressions(parameter).stream()
                .map(e -> column(e, input, parameter))
                .toList();
    }

    Column column(Expression expression, Plan table, String parameter) {
        if (expression instanceof Expression.NameReference reference) {
            return new ColumnLists(table.columns()).named(reference.name());
        }
        throw new KqlException(
                Code.BAD_ARGUMENTS, "'" + parameter + "' of " + plugin.name() + " is a column", expression.span());
    }

    /** An argument as a scalar that names no column. */
    Scalar scalar(String parameter) {
        return tables.scalars(Row.NONE).bind(expression(parameter));
    }

    /** An argument that has to be a constant of a type. */
    Object constant(String parameter, KqlType type) {
        Expression expression = expression(parameter);
        Scalar bound = tables.scalars(Row.NONE).bind(expression);
        Scalar value = bound.type().isInteger() && type == KqlType.LONG
                ? Conversions.to(type, bound, expression.span())
                : bound;
        if (value instanceof Scalar.Constant constant && constant.value() != null && constant.type() == type) {
            return constant.value();
        }
        throw new KqlException(
                value instanceof Scalar.Constant ? Code.WRONG_TYPE : Code.NOT_CONSTANT,
                "'" + parameter + "' of " + plugin.name() + " is a constant " + type.kustoName(),
                expression.span());
    }

    /** A plan's rows, found while compiling; empty where the compiler has no way to look. */
    Optional<List<Object[]>> probe(Plan plan) {
        return tables.session().probe(plan);
    }

    /** Refuses a plug-in whose columns depend on data that cannot be looked at. */
    KqlException needsSchema(String example) {
        return new KqlException(
                Code.UNSUPPORTED,
                "which columns " + plugin.name()
                        + " returns depends on the data, and no data is at hand here; write them behind it, such as "
                        + example,
                call.span());
    }
}
