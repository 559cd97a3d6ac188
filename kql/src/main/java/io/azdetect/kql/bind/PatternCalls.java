package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Statement.DeclarePattern;
import io.azdetect.kql.syntax.Statement.Parameter;
import io.azdetect.kql.syntax.Statement.PatternCase;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Uses of patterns: {@code p("a")}, {@code p("a").path}, {@code p("a").["path"]}. */
final class PatternCalls {
    private final TabularBinder tables;

    PatternCalls(TabularBinder tables) {
        this.tables = tables;
    }

    /**
     * Checks what {@code declare pattern} says.
     *
     * @throws KqlException if a parameter is no string, or a case has other values than the parameters or comes twice
     */
    static Variable.OfPattern declared(DeclarePattern pattern, Scope scope) {
        Stream.concat(pattern.parameters().stream(), pattern.path().stream()).forEach(PatternCalls::checkString);
        Set<List<Object>> known = new HashSet<>();
        for (PatternCase one : pattern.cases()) {
            int expected = pattern.parameters().size();
            if (one.arguments().size() != expected) {
                throw bad(
                        "the pattern '" + pattern.name() + "' takes " + expected + " values, here are "
                                + one.arguments().size(),
                        one.span());
            }
            if (one.path().isPresent() != pattern.path().isPresent()) {
                throw bad(
                        "the pattern '" + pattern.name() + "' has "
                                + (one.path().isPresent() ? "no" : "a") + " path",
                        one.span());
            }
            if (!known.add(List.of(one.arguments(), one.path()))) {
                throw bad("the pattern '" + pattern.name() + "' has these values already", one.span());
            }
        }
        return new Variable.OfPattern(pattern, scope.snapshot());
    }

    private static void checkString(Parameter parameter) {
        if (parameter.type().filter(type -> type == KqlType.STRING).isEmpty()) {
            throw bad(
                    "a pattern has strings for parameters; '" + parameter.name() + "' is none",
                    parameter.name().span());
        }
    }

    /** Whether an expression uses a pattern. */
    boolean isUse(Expression expression) {
        return call(expression).isPresent();
    }

    /** The rows that the pattern gives for the values of this use. */
    Plan bind(Expression expression) {
        Expression.Call call = call(expression).orElseThrow();
        Variable.OfPattern pattern = pattern(call).orElseThrow();
        List<String> arguments = new ArrayList<>();
        for (Expression.Argument argument : call.arguments()) {
            arguments.add(written(argument.value()));
        }
        Optional<String> path = path(expression);
        PatternCase found = pattern.declaration().cases().stream()
                .filter(one -> one.arguments().equals(arguments) && one.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new KqlException(
                        Code.UNKNOWN_FUNCTION,
                        "the pattern says nothing of " + shown(call.function(), arguments, path),
                        expression.span()));
        return tables.callTable(
                new Variable.OfFunction(found.function(), pattern.scope()),
                new Expression.Call(call.function(), List.of(), call.span()));
    }

    private Optional<Expression.Call> call(Expression expression) {
        Expression target = expression;
        if (expression instanceof Expression.Member member) {
            target = member.target();
        } else if (expression instanceof Expression.Index index) {
            target = index.target();
        }
        return target instanceof Expression.Call call && pattern(call).isPresent()
                ? Optional.of(call)
                : Optional.empty();
    }

    private Optional<Variable.OfPattern> pattern(Expression.Call call) {
        return tables.scope()
                .declared(call.function().text())
                .filter(variable -> variable instanceof Variable.OfPattern)
                .map(variable -> (Variable.OfPattern) variable);
    }

    private static Optional<String> path(Expression expression) {
        if (expression instanceof Expression.Member member) {
            return Optional.of(member.name().text());
        }
        return expression instanceof Expression.Index index ? Optional.of(written(index.index())) : Optional.empty();
    }

    private static String written(Expression expression) {
        if (expression instanceof Expression.Literal literal && literal.value() instanceof String text) {
            return text;
        }
        throw new KqlException(Code.NOT_CONSTANT, "a pattern takes texts that are written out", expression.span());
    }

    private static String shown(Name pattern, List<String> arguments, Optional<String> path) {
        return arguments.stream().map(a -> "'" + a + "'").collect(Collectors.joining(", ", pattern + "(", ")"))
                + path.map(p -> ".['" + p + "']").orElse("");
    }

    private static KqlException bad(String message, Span span) {
        return new KqlException(Code.BAD_ARGUMENTS, message, span);
    }
}
