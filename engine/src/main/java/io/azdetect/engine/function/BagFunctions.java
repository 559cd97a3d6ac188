package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Dynamic values that are property bags. Of what is no bag, the result is null. */
final class BagFunctions {
    static final List<JavaFunction> ALL = List.of(
            declare("kql_bag_without_empty(dynamic): dynamic", a -> withoutEmpty(a.text(0))),
            declare("kql_bag_zip(dynamic, dynamic): dynamic", a -> zip(a.text(0), a.text(1))),
            declare(
                    "kql_property(dynamic, string): dynamic",
                    a -> Json.write(Json.read(a.text(0)).get(a.text(1)))),
            declare(
                    "kql_bag_keys(dynamic): dynamic",
                    a -> Json.bag(a.text(0))
                            .map(bag -> {
                                List<String> names = new ArrayList<>();
                                bag.fieldNames().forEachRemaining(names::add);
                                return Json.texts(names);
                            })
                            .orElse(null)),
            declare("kql_bag_merge(dynamic...): dynamic", BagFunctions::merge),
            declare("kql_bag_of(dynamic): dynamic", a -> bagOf(a.text(0))),
            declare("kql_bag_slot_types(dynamic): dynamic", a -> slotTypes(a.text(0))),
            declare("kql_bag_elements(dynamic): dynamic", a -> elements(a.text(0), false)),
            declare("kql_bag_pairs(dynamic): dynamic", a -> elements(a.text(0), true)),
            declare("kql_bag_remove_keys(dynamic, dynamic): dynamic", a -> removeKeys(a.text(0), a.text(1))),
            declare(
                    "kql_bag_has_key(dynamic, string): bool",
                    a -> Json.bag(a.text(0)).map(bag -> hasKey(bag, a.text(1))).orElse(null)),
            declare(
                    "kql_bag_set_key(dynamic, string, dynamic): dynamic",
                    a -> setKey(a.text(0), a.text(1), Json.read(a.text(2)))),
            declare(
                    "kql_sorted_json(dynamic): string",
                    a -> sorted(Json.read(a.text(0))).toString()),
            declare("kql_treepath(dynamic): dynamic", a -> {
                JsonNode tree = Json.read(a.text(0));
                List<String> paths = new ArrayList<>();
                paths(tree, "", paths);
                return tree.isContainerNode() ? Json.texts(paths) : null;
            }),
            declare("kql_extract_json(string, string): string", a -> extract(a.text(0), a.text(1))));

    private BagFunctions() {}

    /** Texts {@code type:property} of the properties that are not null. */
    private static String slotTypes(String json) {
        List<String> types = new ArrayList<>();
        Json.bag(json)
                .ifPresent(bag -> bag.properties().forEach(slot -> {
                    JsonNode value = slot.getValue();
                    if (!value.isNull()) {
                        types.add(type(value) + ":" + slot.getKey());
                    }
                }));
        return Json.texts(types);
    }

    private static String type(JsonNode value) {
        if (value.isTextual()) {
            return "string";
        }
        if (value.isBoolean()) {
            return "bool";
        }
        return value.isContainerNode()
                ? "dynamic"
                : value.canConvertToLong() && value.isIntegralNumber() ? "long" : "real";
    }

    private static String merge(JavaFunction.Arguments arguments) {
        ObjectNode merged = Json.NODES.objectNode();
        for (String json : arguments.texts()) {
            Optional<ObjectNode> bag = Json.bag(json);
            if (bag.isEmpty()) {
                return null;
            }
            addMissing(merged, bag.get());
        }
        return merged.toString();
    }

    private static void addMissing(ObjectNode target, ObjectNode source) {
        source.properties().forEach(field -> {
            if (!target.has(field.getKey())) {
                target.set(field.getKey(), field.getValue());
            }
        });
    }

    /** One bag of an array's bags; what is no bag is passed over. */
    private static String bagOf(String array) {
        ObjectNode merged = Json.NODES.objectNode();
        for (JsonNode element : Json.elements(array).orElse(List.of())) {
            if (element instanceof ObjectNode bag) {
                addMissing(merged, bag);
            }
        }
        return merged.toString();
    }

    private static String elements(String json, boolean pairs) {
        List<JsonNode> elements = new ArrayList<>();
        Json.bag(json)
                .orElse(Json.NODES.objectNode())
                .properties()
                .forEach(field -> elements.add(
                        pairs
                                ? Json.NODES.arrayNode().add(field.getKey()).add(field.getValue())
                                : Json.NODES.objectNode().set(field.getKey(), field.getValue())));
        return Json.array(elements);
    }

    /** The names on the way to a property: one, or those of a JSON path {@code $.a.b}. */
    private static List<String> path(String key) {
        return key.startsWith("$.") ? List.of(key.substring(2).split("\\.", -1)) : List.of(key);
    }

    private static boolean hasKey(JsonNode bag, String key) {
        JsonNode node = bag;
        for (String name : path(key)) {
            node = node.get(name);
            if (node == null) {
                return false;
            }
        }
        return true;
    }

    private static String removeKeys(String json, String keys) {
        Optional<ObjectNode> bag = Json.bag(json);
        Optional<List<JsonNode>> names = Json.elements(keys);
        if (bag.isEmpty() || names.isEmpty()) {
            return null;
        }
        for (JsonNode key : names.get()) {
            List<String> path = path(Json.text(key));
            JsonNode parent = bag.get();
            for (String name : path.subList(0, path.size() - 1)) {
                parent = parent == null ? null : parent.get(name);
            }
            if (parent instanceof ObjectNode object) {
                object.remove(path.get(path.size() - 1));
            }
        }
        return bag.get().toString();
    }

    private static String setKey(String json, String key, JsonNode value) {
        Optional<ObjectNode> bag = Json.bag(json);
        if (bag.isEmpty()) {
            return null;
        }
        List<String> path = path(key);
        ObjectNode parent = bag.get();
        for (String name : path.subList(0, path.size() - 1)) {
            parent = parent.get(name) instanceof ObjectNode inner ? inner : parent.putObject(name);
        }
        parent.set(path.get(path.size() - 1), value);
        return bag.get().toString();
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> properties = new TreeMap<>();
            node.properties().forEach(field -> properties.put(field.getKey(), sorted(field.getValue())));
            ObjectNode result = Json.NODES.objectNode();
            properties.forEach(result::set);
            return result;
        }
        if (node.isArray()) {
            var result = Json.NODES.arrayNode();
            node.forEach(element -> result.add(sorted(element)));
            return result;
        }
        return node;
    }

    /** The paths of a tree's properties, an array's elements all under the index 0. */
    private static void paths(JsonNode node, String prefix, List<String> paths) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                String path = prefix + "['" + field.getKey() + "']";
                add(path, paths);
                paths(field.getValue(), path, paths);
            });
        } else if (node.isArray() && !node.isEmpty()) {
            String path = prefix + "[0]";
            add(path, paths);
            node.forEach(element -> paths(element, path, paths));
        }
    }

    private static void add(String path, List<String> paths) {
        if (!paths.contains(path)) {
            paths.add(path);
        }
    }

    /** What a path of names and indexes, such as {@code $.a['b'][0]}, finds in a text. */
    private static String extract(String path, String text) {
        Optional<List<Object>> steps = JsonPath.parse(path);
        Optional<JsonNode> root = Json.tryRead(text);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("the JSON path '" + path + "' is not one of names and indexes");
        }
        if (root.isEmpty()) {
            return null;
        }
        JsonNode node = root.get();
        for (Object step : steps.get()) {
            node = step instanceof Integer index ? node.get(index) : node.get((String) step);
            if (node == null) {
                return null;
            }
        }
        return Json.text(node);
    }

    /** Names from one array and values from another, null where those are fewer or no array; null without names. */
    private static String zip(String names, String values) {
        List<JsonNode> keys = Json.elements(names).orElse(null);
        List<JsonNode> items = Json.elements(values).orElse(List.of());
        if (keys == null) {
            return null;
        }
        ObjectNode bag = Json.NODES.objectNode();
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).isTextual()) {
                bag.set(keys.get(i).textValue(), i < items.size() ? items.get(i) : Json.NODES.nullNode());
            }
        }
        return bag.toString();
    }

    private static String withoutEmpty(String json) {
        return Json.bag(json)
                .map(bag -> {
                    ObjectNode rest = Json.NODES.objectNode();
                    bag.properties().forEach(property -> {
                        JsonNode value = property.getValue();
                        if (!value.isNull()
                                && !(value.isTextual() && value.textValue().isEmpty())) {
                            rest.set(property.getKey(), value);
                        }
                    });
                    return rest.toString();
                })
                .orElse(null);
    }
}
