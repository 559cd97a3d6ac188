package io.azdetect.engine.sql;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A constant array of percentages as a list of fractions in SQL. */
final class Percentages {
    private static final Pattern ARRAY = Pattern.compile("\\s*\\[([-+.,\\dEe\\s]+)]\\s*");

    private Percentages() {}

    static String fractions(Scalar argument) {
        var array = argument instanceof Scalar.Constant constant && constant.value() instanceof String text
                ? ARRAY.matcher(text)
                : null;
        if (array == null || !array.matches()) {
            throw notNumbers();
        }
        List<String> fractions = new ArrayList<>();
        for (String percentage : array.group(1).split(",", -1)) {
            try {
                fractions.add(
                        new BigDecimal(percentage.strip()).movePointLeft(2).toPlainString() + "::DOUBLE");
            } catch (NumberFormatException e) {
                throw notNumbers();
            }
        }
        return "[" + String.join(", ", fractions) + "]";
    }

    private static KqlException notNumbers() {
        return new KqlException(
                Diagnostic.Code.NOT_CONSTANT, "percentiles must be a constant array of numbers", new Span(0, 0));
    }
}
