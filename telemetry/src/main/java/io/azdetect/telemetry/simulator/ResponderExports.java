package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The shapes in which the same events are held by those who fetched them from an API instead of a diagnostic setting. */
final class ResponderExports {

    private ResponderExports() {}

    /**
     * An element of {@code az monitor activity-log list}.
     *
     * @see <a href="https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema#administrative-category">
     *     The schema of the REST API</a>
     */
    static ObjectNode activityLogListItem(ObjectNode record) {
        Instant at = Instant.parse(record.get("time").textValue());
        String operation = record.at("/identity/authorization/action").textValue();
        String scope = record.at("/identity/authorization/scope").textValue();
        String[] path = scope.split("/", -1);
        String provider = path[6];
        String type = provider + "/" + String.join("/", everySecond(path, 7));
        String eventId = Ids.guid("event", record.toString());
        String status = restStatus(record.get("resultType").textValue());
        String subStatus = subStatus(record.get("resultSignature").textValue());
        boolean begins = status.equals("Started");
        return Json.object(
                "authorization", Json.object("action", operation, "condition", null, "role", null, "scope", scope),
                "caller", caller(record),
                "category", named("Administrative", "Administrative"),
                "claims", record.at("/identity/claims"),
                "correlationId", record.get("correlationId"),
                "description", "",
                "eventDataId", eventId,
                "eventName", begins ? named("BeginRequest", "Begin request") : named("EndRequest", "End request"),
                "eventTimestamp", AzureTime.ticks(at),
                "httpRequest",
                        Json.object(
                                "clientIpAddress",
                                record.get("callerIpAddress"),
                                "clientRequestId",
                                Ids.guid(
                                        "client request",
                                        record.get("correlationId").textValue()),
                                "method",
                                operation.endsWith("/write")
                                        ? "PUT"
                                        : operation.endsWith("/delete") ? "DELETE" : "POST",
                                "uri",
                                null),
                "id", scope + "/events/" + eventId + "/ticks/" + AzureTime.dotnetTicks(at),
                "level", record.get("level").textValue().equals("Error") ? "Error" : "Informational",
                "operationId", record.get("correlationId"),
                "operationName", named(operation, operation),
                "properties", record.get("properties"),
                "resourceGroup", path[4],
                "resourceGroupName", path[4],
                "resourceId", scope,
                "resourceProviderName", named(provider, provider),
                "resourceType", named(type, type),
                "status", named(status, status),
                "subStatus",
                        named(
                                subStatus,
                                subStatus.isEmpty()
                                        ? ""
                                        : subStatus + " (HTTP Status Code: " + httpStatus(subStatus) + ")"),
                "submissionTimestamp", AzureTime.seconds(at.plusSeconds(75)),
                "subscriptionId", path[2],
                "tenantId", record.get("tenantId"));
    }

    private static List<String> everySecond(String[] path, int start) {
        List<String> types = new ArrayList<>();
        for (int i = start; i < path.length; i += 2) {
            types.add(path[i]);
        }
        return types;
    }

    private static ObjectNode named(String value, String localized) {
        return Json.object("localizedValue", localized, "value", value);
    }

    private static String restStatus(String resultType) {
        return switch (resultType) {
            case "Start" -> "Started";
            case "Accept" -> "Accepted";
            case "Failure" -> "Failed";
            default -> "Succeeded";
        };
    }

    private static String subStatus(String signature) {
        return signature.substring(signature.indexOf('.') + 1);
    }

    private static int httpStatus(String name) {
        return switch (name) {
            case "Created" -> 201;
            case "Accepted" -> 202;
            case "Forbidden" -> 403;
            case "NotFound" -> 404;
            case "Conflict" -> 409;
            default -> 200;
        };
    }

    private static JsonNode caller(ObjectNode record) {
        JsonNode claims = record.at("/identity/claims");
        JsonNode upn = claims.path(ActivityEvents.XML_CLAIM + "upn");
        return upn.isMissingNode() ? claims.get(ActivityEvents.CLAIM + "objectidentifier") : upn;
    }

    /** A {@code signIn} of Microsoft Graph 1.0. */
    static ObjectNode graphSignIn(ObjectNode record) {
        JsonNode signIn = record.get("properties");
        ObjectNode graph = Json.object(
                "id", signIn.get("id"),
                "createdDateTime",
                        AzureTime.seconds(Instant.parse(record.get("time").textValue())));
        for (String name : List.of(
                "userDisplayName",
                "userPrincipalName",
                "userId",
                "appId",
                "appDisplayName",
                "ipAddress",
                "clientAppUsed",
                "correlationId",
                "conditionalAccessStatus",
                "isInteractive",
                "riskDetail",
                "riskLevelAggregated",
                "riskLevelDuringSignIn",
                "riskState",
                "riskEventTypes",
                "riskEventTypes_v2",
                "resourceDisplayName",
                "resourceId")) {
            graph.set(name, signIn.get(name));
        }
        graph.set(
                "status",
                Json.object(
                        "errorCode", signIn.at("/status/errorCode"),
                        "failureReason", signIn.at("/status/failureReason").asText("Other."),
                        "additionalDetails", null));
        graph.set(
                "deviceDetail",
                Json.object(
                        "deviceId",
                        "",
                        "displayName",
                        "",
                        "operatingSystem",
                        signIn.at("/deviceDetail/operatingSystem"),
                        "browser",
                        signIn.at("/deviceDetail/browser"),
                        "isCompliant",
                        false,
                        "isManaged",
                        false,
                        "trustType",
                        ""));
        graph.set("location", signIn.get("location"));
        graph.set("appliedConditionalAccessPolicies", signIn.get("appliedConditionalAccessPolicies"));
        return graph;
    }

    /** A {@code directoryAudit} of Microsoft Graph 1.0. */
    static ObjectNode graphDirectoryAudit(ObjectNode record) {
        ObjectNode audit = record.get("properties").deepCopy();
        audit.put("activityDateTime", record.get("time").textValue());
        ObjectNode initiatedBy = (ObjectNode) audit.get("initiatedBy");
        initiatedBy.putIfAbsent("user", null);
        initiatedBy.putIfAbsent("app", null);
        return audit;
    }
}
