package io.azdetect.engine.naive;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.kql.type.KqlType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Dynamic values: https://learn.microsoft.com/kusto/query/scalar-data-types/dynamic, mv-expand-operator. */
final class NaiveJson {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().configure(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, false);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private NaiveJson() {}

    /** The tree; null for null and for JSON's null. */
    static JsonNode read(String json) {
        if (json == null) {
            return null;
        }
        try {
            return present(MAPPER.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + json, e);
        }
    }

    private static JsonNode present(JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode() ? null : node;
    }

    private static Cell cell(JsonNode node) {
        return new Cell(KqlType.DYNAMIC, present(node));
    }

    static Cell property(Cell target, String name) {
        return cell(target.json() instanceof ObjectNode bag ? bag.get(name) : null);
    }

    /** An element, from the end where the place is negative. */
    static Cell element(Cell target, long place) {
        if (!(target.json() instanceof ArrayNode array)) {
            return cell(null);
        }
        long index = place < 0 ? array.size() + place : place;
        return cell(index < 0 || index >= array.size() ? null : array.get((int) index));
    }

    static Cell length(Cell array) {
        return new Cell(KqlType.LONG, array.json() instanceof ArrayNode a ? (long) a.size() : null);
    }

    static Cell array(List<Cell> cells) {
        ArrayNode array = NODES.arrayNode();
        cells.forEach(c -> array.add(node(c)));
        return cell(array);
    }

    static Cell bag(List<Cell> keysAndValues) {
        ObjectNode bag = NODES.objectNode();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            bag.set(keysAndValues.get(i).text(), node(keysAndValues.get(i + 1)));
        }
        return cell(bag);
    }

    /** How a value stands in an array or bag: numbers and truth as they are, the rest as its text. */
    static JsonNode node(Cell cell) {
        if (cell.isNull()) {
            return NODES.nullNode();
        }
        return switch (cell.type()) {
            case DYNAMIC -> cell.json();
            case BOOL -> NODES.booleanNode(cell.isTrue());
            case INT, LONG -> integer(cell.whole());
            case REAL -> NODES.numberNode(cell.real());
            default -> NODES.textNode(NaiveText.of(cell));
        };
    }

    /** As Jackson reads it: small numbers are ints. */
    private static JsonNode integer(long value) {
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    /** The values of {@code mv-expand}: of null and of what is no collection one, of an empty collection none. */
    static List<JsonNode> elements(JsonNode node) {
        List<JsonNode> elements = new ArrayList<>();
        if (node instanceof ArrayNode array) {
            array.forEach(e -> elements.add(present(e)));
        } else if (node instanceof ObjectNode bag) {
            bag.properties().forEach(p -> elements.add(NODES.objectNode().set(p.getKey(), p.getValue())));
        } else {
            elements.add(node);
        }
        return elements;
    }

    /** What {@code tolong} makes of a dynamic value. */
    static Long whole(JsonNode node) {
        if (node == null || node.isContainerNode()) {
            return null;
        }
        if (node.isNumber()) {
            return node.isIntegralNumber()
                    ? Long.valueOf(node.longValue())
                    : NaiveFunctions.truncated(node.doubleValue());
        }
        return node.isTextual() ? NaiveText.whole(node.textValue()) : Long.valueOf(node.booleanValue() ? 1 : 0);
    }
}
