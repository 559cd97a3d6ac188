package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads templates as Azure Resource Manager does: the functions that ours use, over given parameters. */
final class Templates {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode template;
    private final Map<String, JsonNode> given;
    private String expression;
    private int at;

    Templates(JsonNode template, Map<String, JsonNode> given) {
        this.template = template;
        this.given = given;
    }

    /** A value of the template: a literal as it is, an expression computed. */
    String text(JsonNode value) {
        String text = value.asText();
        if (text.startsWith("[[")) {
            return text.substring(1);
        }
        if (!text.startsWith("[")) {
            return text;
        }
        expression = text.substring(1, text.length() - 1);
        at = 0;
        JsonNode result = value();
        if (at != expression.length()) {
            throw new IllegalArgumentException("more behind " + expression.substring(0, at));
        }
        return result.isTextual() ? result.textValue() : result.toString();
    }

    private JsonNode value() {
        if (expression.charAt(at) == '\'') {
            StringBuilder text = new StringBuilder();
            for (at++; expression.charAt(at) != '\'' || expression.startsWith("''", at); at++) {
                at += expression.charAt(at) == '\'' ? 1 : 0;
                text.append(expression.charAt(at));
            }
            at++;
            return JSON.getNodeFactory().textNode(text.toString());
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
        return call(function, arguments);
    }

    private JsonNode call(String function, List<JsonNode> arguments) {
        String first = arguments.get(0).asText();
        return switch (function) {
            case "parameters" -> given.getOrDefault(first, template.at("/parameters/" + first + "/defaultValue"));
            case "variables" -> template.at("/variables/" + first);
            case "string" ->
                JSON.getNodeFactory()
                        .textNode(
                                arguments.get(0).isTextual()
                                        ? first
                                        : arguments.get(0).toString());
            case "toLower" -> JSON.getNodeFactory().textNode(first.toLowerCase(java.util.Locale.ROOT));
            case "replace" ->
                JSON.getNodeFactory()
                        .textNode(first.replace(
                                arguments.get(1).asText(), arguments.get(2).asText()));
            case "concat" ->
                JSON.getNodeFactory()
                        .textNode(String.join(
                                "", arguments.stream().map(JsonNode::asText).toList()));
            default -> throw new IllegalArgumentException("no function " + function);
        };
    }
}
