package io.azdetect.engine.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Dynamic values: JSON text to a tree and back. */
final class Json {
    private static final BigDecimal BEYOND_REALS = new BigDecimal("1e10000");

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** The tree of a dynamic value, which is valid JSON; null where it is not. */
    static JsonNode read(String json) {
        return tryRead(json).orElse(NullNode.getInstance());
    }

    /** The tree of a text that may be JSON. */
    static Optional<JsonNode> tryRead(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The dynamic value of a tree; JSON's null is null. */
    static String write(JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode() ? null : node.toString();
    }

    static String quote(String text) {
        return NODES.textNode(text).toString();
    }

    /** The elements of an array; empty for what is none. */
    static Optional<List<JsonNode>> elements(String json) {
        JsonNode node = read(json);
        if (!node.isArray()) {
            return Optional.empty();
        }
        return Optional.of(elementsOf(node));
    }

    private static List<JsonNode> elementsOf(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>(array.size());
        array.forEach(elements::add);
        return elements;
    }

    /** The values of an array, those of arrays inside one by one; of what is no array, the value alone; of null, nothing. */
    static List<JsonNode> leaves(String json) {
        List<JsonNode> leaves = new ArrayList<>();
        addLeaves(read(json), leaves);
        return leaves;
    }

    private static void addLeaves(JsonNode node, List<JsonNode> leaves) {
        if (node.isArray()) {
            node.forEach(element -> addLeaves(element, leaves));
        } else if (!node.isNull()) {
            leaves.add(node);
        }
    }

    static String array(Collection<? extends JsonNode> elements) {
        ArrayNode array = NODES.arrayNode();
        array.addAll(new ArrayList<JsonNode>(elements));
        return array.toString();
    }

    static String texts(Collection<String> texts) {
        ArrayNode array = NODES.arrayNode();
        texts.forEach(array::add);
        return array.toString();
    }

    static Optional<ObjectNode> bag(String json) {
        return read(json) instanceof ObjectNode bag ? Optional.of(bag) : Optional.empty();
    }

    /** A value as {@code tostring} shows it: a text without its quotes. */
    static String text(JsonNode node) {
        if (node.isNull()) {
            return "";
        }
        return node.isTextual() ? node.textValue() : node.toString();
    }

    /** A number's value; one that is too large for a real stands above all others. */
    static BigDecimal decimal(JsonNode number) {
        double real = number.isDouble() ? number.doubleValue() : 0;
        return Double.isInfinite(real) ? (real > 0 ? BEYOND_REALS : BEYOND_REALS.negate()) : number.decimalValue();
    }

    /** A form that equal values have in common: 1 and 1.0 are equal, and so are bags whatever their order. */
    static Object canonical(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal number = decimal(node);
            return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        }
        if (node.isArray()) {
            List<Object> elements = new ArrayList<>();
            node.forEach(element -> elements.add(canonical(element)));
            return elements;
        }
        if (node.isObject()) {
            java.util.Map<String, Object> properties = new java.util.HashMap<>();
            node.properties().forEach(field -> properties.put(field.getKey(), canonical(field.getValue())));
            return properties;
        }
        return node;
    }

    /** The canonical form as a text: two values have the same text where they are equal. */
    static String canonicalText(JsonNode node) {
        if (node.isNumber()) {
            return canonical(node).toString();
        }
        if (node.isArray()) {
            return elementsOf(node).stream().map(Json::canonicalText).collect(Collectors.joining(",", "[", "]"));
        }
        if (node.isObject()) {
            return node.properties().stream()
                    .map(field -> quote(field.getKey()) + ":" + canonicalText(field.getValue()))
                    .sorted()
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return node.toString();
    }

    static boolean equal(JsonNode left, JsonNode right) {
        return canonical(left).equals(canonical(right));
    }

    /** Numbers first, then texts, then the rest. */
    static Comparator<JsonNode> order() {
        return Comparator.<JsonNode>comparingInt(node -> node.isNumber() ? 0 : node.isTextual() ? 1 : 2)
                .thenComparing((left, right) -> {
                    if (left.isNumber() && right.isNumber()) {
                        return decimal(left).compareTo(decimal(right));
                    }
                    return left.isTextual() && right.isTextual()
                            ? left.textValue().compareTo(right.textValue())
                            : left.toString().compareTo(right.toString());
                });
    }
}
