package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * Key Vault's audit log. A refused request has {@code resultType} Success all the same: only
 * {@code properties.httpStatusCode} and {@code resultSignature} say that it was refused.
 *
 * @see <a href="https://learn.microsoft.com/azure/key-vault/general/logging">Key Vault logging</a>
 */
final class KeyVaultEvents {

    static final List<EventKind> KINDS = List.of(EventKind.named("keyvault", "insights-logs-auditevent")
            .about("A request to a key vault: reading, listing or changing its secrets, keys and certificates.")
            .field(
                    "operation",
                    "operationName, such as SecretGet, SecretList, KeyGet, CertificateGet. SecretGet unless given.",
                    "\"SecretList\"")
            .field(
                    "vault",
                    "The vault's name: in resourceId, requestUri and id. kv-prod unless given.",
                    "\"kv-finance\"")
            .field("object", "The name of the secret, key or certificate; listings have none.", "\"sql-admin\"")
            .field(
                    "caller",
                    "Who asked: a user principal name (with @), or the name of a service principal.",
                    "\"alice.moreau@contoso.com\"")
            .field(
                    "objectId",
                    "identity.claim's object id; made from the name unless given.",
                    "\"5b1f0c5e-8a8f-4b43-9b0f-7b8a2f0e6d11\"")
            .field(
                    "appId",
                    "identity.claim.appid: the portal for users, the service principal's own otherwise.",
                    "\"" + Contoso.AZURE_CLI + "\"")
            .field("ip", "callerIpAddress.", "\"198.51.100.7\"")
            .field(
                    "claims",
                    "How identity.claim names its members: short (oid, upn; today's) or long (URIs; of older records).",
                    "\"long\"")
            .field("httpStatus", "properties.httpStatusCode; resultSignature follows it. 200 unless given.", "403")
            .field("clientInfo", "The client's user agent.", "\"azsdk-net-Security.KeyVault.Secrets/4.5.0\"")
            .field("correlationId", "correlationId.", "\"0f0ad7b1-6b0c-4a5e-9f57-2b8d3a1c4e90\"")
            .field("resourceGroup", "The vault's resource group.", "\"rg-dev\"")
            .field("subscription", "The vault's subscription.", "\"" + Contoso.SUBSCRIPTION + "\"")
            .example(
                    "{\"operation\": \"SecretGet\", \"vault\": \"kv-prod\", \"object\": \"sql-admin\", \"caller\": \"alice.moreau@contoso.com\"}")
            .expandedBy(KeyVaultEvents::expand));

    private KeyVaultEvents() {}

    private static ObjectNode expand(ShortFields fields) {
        String vault = fields.text("vault", "kv-prod");
        int status = fields.integer("httpStatus", 200);
        ObjectNode record = Json.object(
                "time",
                fields.time(),
                "category",
                "AuditEvent",
                "operationName",
                fields.text("operation", "SecretGet"),
                "resultType",
                "Success");
        if (status >= 400) {
            record.put("resultDescription", refusal(fields, status));
        }
        record.setAll(Json.object(
                "correlationId", fields.id("correlationId"),
                "callerIpAddress", fields.text("ip", "203.0.113.10"),
                "identity", Json.object("claim", claim(fields, status)),
                "properties", properties(fields, vault, status),
                "resourceId",
                        Contoso.resourceId(
                                        fields.text("subscription", Contoso.SUBSCRIPTION),
                                        fields.text("resourceGroup", Contoso.RESOURCE_GROUP),
                                        "Microsoft.KeyVault",
                                        "vaults",
                                        vault)
                                .toUpperCase(Locale.ROOT),
                "operationVersion", "7.4",
                "resultSignature", signature(status),
                "durationMs", Long.toString(10 + fields.number("duration", 90))));
        return record;
    }

    /** The members of the caller's token, under short names in the records of today and under long ones in older ones. */
    private static ObjectNode claim(ShortFields fields, int status) {
        if (status == 401) {
            // A request without a token: the vault answers it with the place to get one.
            return Json.object();
        }
        String caller = fields.text("caller", "alice.moreau@" + Contoso.DOMAIN);
        boolean user = caller.contains("@");
        boolean longNames = fields.word("claims", "short", "short", "long").equals("long");
        ObjectNode claim = Json.object(
                longNames ? ActivityEvents.CLAIM + "objectidentifier" : "oid",
                fields.text("objectId", Ids.principal(caller)),
                "appid",
                fields.text("appId", user ? Contoso.AZURE_PORTAL : Ids.guid("application", caller)));
        if (user) {
            claim.put("scp", "user_impersonation");
            claim.put("appidacr", "0");
            claim.put(longNames ? ActivityEvents.XML_CLAIM + "upn" : "upn", caller);
            claim.put("ipaddr", fields.text("ip", "203.0.113.10"));
            claim.put(longNames ? ActivityEvents.XML_CLAIM + "name" : "unique_name", caller);
            claim.put("amr", "pwd");
        } else {
            claim.put("appidacr", "2");
            claim.put("idtyp", "app");
        }
        claim.set("xms_az_nwperimid", Json.array());
        return claim;
    }

    private static ObjectNode properties(ShortFields fields, String vault, int status) {
        String operation = fields.text("operation", "SecretGet");
        String collection = collection(operation);
        boolean listing = operation.contains("List");
        String object = fields.text("object", listing ? "" : "sql-admin");
        String base = "https://" + vault.toLowerCase(Locale.ROOT) + ".vault.azure.net/" + collection;
        ObjectNode properties = Json.object();
        if (!object.isEmpty()) {
            properties.put("id", base + "/" + object);
        }
        properties.setAll(Json.object(
                "clientInfo",
                fields.text("clientInfo", "azsdk-net-Security.KeyVault.Secrets/4.5.0 (.NET 8.0.2; Linux)"),
                "httpStatusCode",
                status,
                "requestUri",
                base + (object.isEmpty() ? "" : "/" + object) + "?api-version=7.4" + (listing ? "&maxresults=25" : ""),
                "isRbacAuthorized",
                status < 400,
                "tlsVersion",
                "TLS1_3"));
        return properties;
    }

    private static String collection(String operation) {
        if (operation.contains("Deleted")) {
            return "deletedsecrets";
        }
        return operation.startsWith("Key") ? "keys" : operation.startsWith("Certificate") ? "certificates" : "secrets";
    }

    private static String refusal(ShortFields fields, int status) {
        if (status == 404) {
            return "A secret with (name/id) " + fields.text("object", "sql-admin")
                    + " was not found in this key vault.";
        }
        return "Caller is not authorized to perform action on resource.\r\nIf role assignments, deny assignments or role"
                + " definitions were changed recently, please observe propagation time.";
    }

    private static String signature(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 429 -> "Too Many Requests";
            default -> "HTTP " + status;
        };
    }
}
