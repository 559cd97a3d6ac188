package io.azdetect.cli.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/** What Azure Resource Manager says that a template would do, in the shape of its API. */
final class WhatIfAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WhatIfAnswer() {}

    static ObjectNode of(String group, ObjectNode request, Map<String, ObjectNode> resources) {
        ObjectNode answer = JSON.createObjectNode().put("status", "Succeeded");
        ArrayNode changes = answer.putObject("properties").putArray("changes");
        for (JsonNode resource : request.at("/properties/template/resources")) {
            String scope = resource.has("scope")
                    ? "/providers/" + resource.get("scope").asText()
                    : "";
            String id = group + scope + "/providers/" + resource.get("type").asText() + "/"
                    + resource.get("name").asText();
            ObjectNode there = resources.get(id.toLowerCase(Locale.ROOT));
            ObjectNode change =
                    changes.addObject().put("resourceId", id).put("changeType", there == null ? "Create" : "Modify");
            if (there != null) {
                delta(change.putArray("delta"), there.path("properties"), resource.path("properties"));
            }
        }
        changes.addObject()
                .put("resourceId", group + "/providers/Microsoft.Storage/storageAccounts/other")
                .put("changeType", "Ignore");
        return answer;
    }

    /** One nested property change, as Azure groups them, for the severity. */
    private static void delta(ArrayNode delta, JsonNode before, JsonNode after) {
        ObjectNode properties = delta.addObject().put("path", "properties").put("propertyChangeType", "Modify");
        ArrayNode children = properties.putArray("children");
        children.addObject()
                .put("path", "severity")
                .put("propertyChangeType", "Modify")
                .put("before", before.path("severity").asText())
                .put("after", plain(after.path("severity").asText()));
        children.addObject().put("path", "enabled").put("propertyChangeType", "NoEffect");
    }

    private static String plain(String text) {
        return text.startsWith("[[") ? text.substring(1) : text;
    }
}
