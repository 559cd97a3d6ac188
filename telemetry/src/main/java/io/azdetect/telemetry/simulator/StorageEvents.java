package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * The blob service's resource logs.
 *
 * @see <a href="https://learn.microsoft.com/azure/storage/blobs/monitor-blob-storage-reference">Blob storage monitoring
 *     data reference</a>
 */
final class StorageEvents {

    static final List<EventKind> KINDS = List.of(
            kind(
                    "storage-read",
                    "insights-logs-storageread",
                    "A blob or its listing was read.",
                    "StorageRead",
                    "GetBlob"),
            kind("storage-write", "insights-logs-storagewrite", "A blob was written.", "StorageWrite", "PutBlob"));

    private StorageEvents() {}

    private static EventKind kind(String name, String container, String about, String category, String operation) {
        return EventKind.named(name, container)
                .about(about)
                .field("operation", "operationName. " + operation + " unless given.", "\"ListBlobs\"")
                .field("account", "The storage account's name. stcontosodata unless given.", "\"stbackup\"")
                .field("path", "Container and blob: objectKey and uri.", "\"invoices/2024/03.csv\"")
                .field(
                        "auth",
                        "identity.type: OAuth, AccountKey, SAS or Anonymous. OAuth unless given.",
                        "\"AccountKey\"")
                .field(
                        "caller",
                        "With OAuth, who: a user principal name (with @), or the name of a service principal.",
                        "\"alice.moreau@contoso.com\"")
                .field(
                        "objectId",
                        "With OAuth, the caller's object id; made from the name unless given.",
                        "\"5b1f0c5e-8a8f-4b43-9b0f-7b8a2f0e6d11\"")
                .field("appId", "With OAuth, the application's id.", "\"" + Contoso.AZURE_CLI + "\"")
                .field("ip", "callerIpAddress, to which storage adds the port.", "\"198.51.100.7\"")
                .field("httpStatus", "statusCode. 200 for reads, 201 for writes unless given.", "403")
                .field("size", "responseBodySize, or requestBodySize of a write.", "1048576")
                .field("userAgent", "properties.userAgentHeader.", "\"AzCopy/10.23.0\"")
                .field("correlationId", "correlationId.", "\"0f0ad7b1-601e-0045-2b8d-3a1c4e000000\"")
                .field("resourceGroup", "The account's resource group.", "\"rg-dev\"")
                .field("subscription", "The account's subscription.", "\"" + Contoso.SUBSCRIPTION + "\"")
                .field("tenant", "The tenant's id.", "\"" + Contoso.TENANT + "\"")
                .example(
                        "{\"account\": \"stcontosodata\", \"path\": \"invoices/2024/03.csv\", \"caller\": \"alice.moreau@contoso.com\"}")
                .expandedBy(fields -> expand(fields, category, operation));
    }

    private static ObjectNode expand(ShortFields fields, String category, String usual) {
        String account = fields.text("account", "stcontosodata");
        String path = fields.text("path", "invoices/2024/03.csv");
        boolean write = category.equals("StorageWrite");
        int status = fields.integer("httpStatus", write ? 201 : 200);
        int size = fields.integer("size", 2048);
        String outcome = status < 400 ? "Success" : status == 404 ? "BlobNotFound" : "AuthorizationPermissionMismatch";
        long duration = 3 + fields.number("duration", 40);
        return Json.object(
                "time",
                fields.time(),
                "resourceId",
                Contoso.resourceId(
                        fields.text("subscription", Contoso.SUBSCRIPTION),
                        fields.text("resourceGroup", Contoso.RESOURCE_GROUP),
                        "Microsoft.Storage",
                        "storageAccounts",
                        account,
                        "blobServices",
                        "default"),
                "category",
                category,
                "operationName",
                fields.text("operation", usual),
                "operationVersion",
                "2023-11-03",
                "schemaVersion",
                "1.0",
                "statusCode",
                status,
                "statusText",
                outcome,
                "durationMs",
                duration,
                "callerIpAddress",
                fields.text("ip", "203.0.113.10") + ":" + (40_000 + fields.number("port", 20_000)),
                "correlationId",
                fields.text("correlationId", correlationId(fields)),
                "identity",
                identity(fields, account),
                "location",
                "westeurope",
                "properties",
                Json.object(
                        "accountName",
                        account,
                        "userAgentHeader",
                        fields.text("userAgent", "azsdk-python-storage-blob/12.19.0 Python/3.11.8"),
                        "clientRequestId",
                        fields.generatedId("client request"),
                        "etag",
                        "\"0x8DC" + fields.hex("etag", 12).toUpperCase(Locale.ROOT) + "\"",
                        "serviceType",
                        "blob",
                        "objectKey",
                        "/" + account + "/" + path,
                        "lastModifiedTime",
                        AzureTime.modified(fields.at().minusSeconds(86_400)),
                        "metricResponseType",
                        status < 400 ? "Success" : "AuthorizationError",
                        "serverLatencyMs",
                        duration,
                        "requestHeaderSize",
                        620,
                        "requestBodySize",
                        write ? size : 0,
                        "responseHeaderSize",
                        390,
                        "responseBodySize",
                        write ? 0 : size,
                        "tlsVersion",
                        "TLS 1.3"),
                "uri",
                "https://" + account + ".blob.core.windows.net:443/" + path,
                "protocol",
                "HTTPS",
                "resourceType",
                "Microsoft.Storage/storageAccounts/blobServices");
    }

    /** Storage's request ids are GUIDs whose last digits are zero. */
    private static String correlationId(ShortFields fields) {
        return fields.generatedId("correlation").substring(0, 30) + "000000";
    }

    private static ObjectNode identity(ShortFields fields, String account) {
        String type = fields.word("auth", "OAuth", "OAuth", "AccountKey", "SAS", "Anonymous");
        String key = "key1(" + Ids.hex(64, "key1", account).toUpperCase(Locale.ROOT) + ")";
        return switch (type) {
            case "AccountKey" -> Json.object("type", type, "tokenHash", key);
            case "SAS" ->
                Json.object(
                        "type",
                        type,
                        "tokenHash",
                        key + ",SasSignature(" + fields.hex("sas", 64).toUpperCase(Locale.ROOT) + ")");
            case "Anonymous" -> Json.object("type", type);
            default -> oauth(fields);
        };
    }

    private static ObjectNode oauth(ShortFields fields) {
        String tenant = fields.text("tenant", Contoso.TENANT);
        String caller = fields.text("caller", "alice.moreau@" + Contoso.DOMAIN);
        boolean user = caller.contains("@");
        String objectId = fields.text("objectId", Ids.principal(caller));
        ObjectNode requester = Json.object(
                "appId",
                fields.text("appId", user ? Contoso.AZURE_PORTAL : Ids.guid("application", caller)),
                "audience",
                "https://storage.azure.com/",
                "objectId",
                objectId,
                "tenantId",
                tenant,
                "tokenIssuer",
                "https://sts.windows.net/" + tenant + "/");
        if (user) {
            requester.put("upn", caller);
        }
        return Json.object(
                "type",
                "OAuth",
                "tokenHash",
                Ids.hex(64, "token", caller).toUpperCase(Locale.ROOT),
                "authorization",
                List.of(Json.object(
                        "action", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
                        "result", "Granted",
                        "reason", "Policy",
                        "type", "RBAC",
                        "principals",
                                List.of(Json.object("id", objectId, "type", user ? "User" : "ServicePrincipal")))),
                "requester",
                requester);
    }
}
