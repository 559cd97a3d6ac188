package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that a template's expressions have in one place of Azure, so that its resources can be sent as they are. Known
 * are parameters and the ids of a subscription's resources; a text that only looks like an expression loses its escape.
 *
 * @param parameters by name
 * @param subscription the resource id of the subscription
 */
public record TemplateValues(Map<String, String> parameters, String subscription) {
    private static final Pattern PARAMETER = Pattern.compile("\\[parameters\\('(\\w+)'\\)]");
    private static final Pattern RESOURCE_ID = Pattern.compile("\\[subscriptionResourceId\\('([^']+)', '([^']+)'\\)]");

    /** Of texts that are not to have any expression. */
    static final TemplateValues NONE = new TemplateValues(Map.of(), "");

    public TemplateValues {
        parameters = Map.copyOf(parameters);
    }

    /**
     * The resources of a template whose type is wanted, each with its type, version and name.
     *
     * @throws IllegalStateException at an expression that has no value here
     */
    public List<ObjectNode> resources(ArmTemplate template, Predicate<String> type) {
        List<ObjectNode> resources = new ArrayList<>();
        for (JsonNode resource : template.resources()) {
            if (type.test(resource.get("type").textValue())) {
                ObjectNode copy = resource.deepCopy();
                replace(copy);
                resources.add(copy);
            }
        }
        return resources;
    }

    /** Puts values in the place of expressions, at any depth. */
    void replace(JsonNode node) {
        walk(node, this::value);
    }

    /** Keeps texts from being taken for expressions, at any depth. */
    public static void escape(JsonNode node) {
        walk(node, TemplateValues::literal);
    }

    private static void walk(JsonNode node, UnaryOperator<JsonNode> change) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                field.setValue(change.apply(field.getValue()));
                walk(field.getValue(), change);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, change.apply(array.get(i)));
                walk(array.get(i), change);
            }
        }
    }

    private static JsonNode literal(JsonNode node) {
        return node.isTextual() ? TextNode.valueOf(ArmTemplate.literal(node.textValue())) : node;
    }

    private JsonNode value(JsonNode node) {
        if (!node.isTextual() || !node.textValue().startsWith("[")) {
            return node;
        }
        String text = node.textValue();
        if (text.startsWith("[[")) {
            return TextNode.valueOf(text.substring(1));
        }
        Matcher parameter = PARAMETER.matcher(text);
        if (parameter.matches() && parameters.containsKey(parameter.group(1))) {
            return TextNode.valueOf(parameters.get(parameter.group(1)));
        }
        Matcher id = RESOURCE_ID.matcher(text);
        if (id.matches()) {
            return TextNode.valueOf(subscription + "/providers/" + id.group(1) + "/" + id.group(2));
        }
        throw new IllegalStateException("an expression of a template that has no value here: " + text);
    }
}
