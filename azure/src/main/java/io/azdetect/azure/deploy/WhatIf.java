package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.arm.AzureException;
import io.azdetect.azure.export.TemplateValues;
import java.util.ArrayList;
import java.util.List;

/**
 * Azure Resource Manager's own account of a plan: what it would do with a template of the same resources (<a
 * href="https://learn.microsoft.com/rest/api/resources/deployments/what-if">what-if</a>). Nothing is deployed. Azure looks at
 * what is to be written only, as a template removes nothing.
 */
public final class WhatIf {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API_VERSION = "2021-04-01";
    private static final String SCHEMA =
            "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

    /** Far below the 800 resources and 4 MB that a template may have. */
    private static final int MOST_RESOURCES = 200;

    private final Arm arm;
    private final String resourceGroup;

    /** @param resourceGroup the resource id of the group that the plan's resources are in */
    public WhatIf(Arm arm, String resourceGroup) {
        this.arm = requireNonNull(arm, "arm");
        this.resourceGroup = requireNonNull(resourceGroup, "resourceGroup");
    }

    /** What Azure says of each resource that the plan writes; of the others in the group it says nothing. */
    public List<Prediction> of(Plan plan) {
        List<Change> writing =
                plan.acting().stream().filter(c -> c.wanted().isPresent()).toList();
        List<Prediction> predictions = new ArrayList<>();
        for (int from = 0; from < writing.size(); from += MOST_RESOURCES) {
            int to = Math.min(writing.size(), from + MOST_RESOURCES);
            JsonNode answer = arm.post(
                    resourceGroup + "/providers/Microsoft.Resources/deployments/azdetect-what-if/whatIf",
                    API_VERSION,
                    request(writing.subList(from, to)),
                    "ask Azure what it would do");
            if (answer.hasNonNull("error")) {
                throw new AzureException("cannot ask Azure what it would do: "
                        + answer.at("/error/code").asText() + ": "
                        + answer.at("/error/message").asText());
            }
            answer.at("/properties/changes").forEach(change -> {
                if (!change.path("changeType").asText().equals("Ignore")) {
                    predictions.add(prediction(change));
                }
            });
        }
        return predictions;
    }

    private ObjectNode request(List<Change> changes) {
        ObjectNode request = JSON.createObjectNode();
        ObjectNode properties = request.putObject("properties").put("mode", "Incremental");
        properties.putObject("whatIfSettings").put("resultFormat", "FullResourcePayloads");
        ObjectNode template =
                properties.putObject("template").put("$schema", SCHEMA).put("contentVersion", "1.0.0.0");
        ArrayNode resources = template.putArray("resources");
        changes.forEach(change -> resources.add(resource(change)));
        return request;
    }

    private ObjectNode resource(Change change) {
        ResourceKind kind = change.kind();
        Wanted wanted = change.wanted().orElseThrow();
        ObjectNode content = kind.body(wanted.body(), wanted.mark(), change.existing());
        content.remove("etag");
        TemplateValues.escape(content);
        String below = kind.collection().substring((resourceGroup + "/providers/").length());
        int extension = below.indexOf("/providers/");
        ObjectNode resource = JSON.createObjectNode()
                .put("type", extension < 0 ? below : below.substring(extension + "/providers/".length()))
                .put("apiVersion", kind.apiVersion())
                .put("name", change.name());
        if (extension >= 0) {
            resource.put("scope", below.substring(0, extension));
        }
        return resource.setAll(content);
    }

    private static Prediction prediction(JsonNode change) {
        List<FieldChange> fields = new ArrayList<>();
        collect("", change.path("delta"), fields);
        return new Prediction(
                change.path("resourceId").asText(),
                change.path("changeType").asText(),
                fields,
                change.path("unsupportedReason").asText(""));
    }

    private static void collect(String path, JsonNode delta, List<FieldChange> fields) {
        for (JsonNode property : delta) {
            String name = property.path("path").asText();
            String at = path.isEmpty() ? name : path + "." + name;
            if (property.path("children").isArray()
                    && !property.path("children").isEmpty()) {
                collect(at, property.get("children"), fields);
            } else if (!property.path("propertyChangeType").asText().equals("NoEffect")) {
                fields.add(FieldChange.of(at, property.path("before"), property.path("after")));
            }
        }
    }
}
