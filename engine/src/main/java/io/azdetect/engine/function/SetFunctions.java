package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arrays as sets: equal elements count once, in the order in which they first come. */
final class SetFunctions {
    static final List<JavaFunction> ALL = List.of(
            declare(
                    "kql_set_has(dynamic, dynamic): bool",
                    a -> Json.elements(a.text(0))
                            .map(list -> {
                                Object sought = Json.canonical(Json.read(a.text(1)));
                                return list.stream()
                                        .anyMatch(e -> Json.canonical(e).equals(sought));
                            })
                            .orElse(null)),
            declare("kql_among(dynamic, dynamic): bool", a -> {
                Object sought = Json.canonical(Json.read(a.text(1)));
                return Json.leaves(a.text(0)).stream()
                        .anyMatch(leaf -> Json.canonical(leaf).equals(sought));
            }),
            declare("kql_leaves(dynamic): dynamic", a -> Json.array(Json.leaves(a.text(0)))),
            declare(
                    "kql_leaf_texts(dynamic): dynamic",
                    a -> Json.array(Json.leaves(a.text(0)).stream()
                            .filter(JsonNode::isTextual)
                            .toList())),
            declare(
                    "kql_canonical_leaves(dynamic): dynamic",
                    a -> Json.texts(Json.leaves(a.text(0)).stream()
                            .map(Json::canonicalText)
                            .toList())),
            declare("kql_canonical(dynamic): string", a -> Json.canonicalText(Json.read(a.text(0)))),
            declare("kql_set_union(dynamic...): dynamic", SetFunctions::union),
            declare("kql_set_intersect(dynamic...): dynamic", SetFunctions::intersection),
            declare("kql_set_difference(dynamic...): dynamic", SetFunctions::difference),
            declare("kql_set_equals(dynamic, dynamic): bool", SetFunctions::equal),
            declare("kql_jaccard_index(dynamic, dynamic): real", SetFunctions::jaccardIndex),
            declare("kql_set_of(dynamic): dynamic", a -> setOf(a.text(0))));

    private SetFunctions() {}

    /** An array's elements by their canonical form; null for what is no array. */
    private static Map<Object, JsonNode> set(String array) {
        return Json.elements(array).map(SetFunctions::distinct).orElse(null);
    }

    private static Map<Object, JsonNode> distinct(Collection<JsonNode> elements) {
        Map<Object, JsonNode> set = new LinkedHashMap<>();
        elements.forEach(element -> set.putIfAbsent(Json.canonical(element), element));
        return set;
    }

    private static String union(JavaFunction.Arguments arguments) {
        Map<Object, JsonNode> all = new LinkedHashMap<>();
        for (String array : arguments.texts()) {
            Map<Object, JsonNode> set = set(array);
            if (set == null) {
                return null;
            }
            set.forEach(all::putIfAbsent);
        }
        return Json.array(all.values());
    }

    private static String intersection(JavaFunction.Arguments arguments) {
        Map<Object, JsonNode> common = set(arguments.text(0));
        for (String array : arguments.texts()) {
            Map<Object, JsonNode> set = set(array);
            if (set == null) {
                return null;
            }
            common.keySet().retainAll(set.keySet());
        }
        return Json.array(common.values());
    }

    private static String difference(JavaFunction.Arguments arguments) {
        Map<Object, JsonNode> rest = set(arguments.text(0));
        if (rest == null) {
            return null;
        }
        for (int i = 1; i < arguments.size(); i++) {
            Map<Object, JsonNode> set = set(arguments.text(i));
            if (set == null) {
                return null;
            }
            rest.keySet().removeAll(set.keySet());
        }
        return Json.array(rest.values());
    }

    private static Boolean equal(JavaFunction.Arguments arguments) {
        Map<Object, JsonNode> left = set(arguments.text(0));
        Map<Object, JsonNode> right = set(arguments.text(1));
        if (left == null || right == null) {
            return null;
        }
        return left.keySet().equals(right.keySet());
    }

    private static Double jaccardIndex(JavaFunction.Arguments arguments) {
        Map<Object, JsonNode> left = set(arguments.text(0));
        Map<Object, JsonNode> right = set(arguments.text(1));
        if (left == null || right == null) {
            return null;
        }
        int both = left.size() + right.size();
        left.keySet().retainAll(right.keySet());
        return (double) left.size() / (both - left.size());
    }

    /** The set of an array's elements, those of arrays in it one by one; how {@code make_set} treats arrays. */
    private static String setOf(String array) {
        Map<Object, JsonNode> all = new LinkedHashMap<>();
        for (JsonNode element : Json.elements(array).orElse(List.of())) {
            if (element.isArray()) {
                element.forEach(inner -> all.putIfAbsent(Json.canonical(inner), inner));
            } else {
                all.putIfAbsent(Json.canonical(element), element);
            }
        }
        return Json.array(all.values());
    }
}
