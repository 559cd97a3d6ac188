package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * A template of Azure Resource Manager in the making. What stands in brackets is an expression there, so texts from
 * elsewhere go through {@link #literal} (<a
 * href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions">template expressions</a>).
 */
public final class ArmTemplate {
    /** The largest template that Azure Resource Manager takes. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    static final int MOST_RESOURCES = 800;

    static final int MOST_PARAMETERS = 256;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root = JSON.createObjectNode();
    private final ObjectNode parameters = JSON.createObjectNode();
    private final ObjectNode variables = JSON.createObjectNode();
    private final ArrayNode resources = JSON.createArrayNode();

    /** A template of a resource group's resources. */
    public ArmTemplate(String description) {
        this("2019-04-01/deploymentTemplate.json", description);
    }

    private ArmTemplate(String schema, String description) {
        root.put("$schema", "https://schema.management.azure.com/schemas/" + schema + "#");
        root.put("contentVersion", "1.0.0.0");
        root.putObject("metadata").put("description", literal(description));
        root.set("parameters", parameters);
        root.set("variables", variables);
        root.set("resources", resources);
    }

    /** A template that is deployed to a subscription. */
    public static ArmTemplate ofSubscription(String description) {
        return new ArmTemplate("2018-05-01/subscriptionDeploymentTemplate.json", description);
    }

    /** A template that is deployed to the tenant. */
    public static ArmTemplate ofTenant(String description) {
        return new ArmTemplate("2019-08-01/tenantDeploymentTemplate.json", description);
    }

    public static ObjectNode object() {
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
    public ObjectNode parameter(String name, String type, JsonNode defaultValue, String description) {
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

    /** Whether there is a parameter of this name; their case makes no difference. */
    boolean hasParameter(String name) {
        for (String known : (Iterable<String>) parameters::fieldNames) {
            if (known.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** The parameters by name, as they stand in the template. */
    ObjectNode parameters() {
        return parameters;
    }

    /** A variable's text as it is, an expression or not. */
    String variable(String name) {
        String text = variables.get(name).textValue();
        return text.startsWith("[[") ? text.substring(1) : text;
    }

    /** The resources in order. */
    ArrayNode resources() {
        return resources;
    }

    /** The template as it goes into another one. */
    public ObjectNode root() {
        return root;
    }

    void variable(String name, String text) {
        variables.put(name, literal(text));
    }

    public void resource(ObjectNode resource) {
        resources.add(resource);
    }

    /**
     * Whether Azure Resource Manager takes it
     * (<a href="https://learn.microsoft.com/azure/azure-resource-manager/templates/best-practices#template-limits">limits</a>).
     */
    boolean fits() {
        return resources.size() <= MOST_RESOURCES
                && parameters.size() <= MOST_PARAMETERS
                && text().getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    /** The template's text, indented, with a line end at its end. */
    public String text() {
        return root.toPrettyString() + "\n";
    }
}
