package io.azdetect.azure.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.azdetect.kql.type.DatetimeText;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.TimespanText;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.UUID;

/** Values as the service sends them, made into our own forms. */
final class RemoteValues {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private RemoteValues() {}

    /** @throws IllegalArgumentException when the text is no value of the type */
    static Object of(KqlType type, JsonNode cell) {
        String text = cell.isContainerNode() ? cell.toString() : cell.asText();
        if (cell.isNull() || cell.isMissingNode() || (text.isEmpty() && type != KqlType.STRING)) {
            return type == KqlType.STRING ? "" : null;
        }
        return switch (type) {
            case BOOL -> text.equals("1") || Boolean.parseBoolean(text);
            case INT -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case REAL -> real(text);
            case DECIMAL -> new BigDecimal(text);
            case STRING -> text;
            case DYNAMIC -> json(text);
            case DATETIME -> known(DatetimeText.parse(text), text);
            case TIMESPAN -> known(TimespanText.parse(text), text);
            case GUID -> UUID.fromString(text);
        };
    }

    /** JSON has no such numbers, so the service sends words. */
    private static Double real(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.valueOf(text);
        };
    }

    /** Dynamic values come as JSON or as its text; a dynamic string comes as it is, and is JSON only between quotes. */
    private static String json(String text) {
        try {
            JSON.readTree(text);
            return text;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text).toString();
        }
    }

    private static Long known(OptionalLong value, String text) {
        return value.orElseThrow(() -> new IllegalArgumentException("Azure sent '" + text + "' as a time"));
    }
}
