package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What Entra ID Protection finds about users. It writes the record's time as the invariant culture of .NET does.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/riskdetection">The riskDetection resource</a>
 * @see <a href="https://github.com/elastic/integrations">Real records, in packages/azure/data_stream/identity_protection</a>
 */
final class RiskEvents {

    static final List<EventKind> KINDS = List.of(EventKind.named("user-risk", "insights-logs-userriskevents")
            .about("Entra ID Protection found something about a user or a sign-in of theirs.")
            .field(
                    "event",
                    "riskEventType, such as anomalousToken, leakedCredentials, passwordSpray. unfamiliarFeatures unless given.",
                    "\"leakedCredentials\"")
            .field("level", "riskLevel: low, medium or high. medium unless given.", "\"high\"")
            .field("state", "riskState: atRisk, confirmedCompromised, remediated, dismissed, …", "\"remediated\"")
            .field("detail", "riskDetail. none unless given.", "\"userPerformedSecuredPasswordReset\"")
            .field(
                    "timing",
                    "detectionTimingType: realtime, nearRealtime or offline. offline unless given.",
                    "\"realtime\"")
            .field("user", "userPrincipalName. alice.moreau@contoso.com unless given.", "\"bob.jansen@contoso.com\"")
            .field(
                    "userId",
                    "Their object id; made from the name unless given.",
                    "\"5b1f0c5e-8a8f-4b43-9b0f-7b8a2f0e6d11\"")
            .field("ip", "callerIpAddress and properties.ipAddress; a leaked password has none.", "\"198.51.100.7\"")
            .field("country", "properties.location.countryOrRegion. NL unless given.", "\"DE\"")
            .field("requestId", "The sign-in's id.", "\"e1b6d9d7-5fc0-4638-ae1a-e0abceb92200\"")
            .field("correlationId", "The sign-in's correlationId.", "\"266133c2-fabb-492f-9ebf-bdf12317b817\"")
            .field("tenant", "The tenant's id.", "\"" + Contoso.TENANT + "\"")
            .example("{\"event\": \"anomalousToken\", \"user\": \"alice.moreau@contoso.com\"}")
            .expandedBy(RiskEvents::expand));

    private static final DateTimeFormatter INVARIANT =
            DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    private RiskEvents() {}

    private static ObjectNode expand(ShortFields fields) {
        String tenant = fields.text("tenant", Contoso.TENANT);
        String id = fields.hex("detection", 64);
        String user = fields.text("user", "alice.moreau@" + Contoso.DOMAIN);
        String ip = fields.text("ip", "203.0.113.10");
        String event = fields.text("event", "unfamiliarFeatures");
        String country = fields.text("country", "NL");
        String at = AzureTime.offset(fields.at());
        return Json.object(
                "time",
                INVARIANT.format(fields.at()),
                "resourceId",
                "/tenants/" + tenant + "/providers/microsoft.aadiam",
                "operationName",
                "User Risk Detection",
                "operationVersion",
                "1.0",
                "category",
                "UserRiskEvents",
                "tenantId",
                tenant,
                "resultSignature",
                "None",
                "durationMs",
                0,
                "callerIpAddress",
                ip,
                "correlationId",
                id,
                "identity",
                Contoso.displayName(user).toLowerCase(Locale.ROOT),
                "Level",
                4,
                "location",
                country.toLowerCase(Locale.ROOT),
                "properties",
                Json.object(
                        "id",
                        id,
                        "requestId",
                        fields.id("requestId"),
                        "correlationId",
                        fields.id("correlationId"),
                        "riskType",
                        event,
                        "riskEventType",
                        event,
                        "riskState",
                        fields.text("state", "atRisk"),
                        "riskLevel",
                        fields.text("level", "medium"),
                        "riskDetail",
                        fields.text("detail", "none"),
                        "source",
                        "IdentityProtection",
                        "detectionTimingType",
                        fields.text("timing", "offline"),
                        "activity",
                        event.equals("leakedCredentials") ? "user" : "signin",
                        "ipAddress",
                        ip,
                        "location",
                        Json.object("city", "", "state", "", "countryOrRegion", country),
                        "activityDateTime",
                        at,
                        "detectedDateTime",
                        at,
                        "lastUpdatedDateTime",
                        at,
                        "userId",
                        fields.text("userId", Ids.principal(user)),
                        "userDisplayName",
                        Contoso.displayName(user),
                        "userPrincipalName",
                        user,
                        "additionalInfo",
                        "[{\"Key\":\"userAgent\",\"Value\":\"Mozilla/5.0 (Windows NT 10.0; rv:91.0) Gecko/20100101\"}]",
                        "tokenIssuerType",
                        "AzureAD",
                        "resourceTenantId",
                        null,
                        "homeTenantId",
                        tenant,
                        "userType",
                        "member",
                        "crossTenantAccessType",
                        "none"));
    }
}
