package io.azdetect.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code array_sort_asc} and {@code array_sort_desc}: one array sorted, others in the order that it takes. */
final class ArraySort {
    private ArraySort() {}

    /**
     * An array of the arrays. The last of the values may be a Boolean: whether nulls come last, which they do without it.
     * An array whose length is not the first one's becomes null, and so does everything when the first is no array.
     */
    static String sort(List<String> values, Comparator<JsonNode> order) {
        List<JsonNode> arrays = new ArrayList<>(values.stream().map(Json::read).toList());
        JsonNode last = arrays.get(arrays.size() - 1);
        boolean nullsLast = true;
        if (last.isBoolean() && arrays.size() > 1) {
            nullsLast = last.booleanValue();
            arrays.remove(arrays.size() - 1);
        }
        JsonNode first = arrays.get(0);
        if (!first.isArray()) {
            return null;
        }
        Comparator<JsonNode> nulls = Comparator.comparing(
                JsonNode::isNull, nullsLast ? Comparator.naturalOrder() : Comparator.reverseOrder());
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            places.add(i);
        }
        places.sort(Comparator.comparing(first::get, nulls.thenComparing(order)));
        ArrayNode result = Json.NODES.arrayNode();
        for (JsonNode array : arrays) {
            if (!array.isArray() || array.size() != first.size()) {
                result.addNull();
                continue;
            }
            ArrayNode sorted = result.addArray();
            places.forEach(place -> sorted.add(array.get(place)));
        }
        return result.toString();
    }
}
