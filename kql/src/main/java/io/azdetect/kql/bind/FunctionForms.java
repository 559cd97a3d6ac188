package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Optional;

/** Functions that can be called in several ways, brought to the one that engines know. */
final class FunctionForms {
    private FunctionForms() {}

    /** The call in the form that engines know; empty when it has that already. */
    static Optional<Scalar> rewritten(String name, FunctionCalls.Match match, Expression.Call call) {
        List<Scalar> arguments = match.arguments();
        return switch (name) {
            case "percentile_tdigest" ->
                arguments.size() < 3
                        ? Optional.empty()
                        : Optional.of(Conversions.to(
                                match.result(),
                                new Scalar.Call(name, arguments.subList(0, 2), KqlType.DYNAMIC, call.span()),
                                call.span()));
            case "percentiles_array_tdigest" ->
                Optional.of(new Scalar.Call(name, Percentages.inOneArray(match, call), KqlType.DYNAMIC, call.span()));
            default -> Optional.empty();
        };
    }
}
