package io.azdetect.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** {@code array_split}: an array cut at places. */
final class ArraySplit {
    private ArraySplit() {}

    /** One part more than places; a negative place counts from the end, one outside of the array cuts at that end. */
    static String split(String array, String places) {
        List<JsonNode> elements = Json.elements(array).orElse(null);
        List<JsonNode> cuts = Json.elements(places).orElse(null);
        if (elements == null || cuts == null || !cuts.stream().allMatch(JsonNode::isIntegralNumber)) {
            return null;
        }
        ArrayNode parts = Json.NODES.arrayNode();
        int from = 0;
        for (JsonNode cut : cuts) {
            long place = cut.longValue() < 0 ? elements.size() + cut.longValue() : cut.longValue();
            int to = (int) Math.max(from, Math.min(elements.size(), place));
            parts.addArray().addAll(elements.subList(from, to));
            from = to;
        }
        parts.addArray().addAll(elements.subList(from, elements.size()));
        return parts.toString();
    }
}
