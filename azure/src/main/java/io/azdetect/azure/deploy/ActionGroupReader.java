package io.azdetect.azure.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.kql.diagnostic.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads an action group of a parameter file into its resource's body. Addresses that let whoever knows them in are not
 * written into files: {@code env:NAME} takes them from the environment.
 */
final class ActionGroupReader {
    private static final Set<String> FIELDS =
            Set.of("email", "function", "id", "logicApp", "runbook", "shortName", "sms", "webhook");

    /** <a href="https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups">Of a group's short name</a>. */
    private static final int MOST_SHORT_NAME = 12;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final UnaryOperator<String> environment;
    private final List<String> problems;

    ActionGroupReader(UnaryOperator<String> environment, List<String> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** The body of the group; what is wrong with it is reported. */
    ObjectNode group(String path, String name, JsonNode node) {
        node.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                problems.add("'" + path + "." + field + "' is no field here" + Suggestion.didYouMean(field, FIELDS));
            }
        });
        ObjectNode body = JSON.createObjectNode().put("location", "Global");
        ObjectNode properties = body.putObject("properties");
        String shortName = node.path("shortName").asText(name);
        if (shortName.length() > MOST_SHORT_NAME) {
            problems.add("'" + path + ".shortName' may have " + MOST_SHORT_NAME + " characters, and '" + shortName
                    + "' has " + shortName.length());
        }
        properties.put("groupShortName", shortName).put("enabled", true);
        int receivers = email(path + ".email", node, properties)
                + sms(path + ".sms", node, properties)
                + webhook(path + ".webhook", node, properties)
                + logicApp(path + ".logicApp", node, properties)
                + function(path + ".function", node, properties)
                + runbook(path + ".runbook", node, properties);
        if (receivers == 0) {
            problems.add("'" + path + "' tells nobody; give it email, sms, webhook, logicApp, function or runbook,"
                    + " or the id of a group that is there");
        }
        return body;
    }

    private int email(String path, JsonNode node, ObjectNode properties) {
        JsonNode list = list(path, node.path("email"));
        for (int i = 0; i < list.size(); i++) {
            String address = list.get(i).asText();
            if (!address.matches("\\S+@\\S+")) {
                problems.add("'" + path + "' has '" + address + "', which is no address");
            }
            properties
                    .withArray("/emailReceivers")
                    .addObject()
                    .put("name", "email-" + (i + 1))
                    .put("emailAddress", address)
                    .put("useCommonAlertSchema", true);
        }
        return list.size();
    }

    private int sms(String path, JsonNode node, ObjectNode properties) {
        JsonNode list = list(path, node.path("sms"));
        for (int i = 0; i < list.size(); i++) {
            String at = path + "[" + i + "]";
            properties
                    .withArray("/smsReceivers")
                    .addObject()
                    .put("name", "sms-" + (i + 1))
                    .put("countryCode", digits(at + ".country", list.get(i).path("country")))
                    .put("phoneNumber", digits(at + ".number", list.get(i).path("number")));
        }
        return list.size();
    }

    private int webhook(String path, JsonNode node, ObjectNode properties) {
        JsonNode list = list(path, node.path("webhook"));
        for (int i = 0; i < list.size(); i++) {
            // A single address will do.
            JsonNode url = list.get(i).isTextual() ? list.get(i) : list.get(i).path("url");
            named(properties.withArray("/webhookReceivers"), "webhook", i)
                    .put("serviceUri", address(path + "[" + i + "].url", url));
        }
        return list.size();
    }

    private int logicApp(String path, JsonNode node, ObjectNode properties) {
        JsonNode list = list(path, node.path("logicApp"));
        for (int i = 0; i < list.size(); i++) {
            String at = path + "[" + i + "]";
            named(properties.withArray("/logicAppReceivers"), "logic-app", i)
                    .put(
                            "resourceId",
                            resourceId(at + ".app", list.get(i).path("app")).orElse(""))
                    .put("callbackUrl", address(at + ".url", list.get(i).path("url")));
        }
        return list.size();
    }

    private int function(String path, JsonNode node, ObjectNode properties) {
        JsonNode list = list(path, node.path("function"));
        for (int i = 0; i < list.size(); i++) {
            String at = path + "[" + i + "]";
            named(properties.withArray("/azureFunctionReceivers"), "function", i)
                    .put(
                            "functionAppResourceId",
                            resourceId(at + ".app", list.get(i).path("app")).orElse(""))
                    .put("functionName", text(at + ".function", list.get(i).path("function")))
                    .put("httpTriggerUrl", address(at + ".url", list.get(i).path("url")));
        }
        return list.size();
    }

    private int runbook(String path, JsonNode node, ObjectNode properties) {
        JsonNode list = list(path, node.path("runbook"));
        for (int i = 0; i < list.size(); i++) {
            String at = path + "[" + i + "]";
            JsonNode item = list.get(i);
            ObjectNode receiver = named(properties.withArray("/automationRunbookReceivers"), "runbook", i)
                    .put(
                            "automationAccountId",
                            resourceId(at + ".account", item.path("account")).orElse(""))
                    .put("runbookName", text(at + ".runbook", item.path("runbook")))
                    .put(
                            "webhookResourceId",
                            resourceId(at + ".webhook", item.path("webhook")).orElse(""))
                    .put("isGlobalRunbook", false);
            if (item.has("url")) {
                receiver.put("serviceUri", address(at + ".url", item.get("url")));
            }
        }
        return list.size();
    }

    private static ObjectNode named(ArrayNode receivers, String kind, int index) {
        return receivers.addObject().put("name", kind + "-" + (index + 1)).put("useCommonAlertSchema", true);
    }

    private JsonNode list(String path, JsonNode node) {
        if (!node.isMissingNode() && !node.isArray()) {
            problems.add("'" + path + "' must be a list");
            return JSON.createArrayNode();
        }
        return node;
    }

    private String text(String path, JsonNode node) {
        if (!node.isTextual() || node.textValue().isBlank()) {
            problems.add("'" + path + "' is missing");
        }
        return node.asText("");
    }

    private String digits(String path, JsonNode node) {
        String text = node.asText("").replaceAll("[\\s-]", "");
        if (!text.matches("\\d{1,15}")) {
            problems.add("'" + path + "' must be digits alone");
        }
        return text;
    }

    /** A resource's id; nothing, with a problem, where there is none. */
    Optional<String> resourceId(String path, JsonNode node) {
        String id = node.asText("");
        if (!id.matches("(?i)/subscriptions/[^/\\s]+/resourceGroups/[^/\\s]+/providers/\\S+")) {
            problems.add("'" + path + "' must be a resource's id, /subscriptions/…/resourceGroups/…/providers/…");
            return Optional.empty();
        }
        return Optional.of(id);
    }

    private String address(String path, JsonNode node) {
        String text = node.asText("");
        if (text.startsWith("env:")) {
            String value = environment.apply(text.substring(4));
            if (value == null || value.isBlank()) {
                problems.add("'" + path + "' is to be in the environment variable " + text.substring(4)
                        + ", which is not set");
                return "";
            }
            text = value;
        } else if (!text.isEmpty()) {
            problems.add("'" + path + "' is a secret and must not stand in a file; write env:NAME, and set the"
                    + " environment variable NAME to it");
            return "";
        }
        if (!text.startsWith("https://")) {
            problems.add("'" + path + "' must begin with https://");
        }
        return text;
    }
}
