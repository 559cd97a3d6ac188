package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Constant texts beside values of another type: {@code EventID == "4625"}, {@code IsAdmin == "True"}.
 *
 * <p>Kusto takes them without saying how it compares. A text is read only where the number is written as its own text
 * would be, so that comparing numbers and comparing texts say the same, and where it is true or false.
 */
final class ConstantTexts {
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private ConstantTexts() {}

    /** The text as a constant of the type; empty where it is no constant text, or not such a one. */
    static Optional<Scalar> as(KqlType type, Scalar text) {
        if (!(text instanceof Scalar.Constant constant)
                || constant.type() != KqlType.STRING
                || !(constant.value() instanceof String written)) {
            return Optional.empty();
        }
        String lower = written.toLowerCase(Locale.ROOT);
        if (type == KqlType.BOOL && (lower.equals("true") || lower.equals("false"))) {
            return Optional.of(new Scalar.Constant(KqlType.BOOL, Boolean.valueOf(lower)));
        }
        if (type.isInteger() && WHOLE.matcher(written).matches()) {
            return Optional.of(new Scalar.Constant(KqlType.LONG, Long.valueOf(written)));
        }
        return Optional.empty();
    }
}
