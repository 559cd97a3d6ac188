package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * Requests to Microsoft Graph.
 *
 * @see <a href="https://learn.microsoft.com/graph/microsoft-graph-activity-logs-overview">Graph activity logs</a>
 * @see <a href="https://github.com/elastic/integrations">Real records, in packages/azure/data_stream/graphactivitylogs</a>
 */
final class GraphActivityEvents {

    static final List<EventKind> KINDS = List.of(EventKind.named(
                    "graph-activity", "insights-logs-microsoftgraphactivitylogs")
            .about("A request to Microsoft Graph: reading or changing the directory, mail, files and more.")
            .field(
                    "uri",
                    "requestUri: a whole address, or what follows https://graph.microsoft.com. /v1.0/me unless given.",
                    "\"/v1.0/users?$top=999\"")
            .field("method", "requestMethod. GET unless given.", "\"POST\"")
            .field("status", "responseStatusCode. 200 unless given.", "403")
            .field(
                    "caller",
                    "Who asked: a user principal name (with @), or the name of a service principal. The record has the object id alone.",
                    "\"alice.moreau@contoso.com\"")
            .field(
                    "objectId",
                    "userId or servicePrincipalId; made from the name unless given.",
                    "\"5b1f0c5e-8a8f-4b43-9b0f-7b8a2f0e6d11\"")
            .field(
                    "appId",
                    "The application that called: the Azure CLI for users, the service principal's own otherwise.",
                    "\"" + Contoso.AZURE_POWERSHELL + "\"")
            .field("ip", "callerIpAddress and properties.ipAddress.", "\"198.51.100.7\"")
            .field("userAgent", "properties.userAgent.", "\"python-requests/2.31.0\"")
            .field(
                    "permissions",
                    "scopes of a user's token, roles of a service principal's.",
                    "\"Directory.Read.All User.Read.All\"")
            .field("size", "responseSizeBytes.", "1048576")
            .field("signIn", "signInActivityId: the uniqueTokenIdentifier of the sign-in.", "\"ZTlkMzQ0YWItN2M\"")
            .field("session", "c_Sid: the session's id.", "\"006ac3b4-19d2-4b2e-8f1a-3a8f3a4a6c55\"")
            .field("tenant", "The tenant's id.", "\"" + Contoso.TENANT + "\"")
            .example("{\"uri\": \"/v1.0/users?$top=999\", \"caller\": \"alice.moreau@contoso.com\"}")
            .expandedBy(GraphActivityEvents::expand));

    private static final String HOST = "https://graph.microsoft.com";

    private GraphActivityEvents() {}

    private static ObjectNode expand(ShortFields fields) {
        String tenant = fields.text("tenant", Contoso.TENANT);
        String ip = fields.text("ip", "203.0.113.10");
        String requestId = fields.generatedId("request");
        String version = uri(fields).contains("/beta/") ? "beta" : "v1.0";
        int duration = 200_000 + (int) fields.number("duration", 900_000);
        int status = fields.integer("status", 200);
        return Json.object(
                "time",
                fields.time(),
                "resourceId",
                ("/tenants/" + tenant + "/providers/Microsoft.aadiam").toUpperCase(Locale.ROOT),
                "operationName",
                "Microsoft Graph Activity",
                "operationVersion",
                version,
                "category",
                "MicrosoftGraphActivityLogs",
                "resultSignature",
                Integer.toString(status),
                "durationMs",
                duration,
                "callerIpAddress",
                ip,
                "correlationId",
                requestId,
                "Level",
                4,
                "location",
                "West Europe",
                "tenantId",
                tenant,
                "properties",
                properties(fields, tenant, ip, requestId, version, duration, status));
    }

    private static ObjectNode properties(
            ShortFields fields, String tenant, String ip, String requestId, String version, int duration, int status) {
        String caller = fields.text("caller", "alice.moreau@" + Contoso.DOMAIN);
        boolean user = caller.contains("@");
        String objectId = fields.text("objectId", Ids.principal(caller));
        String permissions =
                fields.text("permissions", user ? "email openid profile User.Read" : "Organization.Read.All");
        return Json.object(
                "timeGenerated",
                fields.time(),
                "location",
                "West Europe",
                "requestId",
                requestId,
                "operationId",
                requestId,
                "clientRequestId",
                fields.generatedId("client request"),
                "apiVersion",
                version,
                "requestMethod",
                fields.text("method", "GET"),
                "responseStatusCode",
                status,
                "tenantId",
                tenant,
                "durationMs",
                duration,
                "responseSizeBytes",
                fields.integer("size", 364),
                "signInActivityId",
                fields.text("signIn", fields.hex("sign-in", 22)),
                "roles",
                user ? null : permissions,
                "appId",
                fields.text("appId", user ? Contoso.AZURE_CLI : Ids.guid("application", caller)),
                "userId",
                user ? objectId : null,
                "servicePrincipalId",
                user ? null : objectId,
                "scopes",
                user ? permissions : null,
                "identityProvider",
                user ? null : "https://sts.windows.net/" + tenant + "/",
                // 0 is a public client, 1 a secret, 2 a certificate.
                "clientAuthMethod",
                user ? "0" : "2",
                "wids",
                "b79fbf4d-3ef9-4689-8143-76b194e85509",
                "C_DeviceId",
                "",
                "c_Sid",
                fields.text("session", user ? fields.generatedId("session") : ""),
                "ipAddress",
                ip,
                "userAgent",
                fields.text("userAgent", ""),
                "requestUri",
                uri(fields),
                "atContent",
                "",
                "tokenIssuedAt",
                AzureTime.offset(fields.at().minusSeconds(300)));
    }

    private static String uri(ShortFields fields) {
        String uri = fields.text("uri", "/v1.0/me");
        return uri.startsWith("/") ? HOST + uri : uri;
    }
}
