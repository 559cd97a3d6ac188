package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Entra ID's audit log: changes to the directory.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/directoryaudit">The directoryAudit resource, which the
 *     records hold</a>
 */
final class AuditEvents {

    static final List<EventKind> KINDS = List.of(EventKind.named("audit", "insights-logs-auditlogs")
            .about("A change to the directory: users, groups, applications, roles, policies.")
            .field(
                    "operation",
                    "operationName and activityDisplayName. Update user unless given.",
                    "\"Add service principal credentials\"")
            .field(
                    "category",
                    "properties.category: UserManagement, ApplicationManagement, RoleManagement, …",
                    "\"ApplicationManagement\"")
            .field(
                    "operationType",
                    "properties.operationType: Add, Update, Delete, Assign. Update unless given.",
                    "\"Add\"")
            .field(
                    "actor",
                    "Who did it: a user principal name (with @), or the name of an application.",
                    "\"alice.moreau@contoso.com\"")
            .field(
                    "actorId",
                    "Their object id; made from the name unless given.",
                    "\"5b1f0c5e-8a8f-4b43-9b0f-7b8a2f0e6d11\"")
            .field("ip", "The acting user's address.", "\"198.51.100.7\"")
            .field("target", "Display name, or user principal name, of what was changed.", "\"bob.jansen@contoso.com\"")
            .field(
                    "targetId",
                    "Its object id; made from the name unless given.",
                    "\"8a4de8b5-095c-47d0-a96f-a75130c61d53\"")
            .field(
                    "targetType",
                    "User, Group, ServicePrincipal, Application, Device, Role, Policy. User unless given.",
                    "\"ServicePrincipal\"")
            .field(
                    "modified",
                    "What changed: an object of property name to new value.",
                    "{\"AccountEnabled\": \"[false]\"}")
            .field("result", "success or failure.", "\"failure\"")
            .field("reason", "properties.resultReason.", "\"Authorization_RequestDenied\"")
            .field("service", "loggedByService. Core Directory unless given.", "\"PIM\"")
            .field("correlationId", "correlationId.", "\"0f0ad7b1-6b0c-4a5e-9f57-2b8d3a1c4e90\"")
            .field("tenant", "The tenant's id.", "\"" + Contoso.TENANT + "\"")
            .example(
                    "{\"operation\": \"Update user\", \"actor\": \"alice.moreau@contoso.com\", \"target\": \"bob.jansen@contoso.com\"}")
            .expandedBy(AuditEvents::expand));

    private AuditEvents() {}

    private static ObjectNode expand(ShortFields fields) {
        String tenant = fields.text("tenant", Contoso.TENANT);
        String operation = fields.text("operation", "Update user");
        String actor = fields.text("actor", "alice.moreau@" + Contoso.DOMAIN);
        String correlationId = fields.id("correlationId");
        String result = fields.word("result", "success", "success", "failure");
        String reason = fields.text("reason", "");
        return Json.object(
                "time",
                fields.time(),
                "resourceId",
                "/tenants/" + tenant + "/providers/Microsoft.aadiam",
                "operationName",
                operation,
                "operationVersion",
                "1.0",
                "category",
                "AuditLogs",
                "tenantId",
                tenant,
                "resultSignature",
                "None",
                "resultDescription",
                reason,
                "durationMs",
                0,
                "callerIpAddress",
                actor.contains("@") ? ip(fields) : "",
                "correlationId",
                correlationId,
                "identity",
                Contoso.displayName(actor),
                "Level",
                4,
                "properties",
                Json.object(
                        "id",
                                "Directory_" + correlationId + "_"
                                        + fields.hex("id", 8).toUpperCase(java.util.Locale.ROOT),
                        "category", fields.text("category", "UserManagement"),
                        "correlationId", correlationId,
                        "result", result,
                        "resultReason", reason,
                        "activityDisplayName", operation,
                        "activityDateTime", AzureTime.offset(fields.at()),
                        "loggedByService", fields.text("service", "Core Directory"),
                        "operationType", fields.text("operationType", "Update"),
                        "initiatedBy", initiatedBy(fields, actor),
                        "targetResources", List.of(target(fields)),
                        "additionalDetails", List.of()));
    }

    private static String ip(ShortFields fields) {
        return fields.text("ip", "203.0.113.10");
    }

    private static ObjectNode initiatedBy(ShortFields fields, String actor) {
        String id = fields.text("actorId", Ids.principal(actor));
        if (!actor.contains("@")) {
            return Json.object(
                    "app",
                    Json.object(
                            "appId",
                            null,
                            "displayName",
                            actor,
                            "servicePrincipalId",
                            id,
                            "servicePrincipalName",
                            null));
        }
        return Json.object(
                "user",
                Json.object(
                        "id",
                        id,
                        "displayName",
                        null,
                        "userPrincipalName",
                        actor,
                        "ipAddress",
                        ip(fields),
                        "roles",
                        List.of()));
    }

    private static ObjectNode target(ShortFields fields) {
        String name = fields.text("target", "bob.jansen@" + Contoso.DOMAIN);
        String type = fields.text("targetType", "User");
        List<ObjectNode> modified = fields.object("modified").properties().stream()
                .map(change ->
                        Json.object("displayName", change.getKey(), "oldValue", "[]", "newValue", change.getValue()))
                .toList();
        ObjectNode target = Json.object("id", fields.text("targetId", Ids.principal(name)));
        if (type.equals("User")) {
            target.setAll(
                    Json.object("displayName", Contoso.displayName(name), "type", type, "userPrincipalName", name));
        } else {
            target.setAll(Json.object("displayName", name, "type", type));
        }
        target.setAll(Json.object("modifiedProperties", modified, "administrativeUnits", List.of()));
        return target;
    }
}
