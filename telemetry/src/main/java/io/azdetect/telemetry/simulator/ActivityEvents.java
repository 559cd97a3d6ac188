package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * The Activity Log as a diagnostic setting writes it to storage and to Event Hubs: the operation and the resource in
 * upper case, the spelling as called inside {@code identity.authorization}.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema">Activity Log schema</a>
 */
final class ActivityEvents {

    static final String CLAIM = "http://schemas.microsoft.com/identity/claims/";
    static final String XML_CLAIM = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    static final List<EventKind> KINDS = List.of(EventKind.named("activity", "insights-activity-logs")
            .about(
                    "An operation that Azure Resource Manager carried out or refused: one record when it starts and one for"
                            + " each further state.")
            .field(
                    "operation",
                    "What was done, in the spelling of the caller; operationName gets it in upper case. Required.",
                    "\"Microsoft.Compute/virtualMachines/runCommand/action\"")
            .field("status", "resultType: Start, Accept, Success or Failure. Success unless given.", "\"Failure\"")
            .field(
                    "resource",
                    "The resource: a whole id, or what follows the provider's slash, such as"
                            + " Microsoft.Compute/virtualMachines/vm-1. Required.",
                    "\"Microsoft.Compute/virtualMachines/vm-web-01\"")
            .field("resourceGroup", "The group of a resource that is not given as a whole id.", "\"rg-dev\"")
            .field(
                    "subscription",
                    "The subscription of a resource that is not given as a whole id.",
                    "\"" + Contoso.SUBSCRIPTION + "\"")
            .field(
                    "caller",
                    "Who did it: a user principal name (with @), or the name of a service principal.",
                    "\"alice.moreau@contoso.com\"")
            .field(
                    "objectId",
                    "The caller's object id; made from the name unless given.",
                    "\"5b1f0c5e-8a8f-4b43-9b0f-7b8a2f0e6d11\"")
            .field(
                    "appId",
                    "The application that called: the portal for users, the service principal's own otherwise.",
                    "\"" + Contoso.AZURE_CLI + "\"")
            .field("ip", "callerIpAddress and the claim ipaddr.", "\"198.51.100.7\"")
            .field("role", "The role that allowed it.", "\"Contributor\"")
            .field("statusCode", "The HTTP status by name: resultSignature and properties.statusCode.", "\"Created\"")
            .field(
                    "correlationId",
                    "Shared by the records of one operation.",
                    "\"0f0ad7b1-6b0c-4a5e-9f57-2b8d3a1c4e90\"")
            .field("category", "Administrative unless given.", "\"Policy\"")
            .field("durationMs", "How long it took; Azure writes 0 or a number as text.", "61")
            .field("properties", "Further members of properties.", "{\"requestbody\": \"{}\"}")
            .field("tenant", "The tenant's id.", "\"" + Contoso.TENANT + "\"")
            .example(
                    "{\"operation\": \"Microsoft.Compute/virtualMachines/runCommand/action\","
                            + " \"resource\": \"Microsoft.Compute/virtualMachines/vm-web-01\", \"caller\": \"alice.moreau@contoso.com\"}")
            .expandedBy(ActivityEvents::expand));

    private ActivityEvents() {}

    private static ObjectNode expand(ShortFields fields) {
        String operation = fields.required("operation");
        String status = fields.word("status", "Success", "Start", "Accept", "Success", "Failure");
        String resource = resourceId(fields);
        String category = fields.text("category", "Administrative");
        String tenant = fields.text("tenant", Contoso.TENANT);
        String ip = fields.text("ip", "203.0.113.10");
        return Json.object(
                "RoleLocation",
                "West Europe",
                "Stamp",
                "FDWeb",
                "ReleaseVersion",
                "6.2024.9.3+b1f3a0c.release_2024w09",
                "time",
                fields.time(),
                "resourceId",
                resource.toUpperCase(Locale.ROOT),
                "operationName",
                operation.toUpperCase(Locale.ROOT),
                "category",
                category,
                "resultType",
                status,
                "resultSignature",
                signature(status, statusCode(fields, status)),
                "durationMs",
                Integer.toString(fields.integer("durationMs", 0)),
                "callerIpAddress",
                ip,
                "correlationId",
                fields.id("correlationId"),
                "identity",
                Json.object(
                        "authorization", authorization(fields, operation, resource),
                        "claims", claims(fields, ip, tenant)),
                "level",
                status.equals("Failure") ? "Error" : "Information",
                "properties",
                properties(fields, operation, resource, category, status),
                "tenantId",
                tenant);
    }

    private static String resourceId(ShortFields fields) {
        String resource = fields.required("resource");
        if (resource.startsWith("/")) {
            return resource;
        }
        return "/subscriptions/" + fields.text("subscription", Contoso.SUBSCRIPTION) + "/resourceGroups/"
                + fields.text("resourceGroup", Contoso.RESOURCE_GROUP) + "/providers/" + resource;
    }

    private static String statusCode(ShortFields fields, String status) {
        return fields.text(
                "statusCode",
                switch (status) {
                    case "Accept" -> "Accepted";
                    case "Failure" -> "Forbidden";
                    default -> "OK";
                });
    }

    private static String signature(String status, String statusCode) {
        return switch (status) {
            case "Start" -> "Started.";
            case "Accept" -> "Accepted." + statusCode;
            case "Failure" -> "Failed." + statusCode;
            default -> "Succeeded." + statusCode;
        };
    }

    private static boolean isUser(ShortFields fields) {
        return caller(fields).contains("@");
    }

    private static String caller(ShortFields fields) {
        return fields.text("caller", "alice.moreau@" + Contoso.DOMAIN);
    }

    private static String objectId(ShortFields fields) {
        return fields.text("objectId", Ids.principal(caller(fields)));
    }

    private static ObjectNode authorization(ShortFields fields, String operation, String resource) {
        return Json.object(
                "scope", resource,
                "action", operation,
                "evidence",
                        Json.object(
                                "role", fields.text("role", "Contributor"),
                                "roleAssignmentScope",
                                        String.join(
                                                "/",
                                                List.of(resource.split("/", -1)).subList(0, 3)),
                                "roleAssignmentId", Ids.hex(32, "role assignment", caller(fields)),
                                "roleDefinitionId", Ids.hex(32, "role definition", fields.text("role", "Contributor")),
                                "principalId", objectId(fields).replace("-", ""),
                                "principalType", isUser(fields) ? "User" : "ServicePrincipal"));
    }

    /** The members of the caller's token. Those of an application have no name, no upn and no ipaddr. */
    private static ObjectNode claims(ShortFields fields, String ip, String tenant) {
        String caller = caller(fields);
        String issuer = "https://sts.windows.net/" + tenant + "/";
        long issued = fields.at().getEpochSecond() - 300 - Ids.number(3000, "token", caller, fields.time());
        ObjectNode claims = Json.object(
                "aud", "https://management.core.windows.net/",
                "iss", issuer,
                "iat", Long.toString(issued),
                "nbf", Long.toString(issued),
                "exp", Long.toString(issued + 4_500));
        if (isUser(fields)) {
            String[] names = Contoso.displayName(caller).split(" ", 2);
            claims.put("http://schemas.microsoft.com/claims/authnclassreference", "1");
            claims.put("http://schemas.microsoft.com/claims/authnmethodsreferences", "pwd,mfa");
            claims.put("appid", fields.text("appId", Contoso.AZURE_PORTAL));
            claims.put("appidacr", "0");
            claims.put(XML_CLAIM + "surname", names.length > 1 ? names[1] : "");
            claims.put(XML_CLAIM + "givenname", names[0]);
            claims.put("idtyp", "user");
            claims.put("ipaddr", ip);
            claims.put("name", Contoso.displayName(caller));
        } else {
            claims.put("appid", fields.text("appId", Ids.guid("application", caller)));
            claims.put("appidacr", "2");
            claims.put(CLAIM + "identityprovider", issuer);
            claims.put("idtyp", "app");
        }
        claims.put(CLAIM + "objectidentifier", objectId(fields));
        claims.put(XML_CLAIM + "nameidentifier", isUser(fields) ? Ids.hex(43, "subject", caller) : objectId(fields));
        claims.put(CLAIM + "tenantid", tenant);
        if (isUser(fields)) {
            claims.put(CLAIM + "scope", "user_impersonation");
            claims.put(XML_CLAIM + "name", caller);
            claims.put(XML_CLAIM + "upn", caller);
        }
        claims.put("uti", Ids.hex(22, "token id", caller, Long.toString(issued)));
        claims.put("ver", "1.0");
        return claims;
    }

    private static ObjectNode properties(
            ShortFields fields, String operation, String resource, String category, String status) {
        ObjectNode properties = Json.object();
        if (!status.equals("Start")) {
            properties.put("statusCode", statusCode(fields, status));
            properties.put("serviceRequestId", fields.generatedId("service request"));
        }
        if (status.equals("Failure")) {
            properties.put("statusMessage", refusal(fields, operation, resource));
        }
        properties.put("eventCategory", category);
        properties.put("entity", resource);
        properties.put("message", operation);
        properties.put(
                "hierarchy",
                fields.text("tenant", Contoso.TENANT) + "/"
                        + List.of(resource.split("/", -1)).get(2));
        properties.setAll(fields.object("properties"));
        return properties;
    }

    private static String refusal(ShortFields fields, String operation, String resource) {
        return Json.text(Json.object(
                "error",
                Json.object(
                        "code",
                        "AuthorizationFailed",
                        "message",
                        "The client '" + caller(fields) + "' with object id '" + objectId(fields)
                                + "' does not have authorization to perform action '" + operation + "' over scope '"
                                + resource + "'.")));
    }
}
