package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Entra ID's four sign-in logs.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/signin">The signIn resource, which the records hold</a>
 */
final class SignInEvents {

    static final List<EventKind> KINDS = List.of(
            user("signin", "insights-logs-signinlogs", "A user signed in, or failed to, at a prompt.", "SignInLogs"),
            user(
                    "noninteractive-signin",
                    "insights-logs-noninteractiveusersigninlogs",
                    "A client signed in for a user, without asking them.",
                    "NonInteractiveUserSignInLogs"),
            common(EventKind.named("serviceprincipal-signin", "insights-logs-serviceprincipalsigninlogs")
                            .about("An application signed in as itself, with a secret or a certificate.")
                            .field(
                                    "servicePrincipal",
                                    "servicePrincipalName. contoso-ci unless given.",
                                    "\"aa-ops_Xk2pQ7mWv3s=\"")
                            .field(
                                    "servicePrincipalId",
                                    "Its object id; made from the name unless given.",
                                    "\"5b1f0c5e-8a8f-4b43-9b0f-7b8a2f0e6d11\"")
                            .field(
                                    "thumbprint",
                                    "servicePrincipalCredentialThumbprint: of the certificate that it signed in with.",
                                    "\"9F3C2B71A04D5E6F8091A2B3C4D5E6F708192A3B\"")
                            .field(
                                    "keyId",
                                    "servicePrincipalCredentialKeyId.",
                                    "\"1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b\"")
                            .example("{\"servicePrincipal\": \"contoso-ci\", \"ip\": \"198.51.100.7\"}"))
                    .expandedBy(SignInEvents::servicePrincipal),
            common(EventKind.named("managedidentity-signin", "insights-logs-managedidentitysigninlogs")
                            .about("A managed identity signed in. Azure knows no address and no place for these.")
                            .field(
                                    "servicePrincipal",
                                    "servicePrincipalName: the resource that the identity belongs to. vm-web-01 unless given.",
                                    "\"func-orders\"")
                            .field(
                                    "servicePrincipalId",
                                    "Its object id; made from the name unless given.",
                                    "\"5b1f0c5e-8a8f-4b43-9b0f-7b8a2f0e6d11\"")
                            .example("{\"servicePrincipal\": \"vm-web-01\"}"))
                    .expandedBy(SignInEvents::managedIdentity));

    private static final String GRAPH_NAME = "Microsoft Graph";
    private static final String ARM_NAME = "Windows Azure Service Management API";
    private static final String VAULT_NAME = "Azure Key Vault";

    private SignInEvents() {}

    private static EventKind.Declaration common(EventKind.Declaration kind) {
        return kind.field("appId", "The application's id.", "\"" + Contoso.AZURE_CLI + "\"")
                .field(
                        "resource",
                        "resourceDisplayName: what the token is for. " + ARM_NAME + " unless given.",
                        "\"" + GRAPH_NAME + "\"")
                .field("ip", "callerIpAddress and properties.ipAddress.", "\"198.51.100.7\"")
                .field(
                        "country",
                        "location and properties.location.countryOrRegion, two letters. NL unless given.",
                        "\"DE\"")
                .field("city", "properties.location.city. Amsterdam unless given.", "\"Berlin\"")
                .field("errorCode", "resultType and properties.status.errorCode; 0 is success.", "50126")
                .field(
                        "failureReason",
                        "resultDescription and properties.status.failureReason.",
                        "\"Invalid username or password.\"")
                .field("correlationId", "correlationId.", "\"0f0ad7b1-6b0c-4a5e-9f57-2b8d3a1c4e90\"")
                .field("userAgent", "properties.userAgent.", "\"python-requests/2.31.0\"")
                .field(
                        "risk",
                        "riskLevelAggregated and riskLevelDuringSignIn: none, low, medium, high. none unless given.",
                        "\"high\"")
                .field("tenant", "The tenant's id.", "\"" + Contoso.TENANT + "\"");
    }

    private static EventKind user(String name, String container, String about, String category) {
        return common(EventKind.named(name, container)
                        .about(about)
                        .field(
                                "user",
                                "userPrincipalName. alice.moreau@contoso.com unless given.",
                                "\"bob.jansen@contoso.com\"")
                        .field(
                                "userId",
                                "Their object id; made from the name unless given.",
                                "\"5b1f0c5e-8a8f-4b43-9b0f-7b8a2f0e6d11\"")
                        .field("app", "appDisplayName. Azure Portal unless given.", "\"Microsoft Azure CLI\"")
                        .field(
                                "clientApp",
                                "clientAppUsed. Browser unless given.",
                                "\"Mobile Apps and Desktop clients\"")
                        .example("{\"user\": \"alice.moreau@contoso.com\", \"ip\": \"198.51.100.7\"}"))
                .expandedBy(fields -> userSignIn(fields, category));
    }

    private static ObjectNode userSignIn(ShortFields fields, String category) {
        boolean interactive = category.equals("SignInLogs");
        String user = fields.text("user", "alice.moreau@" + Contoso.DOMAIN);
        String userId = fields.text("userId", Ids.principal(user));
        String requestId = fields.generatedId("request");
        ObjectNode properties = Json.object(
                "id", requestId,
                "createdDateTime", AzureTime.offset(fields.at()),
                "userDisplayName", Contoso.displayName(user),
                "userPrincipalName", user,
                "userId", userId,
                "appId", fields.text("appId", Contoso.AZURE_PORTAL),
                "appDisplayName", fields.text("app", "Azure Portal"),
                "ipAddress", ip(fields),
                "status", status(fields),
                "clientAppUsed", fields.text("clientApp", "Browser"),
                "userAgent",
                        fields.text(
                                "userAgent",
                                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                                        + " Chrome/122.0.0.0 Safari/537.36 Edg/122.0.0.0"),
                "deviceDetail", Json.object("deviceId", "", "operatingSystem", "Windows10", "browser", "Edge 122.0.0"),
                "location", location(fields),
                "mfaDetail", Json.object(),
                "correlationId", fields.id("correlationId"),
                "conditionalAccessStatus", "notApplied",
                "appliedConditionalAccessPolicies", List.of(),
                "authenticationContextClassReferences", List.of(),
                "originalRequestId", requestId,
                "isInteractive", interactive,
                "tokenIssuerName", "",
                "tokenIssuerType", "AzureAD",
                "authenticationProcessingDetails", List.of(),
                "networkLocationDetails", List.of(),
                "processingTimeInMilliseconds", 80 + fields.number("processing", 300));
        properties.setAll(risk(fields));
        properties.setAll(resource(fields));
        properties.setAll(Json.object(
                "authenticationMethodsUsed",
                List.of(),
                "authenticationDetails",
                authenticationDetails(fields, interactive),
                "authenticationRequirementPolicies",
                List.of(),
                "authenticationRequirement",
                interactive ? "multiFactorAuthentication" : "singleFactorAuthentication",
                "servicePrincipalId",
                "",
                "userType",
                "Member",
                "flaggedForReview",
                false,
                "isTenantRestricted",
                false,
                "autonomousSystemNumber",
                1136,
                "crossTenantAccessType",
                "none",
                "uniqueTokenIdentifier",
                tokenId(requestId),
                "incomingTokenType",
                interactive ? "none" : "primaryRefreshToken",
                "authenticationProtocol",
                "none"));
        ObjectNode record = record(fields, category, properties, ip(fields));
        record.put("identity", Contoso.displayName(user));
        return record;
    }

    private static ObjectNode servicePrincipal(ShortFields fields) {
        String name = fields.text("servicePrincipal", "contoso-ci");
        ObjectNode properties = application(fields, name, ip(fields), location(fields));
        properties.put("servicePrincipalCredentialKeyId", fields.text("keyId", Ids.guid("key", name)));
        properties.put("servicePrincipalCredentialThumbprint", fields.text("thumbprint", ""));
        properties.put("clientCredentialType", fields.has("thumbprint") ? "clientAssertion" : "clientSecret");
        return record(fields, "ServicePrincipalSignInLogs", properties, ip(fields));
    }

    private static ObjectNode managedIdentity(ShortFields fields) {
        ObjectNode nowhere = Json.object(
                "city",
                "",
                "state",
                "",
                "countryOrRegion",
                "",
                "geoCoordinates",
                Json.object("latitude", 0.0, "longitude", 0.0));
        ObjectNode properties = application(
                fields,
                fields.text("servicePrincipal", "vm-web-01"),
                fields.text("ip", ""),
                fields.has("country") || fields.has("city") ? location(fields) : nowhere);
        return record(fields, "ManagedIdentitySignInLogs", properties, fields.text("ip", ""));
    }

    private static ObjectNode application(ShortFields fields, String name, String ip, ObjectNode location) {
        String requestId = fields.generatedId("request");
        ObjectNode properties = Json.object(
                "id",
                requestId,
                "createdDateTime",
                AzureTime.offset(fields.at()),
                "userId",
                null,
                "appId",
                fields.text("appId", Ids.guid("application", name)),
                "ipAddress",
                ip,
                "status",
                status(fields),
                "location",
                location,
                "correlationId",
                fields.id("correlationId"),
                "conditionalAccessStatus",
                "notApplied",
                "appliedConditionalAccessPolicies",
                List.of(),
                "isInteractive",
                false,
                "tokenIssuerType",
                "AzureAD",
                "processingTimeInMilliseconds",
                0);
        properties.setAll(risk(fields));
        properties.setAll(resource(fields));
        properties.setAll(Json.object(
                "servicePrincipalName",
                name,
                "servicePrincipalId",
                fields.text("servicePrincipalId", Ids.principal(name)),
                "userAgent",
                fields.text("userAgent", ""),
                "flaggedForReview",
                false,
                "isTenantRestricted",
                false,
                "crossTenantAccessType",
                "none",
                "uniqueTokenIdentifier",
                tokenId(requestId),
                "incomingTokenType",
                "none",
                "authenticationProtocol",
                "none"));
        return properties;
    }

    private static ObjectNode record(ShortFields fields, String category, ObjectNode properties, String ip) {
        String tenant = fields.text("tenant", Contoso.TENANT);
        int errorCode = fields.integer("errorCode", 0);
        ObjectNode record = Json.object(
                "time",
                fields.time(),
                "resourceId",
                "/tenants/" + tenant + "/providers/Microsoft.aadiam",
                "operationName",
                "Sign-in activity",
                "operationVersion",
                "1.0",
                "category",
                category,
                "tenantId",
                tenant,
                "resultType",
                Integer.toString(errorCode),
                "resultSignature",
                "None");
        if (errorCode != 0) {
            record.put("resultDescription", failureReason(fields, errorCode));
        }
        record.put("durationMs", 0);
        if (!ip.isEmpty()) {
            record.put("callerIpAddress", ip);
        }
        record.put("correlationId", properties.get("correlationId").textValue());
        record.put("Level", 4);
        String country = properties.get("location").get("countryOrRegion").textValue();
        if (!country.isEmpty()) {
            record.put("location", country);
        }
        record.set("properties", properties);
        return record;
    }

    private static String ip(ShortFields fields) {
        return fields.text("ip", "203.0.113.10");
    }

    private static ObjectNode status(ShortFields fields) {
        int errorCode = fields.integer("errorCode", 0);
        ObjectNode status = Json.object("errorCode", errorCode);
        if (errorCode != 0) {
            status.put("failureReason", failureReason(fields, errorCode));
        }
        return status;
    }

    private static String failureReason(ShortFields fields, int errorCode) {
        return fields.text(
                "failureReason",
                errorCode == 50126
                        ? "Error validating credentials due to invalid username or password."
                        : "Sign-in was refused with error " + errorCode + ".");
    }

    private static ObjectNode location(ShortFields fields) {
        String country = fields.text("country", "NL");
        String city = fields.text("city", country.equals("NL") ? "Amsterdam" : "");
        return Json.object(
                "city", city,
                "state", city,
                "countryOrRegion", country,
                "geoCoordinates",
                        Json.object(
                                "latitude",
                                40.0 + Ids.number(1500, "latitude", city, country) / 100.0,
                                "longitude",
                                Ids.number(2500, "longitude", city, country) / 100.0));
    }

    private static ObjectNode risk(ShortFields fields) {
        String level = fields.word("risk", "none", "none", "low", "medium", "high");
        return Json.object(
                "riskDetail",
                "none",
                "riskLevelAggregated",
                level,
                "riskLevelDuringSignIn",
                level,
                "riskState",
                level.equals("none") ? "none" : "atRisk",
                "riskEventTypes",
                List.of(),
                "riskEventTypes_v2",
                List.of());
    }

    private static ObjectNode resource(ShortFields fields) {
        String resource = fields.text("resource", ARM_NAME);
        String id = switch (resource) {
            case ARM_NAME -> Contoso.SERVICE_MANAGEMENT_API;
            case GRAPH_NAME -> Contoso.GRAPH;
            case VAULT_NAME -> Contoso.KEY_VAULT;
            default -> Ids.guid("resource", resource);
        };
        return Json.object(
                "resourceDisplayName",
                resource,
                "resourceId",
                id,
                "resourceTenantId",
                fields.text("tenant", Contoso.TENANT),
                "homeTenantId",
                fields.text("tenant", Contoso.TENANT));
    }

    private static List<ObjectNode> authenticationDetails(ShortFields fields, boolean interactive) {
        if (!interactive) {
            return List.of();
        }
        boolean succeeded = fields.integer("errorCode", 0) == 0;
        return List.of(Json.object(
                "authenticationStepDateTime",
                AzureTime.offset(fields.at()),
                "authenticationMethod",
                "Password",
                "authenticationMethodDetail",
                "Password in the cloud",
                "succeeded",
                succeeded,
                "authenticationStepResultDetail",
                succeeded
                        ? "Correct password"
                        : "Invalid username or password or Invalid on-premise username or password.",
                "authenticationStepRequirement",
                "Primary authentication"));
    }

    private static String tokenId(String requestId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(requestId.getBytes(StandardCharsets.US_ASCII));
    }
}
