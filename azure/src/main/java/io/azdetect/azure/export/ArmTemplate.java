package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A template of Azure Resource Manager in the making. What stands in brackets is an expression there, so texts from
 * elsewhere go through {@link #literal} (<a
 * href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions">template expressions</a>).
 */
final class ArmTemplate {
    /** The largest template that Azure Resource Manager takes. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    static final int MOST_RESOURCES = 800;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root = JSON.createObjectNode();
    private final ObjectNode parameters = JSON.createObjectNode();
    private final ObjectNode variables = JSON.createObjectNode();
    private final ArrayNode resources = JSON.createArrayNode();

    /** A template of a resource group's resources. */
    ArmTemplate(String description) {
        root.put("$schema", "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#");
        root.put("contentVersion", "1.0.0.0");
        root.putObject("metadata").put("description", literal(description));
        root.set("parameters", parameters);
        root.set("variables", variables);
        root.set("resources", resources);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A text that is no expression, whatever it begins with. */
    static String literal(String text) {
        return text.startsWith("[") ? "[" + text : text;
    }

    /** A text inside an expression. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Adds a parameter; one without a default has to be given. */
    ObjectNode parameter(String name, String type, JsonNode defaultValue, String description) {
        ObjectNode parameter = parameters.putObject(name).put("type", type);
        if (defaultValue != null) {
            parameter.set(
                    "defaultValue",
                    defaultValue.isTextual()
                            ? JSON.getNodeFactory().textNode(literal(defaultValue.textValue()))
                            : defaultValue);
        }
        parameter.putObject("metadata").put("description", literal(description));
        return parameter;
    }

    boolean hasParameter(String name) {
        return parameters.has(name);
    }

    void variable(String name, String text) {
        variables.put(name, literal(text));
    }

    void resource(ObjectNode resource) {
        resources.add(resource);
    }

    int size() {
        return resources.size();
    }

    /** The template's text, indented, with a line end at its end. */
    String text() {
        return root.toPrettyString() + "\n";
    }
}
