package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads templates as Azure Resource Manager does: the functions that ours use, over given parameters. What it does not know,
 * or what is not given and has no default, it refuses.
 */
final class Templates {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode template;
    private final Map<String, JsonNode> given;
    private String expression;
    private int at;

    Templates(JsonNode template, Map<String, JsonNode> given) {
        this.template = template;
        this.given = given;
    }

    /** What a template deploys, nested ones included. */
    List<JsonNode> resources() {
        List<JsonNode> resources = new ArrayList<>();
        for (JsonNode resource : template.get("resources")) {
            if (!resource.get("type").asText().equals("Microsoft.Resources/deployments")) {
                resources.add(evaluated(resource));
                continue;
            }
            JsonNode properties = resource.get("properties");
            if (!properties.at("/expressionEvaluationOptions/scope").asText().equals("inner")) {
                throw new IllegalArgumentException("a nested template that sees the outer one's parameters");
            }
            Map<String, JsonNode> handedOn = new HashMap<>();
            properties
                    .get("parameters")
                    .properties()
                    .forEach(
                            p -> handedOn.put(p.getKey(), evaluated(p.getValue().get("value"))));
            resources.addAll(new Templates(properties.get("template"), handedOn).resources());
        }
        return resources;
    }

    /** A value with its expressions computed, all the way down. */
    JsonNode evaluated(JsonNode value) {
        if (value.isObject()) {
            ObjectNode object = JSON.objectNode();
            value.properties().forEach(f -> object.set(f.getKey(), evaluated(f.getValue())));
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = JSON.arrayNode();
            value.forEach(item -> array.add(evaluated(item)));
            return array;
        }
        return value.isTextual() ? text(value.textValue()) : value;
    }

    private JsonNode text(String text) {
        if (text.startsWith("[[")) {
            return TextNode.valueOf(text.substring(1));
        }
        if (!text.startsWith("[")) {
            return TextNode.valueOf(text);
        }
        if (!text.endsWith("]")) {
            throw new IllegalArgumentException("an expression without an end: " + text);
        }
        String outer = expression;
        int outerAt = at;
        expression = text.substring(1, text.length() - 1);
        at = 0;
        JsonNode result = value();
        if (at != expression.length()) {
            throw new IllegalArgumentException("more behind " + expression.substring(0, at));
        }
        expression = outer;
        at = outerAt;
        return result;
    }

    private JsonNode value() {
        if (expression.charAt(at) == '\'') {
            StringBuilder text = new StringBuilder();
            for (at++; expression.charAt(at) != '\'' || expression.startsWith("''", at); at++) {
                at += expression.charAt(at) == '\'' ? 1 : 0;
                text.append(expression.charAt(at));
            }
            at++;
            return TextNode.valueOf(text.toString());
        }
        int open = expression.indexOf('(', at);
        String function = expression.substring(at, open);
        List<JsonNode> arguments = new ArrayList<>();
        at = open + 1;
        while (expression.charAt(at) != ')') {
            arguments.add(value());
            at += expression.startsWith(", ", at) ? 2 : 0;
        }
        at++;
        JsonNode result = call(function, arguments);
        while (at < expression.length() && expression.charAt(at) == '.') {
            int end = at + 1;
            while (end < expression.length() && Character.isLetterOrDigit(expression.charAt(end))) {
                end++;
            }
            result = result.get(expression.substring(at + 1, end));
            at = end;
        }
        return result;
    }

    private JsonNode call(String function, List<JsonNode> arguments) {
        return switch (function) {
            case "parameters" -> parameter(arguments.get(0).textValue());
            case "variables" ->
                evaluated(template.at("/variables/" + arguments.get(0).textValue()));
            case "resourceGroup" -> JSON.objectNode().put("location", "westeurope");
            case "string" ->
                TextNode.valueOf(
                        arguments.get(0).isTextual()
                                ? arguments.get(0).textValue()
                                : arguments.get(0).toString());
            case "toLower" -> TextNode.valueOf(arguments.get(0).textValue().toLowerCase(Locale.ROOT));
            case "replace" ->
                TextNode.valueOf(arguments
                        .get(0)
                        .textValue()
                        .replace(arguments.get(1).textValue(), arguments.get(2).textValue()));
            case "concat" ->
                TextNode.valueOf(String.join(
                        "", arguments.stream().map(JsonNode::textValue).toList()));
            case "empty" ->
                JSON.booleanNode(
                        arguments.get(0).isTextual()
                                ? arguments.get(0).textValue().isEmpty()
                                : arguments.get(0).isEmpty());
            case "if" -> arguments.get(0).booleanValue() ? arguments.get(1) : arguments.get(2);
            default -> throw new IllegalArgumentException("no function " + function);
        };
    }

    private JsonNode parameter(String name) {
        JsonNode declared = template.at("/parameters/" + name);
        if (declared.isMissingNode()) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        JsonNode value = given.containsKey(name)
                ? given.get(name)
                : evaluated(declared.path("defaultValue").deepCopy());
        if (value.isMissingNode()) {
            throw new IllegalArgumentException("the parameter " + name + " is not given");
        }
        String type = declared.get("type").textValue();
        boolean fits = switch (type) {
            case "string" -> value.isTextual();
            case "int" -> value.isInt() || value.isLong();
            case "bool" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> false;
        };
        if (!fits) {
            throw new IllegalArgumentException(name + " is no " + type + ": " + value);
        }
        JsonNode allowed = declared.path("allowedValues");
        if (allowed.isArray()) {
            boolean found = false;
            for (JsonNode one : allowed) {
                found |= one.equals(value);
            }
            if (!found) {
                throw new IllegalArgumentException(name + " may not be " + value);
            }
        }
        return value;
    }
}
