package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The percentages of a percentile aggregate, which are constants. */
final class Percentages {
    private Percentages() {}

    /** The arguments with the percentages, be they several or one array already, as one constant array at the end. */
    static List<Scalar> inOneArray(FunctionCalls.Match match, Expression.Call call) {
        int first = call.function().text().startsWith("percentilesw") ? 2 : 1;
        List<Scalar> values = new ArrayList<>(match.arguments().subList(0, first));
        List<Scalar> percentages =
                match.arguments().subList(first, match.arguments().size());
        percentages.forEach(p -> require(p, call));
        values.add(
                percentages.get(0).type() == KqlType.DYNAMIC
                        ? percentages.get(0)
                        : new Scalar.Constant(
                                KqlType.DYNAMIC,
                                percentages.stream()
                                        .map(p -> ((Scalar.Constant) p).value().toString())
                                        .collect(Collectors.joining(",", "[", "]"))));
        return values;
    }

    /** Refuses what is no constant. */
    static void require(Scalar percentage, Expression.Call call) {
        if (!(percentage instanceof Scalar.Constant constant) || constant.value() == null) {
            throw new KqlException(Code.NOT_CONSTANT, "a percentage has to be a constant", call.span());
        }
    }

    /** As a column's name has it: {@code 99_9}, and {@code 60} for 60.0 too. */
    static String inName(Object percentage) {
        return percentage.toString().replaceFirst("\\.0$", "").replace('.', '_');
    }
}
