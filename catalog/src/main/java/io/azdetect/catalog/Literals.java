package io.azdetect.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes the values that YAML gives as KQL literals. */
final class Literals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TIMESPAN = Pattern.compile("-?\\d+(\\.\\d+)?(d|h|m|s|ms)");
    private static final Pattern TIME = Pattern.compile("[-0-9T:.Z+ ]+");

    private Literals() {}

    /** The literal of this value in this type; nothing when the type has no such value. */
    static Optional<String> of(KqlType type, Object value) {
        return switch (type) {
            case BOOL -> value instanceof Boolean ? Optional.of(value.toString()) : Optional.empty();
            case INT, LONG ->
                value instanceof Integer || value instanceof Long ? Optional.of(value.toString()) : Optional.empty();
            case REAL, DECIMAL -> value instanceof Number ? Optional.of(real(value.toString())) : Optional.empty();
            case STRING -> value instanceof String text ? Optional.of(quoted(text)) : Optional.empty();
            case TIMESPAN -> matching(value, TIMESPAN);
            case DATETIME -> matching(value, TIME).map(text -> "datetime(" + text + ")");
            case GUID -> value instanceof String text ? Optional.of("guid(" + text + ")") : Optional.empty();
            case DYNAMIC ->
                value instanceof List || value instanceof Map
                        ? Optional.of("dynamic(" + json(value) + ")")
                        : Optional.empty();
        };
    }

    private static Optional<String> matching(Object value, Pattern pattern) {
        return value instanceof String text && pattern.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** KQL reads digits alone as a long. */
    private static String real(String number) {
        return number.contains(".") ? number : number + ".0";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + value, e);
        }
    }
}
