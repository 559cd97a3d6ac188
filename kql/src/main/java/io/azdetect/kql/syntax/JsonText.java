package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.type.DatetimeText;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.RealText;
import io.azdetect.kql.type.TimespanText;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON text of a {@code dynamic(…)} literal, which may hold Kusto's own literals.
 *
 * <p>Values that JSON lacks become strings; so do NaN and the infinities. When a property stands twice, the last value
 * counts.
 */
final class JsonText {
    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static Expression.Literal literal(KqlGrammar.DynamicLiteralContext context) {
        JsonText json = new JsonText();
        json.write(context.json());
        String value = json.text.toString();
        return new Expression.Literal(KqlType.DYNAMIC, value.equals("null") ? null : value, Spans.of(context));
    }

    private void write(KqlGrammar.JsonContext context) {
        if (context instanceof KqlGrammar.JsonScalarContext scalar) {
            boolean negative = scalar.MINUS() != null;
            if (negative && scalar.literal().TIMESPAN_LITERAL() != null) {
                throw new KqlException(
                        Code.SYNTAX, "write timespan(-…) for a negative timespan here", Spans.of(scalar));
            }
            Expression value = negative
                    ? Literals.signed(true, scalar.literal(), Spans.of(scalar))
                    : Literals.of(scalar.literal());
            if (!(value instanceof Expression.Literal constant)) {
                throw new KqlException(Code.BAD_LITERAL, "a constant is needed here", Spans.of(scalar));
            }
            write(constant.type(), constant.value());
        } else if (context instanceof KqlGrammar.JsonDynamicContext dynamic) {
            write(dynamic.dynamicLiteral().json());
        } else if (context instanceof KqlGrammar.JsonArrayContext array) {
            write(array.json());
        } else if (context instanceof KqlGrammar.JsonObjectContext object) {
            writeObject(object.jsonProperty());
        } else {
            text.append("null");
        }
    }

    private void write(List<KqlGrammar.JsonContext> items) {
        text.append('[');
        String separator = "";
        for (KqlGrammar.JsonContext item : items) {
            text.append(separator);
            write(item);
            separator = ",";
        }
        text.append(']');
    }

    private void writeObject(List<KqlGrammar.JsonPropertyContext> properties) {
        Map<String, KqlGrammar.JsonContext> values = new LinkedHashMap<>();
        for (KqlGrammar.JsonPropertyContext property : properties) {
            values.put(StringText.decode(property.STRING_LITERAL().getText()), property.json());
        }
        text.append('{');
        String separator = "";
        for (Map.Entry<String, KqlGrammar.JsonContext> property : values.entrySet()) {
            text.append(separator);
            quote(property.getKey());
            text.append(':');
            write(property.getValue());
            separator = ",";
        }
        text.append('}');
    }

    private void write(KqlType type, Object value) {
        if (value == null) {
            text.append("null");
            return;
        }
        switch (type) {
            case BOOL, INT, LONG -> text.append(value);
            case REAL -> real((double) value);
            case DECIMAL -> quote(((BigDecimal) value).toPlainString());
            case DATETIME -> quote(DatetimeText.format((long) value));
            case TIMESPAN -> quote(TimespanText.format((long) value));
            case STRING, GUID -> quote(value.toString());
            case DYNAMIC -> throw new IllegalArgumentException("no scalar");
        }
    }

    private void real(double value) {
        if (Double.isFinite(value)) {
            text.append(RealText.format(value));
        } else {
            quote(RealText.format(value));
        }
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (c < ' ') {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
