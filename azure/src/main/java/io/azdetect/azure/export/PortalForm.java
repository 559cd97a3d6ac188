package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The form that Azure's portal shows for a template, in place of a bare list of its parameters
 * (<a href="https://learn.microsoft.com/azure/azure-resource-manager/managed-applications/create-uidefinition-overview">
 * CreateUiDefinition</a>).
 */
record PortalForm(RuleTarget target, ArmTemplate template) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STEP = "rule";

    /** The file's text. */
    String text() {
        ObjectNode form = JSON.createObjectNode()
                .put(
                        "$schema",
                        "https://schema.management.azure.com/schemas/0.1.2-preview/CreateUIDefinition.MultiVm.json#")
                .put("handler", "Microsoft.Azure.CreateUIDef")
                .put("version", "0.1.2-preview");
        ObjectNode parameters = form.putObject("parameters");
        ArrayNode basics = parameters.putArray("basics");
        ArrayNode elements = JSON.createArrayNode();
        ObjectNode outputs = JSON.createObjectNode();
        workspace(basics, outputs);
        for (Map.Entry<String, JsonNode> parameter : template.parameters().properties()) {
            if (!outputs.has(parameter.getKey())) {
                element(elements, outputs, parameter.getKey(), parameter.getValue());
            }
        }
        parameters
                .putArray("steps")
                .addObject()
                .put("name", STEP)
                .put("label", "Rules")
                .set("elements", elements);
        parameters.set("outputs", outputs);
        return form.toPrettyString() + "\n";
    }

    private void workspace(ArrayNode basics, ObjectNode outputs) {
        boolean sentinel = target == RuleTarget.SENTINEL;
        basics.addObject()
                .put("name", "note")
                .put("type", "Microsoft.Common.InfoBox")
                .putObject("options")
                .put("icon", "Info")
                .put(
                        "text",
                        sentinel
                                ? "Choose the resource group of the Log Analytics workspace that Microsoft Sentinel is on."
                                : "The rules go into this resource group; the workspace that they query may be in another.");
        basics.addObject()
                .put("name", "workspace")
                .put("type", "Microsoft.Solutions.ResourceSelector")
                .put("label", "Log Analytics workspace")
                .put("resourceType", "Microsoft.OperationalInsights/workspaces")
                .putObject("options")
                .putObject("filter")
                .put("subscription", "onBasics");
        outputs.put("workspace", sentinel ? "[basics('workspace').name]" : "[basics('workspace').id]");
        if (!sentinel) {
            outputs.put("location", "[basics('workspace').location]");
        }
    }

    private void element(ArrayNode elements, ObjectNode outputs, String name, JsonNode parameter) {
        String value = "steps('" + STEP + "')." + name;
        JsonNode initial = parameter.path("defaultValue");
        if (name.equals("actionGroups")) {
            actionGroups(elements);
            outputs.put(name, "[coalesce(" + value + ", parse('[]'))]");
            return;
        }
        ObjectNode element = elements.addObject().put("name", name);
        String description = parameter.at("/metadata/description").asText();
        if (parameter.has("allowedValues")) {
            dropDown(element, name, parameter.get("allowedValues"), initial);
            outputs.put(
                    name, parameter.path("type").asText().equals("int") ? "[int(" + value + ")]" : "[" + value + "]");
        } else {
            switch (parameter.path("type").asText()) {
                case "bool" -> {
                    element.put("type", "Microsoft.Common.CheckBox")
                            .put("label", words(name))
                            .put("defaultValue", initial.asBoolean());
                    outputs.put(name, "[" + value + "]");
                }
                case "int" -> {
                    textBox(element, name, initial.asText(), "^-?[0-9]+$", "A whole number.");
                    outputs.put(name, "[int(" + value + ")]");
                }
                case "array" -> outputs.put(name, list(element, name, value, initial));
                case "object" -> {
                    textBox(element, name, initial.toString(), "^\\{[\\s\\S]*\\}$", "An object in JSON.");
                    outputs.put(name, "[parse(" + value + ")]");
                }
                default -> {
                    textBox(element, name, initial.asText(), "^[\\s\\S]+$", "A value.");
                    outputs.put(name, "[" + value + "]");
                }
            }
        }
        element.put("toolTip", description);
    }

    /** Texts between commas; a list of anything else as JSON. */
    private static String list(ObjectNode element, String name, String value, JsonNode initial) {
        List<JsonNode> items =
                StreamSupport.stream(initial.spliterator(), false).toList();
        if (items.stream().allMatch(i -> i.isTextual() && !i.textValue().contains(","))) {
            element.put("type", "Microsoft.Common.TextBox")
                    .put("label", words(name) + " (between commas)")
                    .put(
                            "defaultValue",
                            String.join(
                                    ",", items.stream().map(JsonNode::textValue).toList()))
                    .putObject("constraints")
                    .put("required", false);
            return "[if(empty(" + value + "), parse('[]'), split(" + value + ", ','))]";
        }
        textBox(element, name, initial.toString(), "^\\[[\\s\\S]*\\]$", "A list in JSON.");
        return "[parse(" + value + ")]";
    }

    private static void textBox(ObjectNode element, String name, String initial, String pattern, String message) {
        ObjectNode constraints = element.put("type", "Microsoft.Common.TextBox")
                .put("label", words(name))
                .put("defaultValue", initial)
                .putObject("constraints")
                .put("required", true);
        constraints.put("regex", pattern).put("validationMessage", message);
    }

    private static void dropDown(ObjectNode element, String name, JsonNode allowed, JsonNode initial) {
        element.put("type", "Microsoft.Common.DropDown")
                .put("label", words(name))
                .put("defaultValue", label(initial));
        ArrayNode values =
                element.putObject("constraints").put("required", true).putArray("allowedValues");
        allowed.forEach(v -> values.addObject().put("label", label(v)).put("value", v.asText()));
    }

    /** Azure Monitor's severities have names in the portal. */
    private static String label(JsonNode value) {
        return value.isInt()
                ? List.of("0 – Critical", "1 – Error", "2 – Warning", "3 – Informational", "4 – Verbose")
                        .get(value.intValue())
                : value.asText();
    }

    /** Those of the subscription, any number of them. */
    private static void actionGroups(ArrayNode elements) {
        elements.addObject()
                .put("name", "actionGroupsApi")
                .put("type", "Microsoft.Solutions.ArmApiControl")
                .putObject("request")
                .put("method", "GET")
                .put(
                        "path",
                        "[concat(subscription().id, '/providers/Microsoft.Insights/actionGroups?api-version=2023-01-01')]");
        ObjectNode groups = elements.addObject()
                .put("name", "actionGroups")
                .put("type", "Microsoft.Common.DropDown")
                .put("label", "Action groups")
                .put("toolTip", "Who is told of an alert.")
                .put("multiselect", true)
                .put("selectAll", false)
                .put("filter", true);
        groups.putObject("constraints")
                .put("required", false)
                .put(
                        "allowedValues",
                        "[map(steps('" + STEP
                                + "').actionGroupsApi.value, (group) => parse(concat('{\"label\":\"', group.name,"
                                + " '\",\"value\":\"', group.id, '\"}')))]");
    }

    /** {@code AllowedCallers} as {@code Allowed callers}. */
    private static String words(String name) {
        String spaced = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
