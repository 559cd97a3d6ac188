package io.azdetect.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The least schema that dynamic values fit (https://learn.microsoft.com/kusto/query/buildschema-aggregation-function). */
final class DynamicSchema {
    private static final String ITEMS = "`indexer`";

    private final TreeSet<String> scalars = new TreeSet<>();
    private Map<String, DynamicSchema> properties;
    private DynamicSchema items;

    private DynamicSchema() {}

    /** Null of no value but nulls. */
    static String of(List<JsonNode> values) {
        DynamicSchema schema = new DynamicSchema();
        values.forEach(schema::admit);
        return Json.write(schema.json());
    }

    private void admit(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> {
                properties = properties == null ? new LinkedHashMap<>() : properties;
                value.properties()
                        .forEach(property -> properties
                                .computeIfAbsent(property.getKey(), key -> new DynamicSchema())
                                .admit(property.getValue()));
            }
            case ARRAY -> {
                items = items == null ? new DynamicSchema() : items;
                value.forEach(items::admit);
            }
            case STRING -> scalars.add("string");
            case BOOLEAN -> scalars.add("bool");
            case NUMBER -> scalars.add(value.isIntegralNumber() ? "long" : "double");
            default -> {
                // Every property may be absent, so a null asks for nothing.
            }
        }
    }

    private JsonNode json() {
        List<JsonNode> all = new ArrayList<>();
        scalars.forEach(name -> all.add(Json.NODES.textNode(name)));
        if (properties != null) {
            ObjectNode bag = Json.NODES.objectNode();
            properties.forEach((name, schema) -> {
                JsonNode json = schema.json();
                if (!json.isNull()) {
                    bag.set(name, json);
                }
            });
            all.add(bag);
        }
        if (items != null) {
            JsonNode json = items.json();
            ObjectNode array = Json.NODES.objectNode();
            array.set(ITEMS, json.isNull() ? Json.NODES.arrayNode() : json);
            all.add(array);
        }
        if (all.size() > 1) {
            ArrayNode choice = Json.NODES.arrayNode();
            choice.addAll(all);
            return choice;
        }
        return all.isEmpty() ? Json.NODES.nullNode() : all.get(0);
    }
}
