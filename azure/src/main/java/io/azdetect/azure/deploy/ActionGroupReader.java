package io.azdetect.azure.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.catalog.Fields;
import io.azdetect.catalog.Fields.Located;
import io.azdetect.catalog.Problems;
import io.azdetect.catalog.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Reads an action group of a parameter file into its resource's body. Addresses that let whoever knows them in are not
 * written into files: {@code env:NAME} takes them from the environment.
 */
final class ActionGroupReader {
    /** <a href="https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups">Of a group's short name</a>. */
    private static final int MOST_SHORT_NAME = 12;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final UnaryOperator<String> environment;
    private final Problems problems;

    ActionGroupReader(UnaryOperator<String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** The body of the group that {@code groups} has under this name; what is wrong with it is reported. */
    ObjectNode group(Fields groups, String name, Fields group) {
        ObjectNode body = JSON.createObjectNode().put("location", "Global");
        ObjectNode properties = body.putObject("properties");
        String shortName = group.optionalText("shortName").orElse(name);
        if (shortName.length() > MOST_SHORT_NAME) {
            group.wrong(
                    "shortName",
                    "may have " + MOST_SHORT_NAME + " characters, and '" + shortName + "' has " + shortName.length());
        }
        properties.put("groupShortName", shortName).put("enabled", true);
        email(group, properties);
        sms(group, properties);
        webhook(group, properties);
        logicApp(group, properties);
        function(group, properties);
        runbook(group, properties);
        group.rejectUnknown(Set.of("id"));
        if (!group.has("email")
                && !group.has("sms")
                && !group.has("webhook")
                && !group.has("logicApp")
                && !group.has("function")
                && !group.has("runbook")) {
            groups.wrong(
                    name,
                    "tells nobody; give it email, sms, webhook, logicApp, function or runbook,"
                            + " or the id of a group that is there");
        }
        return body;
    }

    private void email(Fields group, ObjectNode properties) {
        List<Located> addresses = group.texts("email");
        for (int i = 0; i < addresses.size(); i++) {
            String address = addresses.get(i).text();
            if (!address.matches("\\S+@\\S+")) {
                problems.add(addresses.get(i).line(), "'" + address + "' is no address for a mail");
            }
            receiver(properties.withArray("/emailReceivers"), "email").put("emailAddress", address);
        }
    }

    private void sms(Fields group, ObjectNode properties) {
        each(
                group,
                "sms",
                item -> properties
                        .withArray("/smsReceivers")
                        .addObject()
                        .put("name", "sms-" + properties.path("smsReceivers").size())
                        .put("countryCode", digits(item, "country"))
                        .put("phoneNumber", digits(item, "number")));
    }

    /** Each webhook is an address, or a group with its {@code url}. */
    private void webhook(Fields group, ObjectNode properties) {
        List<YamlNode> items = group.node("webhook")
                .map(n -> n instanceof YamlNode.Sequence list ? list.items() : List.of(n))
                .orElse(List.of());
        for (YamlNode item : items) {
            String url;
            if (item instanceof YamlNode.Scalar scalar) {
                url = address(scalar.text(), scalar.line(), "a webhook");
            } else {
                Fields fields = Fields.of(item, "webhook", problems);
                url = address(fields, "url");
                fields.rejectUnknown(Set.of());
            }
            receiver(properties.withArray("/webhookReceivers"), "webhook").put("serviceUri", url);
        }
    }

    private void logicApp(Fields group, ObjectNode properties) {
        each(
                group,
                "logicApp",
                item -> receiver(properties.withArray("/logicAppReceivers"), "logic-app")
                        .put("resourceId", resourceId(item, "app").orElse(""))
                        .put("callbackUrl", address(item, "url")));
    }

    private void function(Fields group, ObjectNode properties) {
        each(
                group,
                "function",
                item -> receiver(properties.withArray("/azureFunctionReceivers"), "function")
                        .put("functionAppResourceId", resourceId(item, "app").orElse(""))
                        .put("functionName", item.text("function"))
                        .put("httpTriggerUrl", address(item, "url")));
    }

    private void runbook(Fields group, ObjectNode properties) {
        each(group, "runbook", item -> {
            ObjectNode receiver = receiver(properties.withArray("/automationRunbookReceivers"), "runbook")
                    .put("automationAccountId", resourceId(item, "account").orElse(""))
                    .put("runbookName", item.text("runbook"))
                    .put("webhookResourceId", resourceId(item, "webhook").orElse(""))
                    .put("isGlobalRunbook", false);
            if (item.has("url")) {
                receiver.put("serviceUri", address(item, "url"));
            }
        });
    }

    private static void each(Fields group, String name, Consumer<Fields> read) {
        group.groups(name, (item, path) -> {
            read.accept(item);
            item.rejectUnknown(Set.of());
            return Optional.empty();
        });
    }

    private static ObjectNode receiver(ArrayNode receivers, String kind) {
        ObjectNode receiver = receivers.addObject();
        return receiver.put("name", kind + "-" + receivers.size()).put("useCommonAlertSchema", true);
    }

    private static String digits(Fields item, String name) {
        String digits = item.text(name).replaceAll("[\\s-]", "");
        if (item.has(name) && !digits.matches("\\d{1,15}")) {
            item.wrong(name, "must be digits alone");
        }
        return digits;
    }

    /** A resource's id; nothing, with a problem, where there is none. */
    static Optional<String> resourceId(Fields fields, String name) {
        String id = fields.text(name);
        if (id.isEmpty() && !fields.has(name)) {
            return Optional.empty();
        }
        if (!id.matches("(?i)/subscriptions/[^/\\s]+/resourceGroups/[^/\\s]+/providers/\\S+")) {
            fields.wrong(name, "must be a resource's id, /subscriptions/…/resourceGroups/…/providers/…");
            return Optional.empty();
        }
        return Optional.of(id);
    }

    private String address(Fields fields, String name) {
        String text = fields.text(name);
        return fields.has(name) ? address(text, fields.line(name), "'" + name + "'") : "";
    }

    private String address(String text, int line, String what) {
        if (!text.startsWith("env:")) {
            problems.add(
                    line,
                    what + " is a secret and must not stand in a file; write env:NAME, and set the environment variable"
                            + " NAME to it");
            return "";
        }
        String value = environment.apply(text.substring(4));
        if (value == null || value.isBlank()) {
            problems.add(
                    line, what + " is to be in the environment variable " + text.substring(4) + ", which is not set");
            return "";
        }
        if (!value.startsWith("https://")) {
            problems.add(line, "the environment variable " + text.substring(4) + " must begin with https://");
        }
        return value;
    }
}
