package io.azdetect.telemetry.simulator.tenant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.telemetry.simulator.Json;
import java.time.Instant;

/** A change to the directory, and its record in Entra ID's audit log. */
final class DirectoryChange {

    private final SimulatedHour hour;
    private final ObjectNode fields;

    private DirectoryChange(SimulatedHour hour, ObjectNode fields) {
        this.hour = hour;
        this.fields = fields;
    }

    /** @param operation as the log names it, such as {@code Add member to group} */
    static DirectoryChange by(SimulatedHour hour, String actor, String ip, String operation, Area area) {
        ObjectNode fields = Json.object(
                "operation",
                operation,
                "category",
                area.category,
                "operationType",
                operation.startsWith("Add member") ? "Assign" : operation.startsWith("Add") ? "Add" : "Update",
                "actor",
                actor,
                "correlationId",
                hour.id());
        if (!ip.isEmpty()) {
            fields.put("ip", ip);
        }
        return new DirectoryChange(hour, fields);
    }

    static DirectoryChange by(SimulatedHour hour, Person person, String operation, Area area) {
        return by(hour, person.name(), person.ip(hour), operation, area);
    }

    /** What part of the directory a change is about. */
    enum Area {
        USERS("UserManagement"),
        GROUPS("GroupManagement"),
        APPLICATIONS("ApplicationManagement"),
        ROLES("RoleManagement"),
        DEVICES("Device"),
        POLICIES("Policy");

        private final String category;

        Area(String category) {
            this.category = category;
        }
    }

    DirectoryChange on(Person person) {
        fields.put("target", person.name());
        return this;
    }

    DirectoryChange on(String target, String type) {
        fields.put("target", target).put("targetType", type);
        return this;
    }

    /** The new value of a property, as the log has it: JSON within JSON. */
    DirectoryChange changing(String property, String newValue) {
        fields.withObjectProperty("modified").put(property, newValue);
        return this;
    }

    DirectoryChange of(String service, String reason) {
        fields.put("service", service).put("reason", reason);
        return this;
    }

    DirectoryChange with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    /** As Privileged Identity Management writes it: the role, the request, who gets the role; the address in the details. */
    DirectoryChange role(String role, Person person, String ip) {
        fields.put("service", "PIM");
        fields.set(
                "properties.targetResources",
                array(
                        Json.object("displayName", role, "type", "Role"),
                        Json.object("type", "Request"),
                        Json.object(
                                "displayName",
                                person.name(),
                                "id",
                                person.id(),
                                "type",
                                "User",
                                "userPrincipalName",
                                person.name())));
        fields.set("properties.additionalDetails", array(Json.object("key", "ipaddr", "value", ip)));
        fields.putNull("properties.initiatedBy.user.ipAddress");
        return this;
    }

    DirectoryChange detail(String key, String value) {
        fields.set("properties.additionalDetails", array(Json.object("key", key, "value", value)));
        return this;
    }

    void happens(Instant at) {
        hour.add("audit", fields, at);
    }

    private static ArrayNode array(ObjectNode... items) {
        ArrayNode array = Json.object().arrayNode();
        for (ObjectNode item : items) {
            array.add(item);
        }
        return array;
    }
}
