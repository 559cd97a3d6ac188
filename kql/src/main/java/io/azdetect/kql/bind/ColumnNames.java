package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.function.AggregateFunction;
import io.azdetect.kql.function.AggregateFunctions;
import io.azdetect.kql.function.ResultName;
import io.azdetect.kql.function.ScalarFunction;
import io.azdetect.kql.function.ScalarFunctions;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names that columns get which a query does not name, and numbers behind names that are taken.
 *
 * <p>The rules are those of Microsoft's language service: {@code tostring(a.b)} is {@code a_b}, {@code strlen(a)} is
 * {@code strlen_a}, {@code max(a)} is {@code max_a}, anything else {@code Column1}.
 */
final class ColumnNames {
    private final Set<String> taken = new HashSet<>();

    /** Marks a name as taken; false when it was already. */
    boolean take(String name) {
        return taken.add(name);
    }

    /** The name if it is free, else the name with the first number that makes it so; taken from then on. */
    String unique(String name) {
        String candidate = name;
        for (int i = 1; !taken.add(candidate); i++) {
            candidate = name + i;
        }
        return candidate;
    }

    /**
     * {@code Column} and a number that counts through the whole text, past those that columns of the input have.
     *
     * @param input the columns that the expression sees
     */
    String numbered(Session session, List<Column> input) {
        Set<String> used = input.stream().map(Column::name).collect(Collectors.toSet());
        String candidate;
        do {
            candidate = "Column" + session.nextColumnNumber();
        } while (used.contains(candidate));
        return unique(candidate);
    }

    /** The name that an expression has of itself, if any. */
    static Optional<String> of(Expression expression) {
        if (expression instanceof Expression.NameReference reference) {
            return Optional.of(reference.name().text());
        }
        if (expression instanceof Expression.Member member) {
            return of(member.target()).map(target -> target + "_" + member.name());
        }
        if (expression instanceof Expression.Index index) {
            // An index that is computed adds nothing to the name but the underscore.
            String element = index.index() instanceof Expression.Literal literal && literal.value() != null
                    ? literal.value().toString()
                    : "";
            return of(index.target()).map(target -> target + "_" + element);
        }
        if (expression instanceof Expression.Call call) {
            return ofCall(call);
        }
        return Optional.empty();
    }

    /** The name that an expression has of itself; one that has none is an error. */
    static String needed(Expression expression) {
        return of(expression)
                .orElseThrow(() -> new KqlException(
                        Code.BAD_ARGUMENTS,
                        "a column is needed here; compute it with 'extend' before",
                        expression.span()));
    }

    private static Optional<String> ofCall(Expression.Call call) {
        String function = call.function().text();
        Optional<AggregateFunction> aggregate = AggregateFunctions.named(function);
        if (aggregate.isPresent() && !ScalarBinder.isScalarForm(call)) {
            return Optional.of(ofAggregate(aggregate.get(), call));
        }
        Optional<ScalarFunction> scalar = ScalarFunctions.named(function);
        return switch (scalar.map(ScalarFunction::resultName).orElse(ResultName.NUMBERED)) {
            case FIXED -> scalar.map(ScalarFunction::columnName);
            case NUMBERED -> Optional.empty();
            case FIRST_ARGUMENT -> firstArgument(call);
            case PREFIXED ->
                scalar.map(s -> s.columnName() + "_" + firstArgument(call).orElse(""));
        };
    }

    /** The name of an aggregate's column, such as {@code max_a}; of {@code max(f(a))} it is {@code max_}. */
    static String ofAggregate(AggregateFunction aggregate, Expression.Call call) {
        String argument = firstArgument(call).orElse("");
        if (aggregate.prefix().isEmpty()) {
            return argument.isEmpty() ? aggregate.name() + "_" : argument;
        }
        // The language service names the first column only; the results that Microsoft's pages show have both.
        if (aggregate.name().startsWith("covariance") && call.arguments().size() > 1) {
            return aggregate.prefix() + "_" + argument + "_"
                    + of(call.arguments().get(1).value()).orElse("");
        }
        return aggregate.prefix() + "_" + argument;
    }

    static Optional<String> firstArgument(Expression.Call call) {
        return call.arguments().isEmpty()
                ? Optional.empty()
                : of(call.arguments().get(0).value());
    }
}
