package io.azdetect.catalog.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.catalog.convert.TemplateExpression.UnknownValueException;
import java.math.BigDecimal;

/** Values of a template's expressions as texts, and texts as values. */
final class TemplateText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TemplateText() {}

    /** As {@code string()} gives it. */
    static String of(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Boolean bool) {
            return bool ? "True" : "False";
        }
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + value, e);
        }
    }

    static Object json(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new UnknownValueException("json() was given what is none");
        }
    }
}
