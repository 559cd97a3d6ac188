package io.azdetect.telemetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EventsTest {

    private static final Instant AT = Instant.parse("2024-03-12T09:15:30.1234567Z");

    /** The fields that every real record of the kind has, as the samples cited in the kinds' classes show them. */
    private static final Map<String, List<String>> REAL_FIELDS = Map.ofEntries(
            Map.entry(
                    "activity",
                    List.of(
                            "/time",
                            "/resourceId",
                            "/operationName",
                            "/category",
                            "/resultType",
                            "/resultSignature",
                            "/durationMs",
                            "/callerIpAddress",
                            "/correlationId",
                            "/identity/authorization/scope",
                            "/identity/authorization/action",
                            "/identity/authorization/evidence/role",
                            "/identity/claims/aud",
                            "/identity/claims/appid",
                            "/identity/claims/http:~1~1schemas.microsoft.com~1identity~1claims~1objectidentifier",
                            "/level",
                            "/properties/eventCategory",
                            "/properties/entity",
                            "/properties/message",
                            "/properties/hierarchy",
                            "/tenantId")),
            Map.entry(
                    "keyvault",
                    List.of(
                            "/time",
                            "/category",
                            "/operationName",
                            "/resultType",
                            "/correlationId",
                            "/callerIpAddress",
                            "/identity/claim/appid",
                            "/identity/claim/oid",
                            "/properties/id",
                            "/properties/clientInfo",
                            "/properties/httpStatusCode",
                            "/properties/requestUri",
                            "/properties/tlsVersion",
                            "/resourceId",
                            "/operationVersion",
                            "/resultSignature",
                            "/durationMs")),
            Map.entry("automation-joblog", automation()),
            Map.entry("automation-jobstream", automation("/properties/StreamType")),
            Map.entry(
                    "signin",
                    signIn(
                            "/identity",
                            "/callerIpAddress",
                            "/location",
                            "/properties/userPrincipalName",
                            "/properties/userId",
                            "/properties/appDisplayName",
                            "/properties/clientAppUsed",
                            "/properties/deviceDetail/operatingSystem",
                            "/properties/authenticationDetails")),
            Map.entry(
                    "noninteractive-signin",
                    signIn("/identity", "/callerIpAddress", "/location", "/properties/userPrincipalName")),
            Map.entry(
                    "serviceprincipal-signin",
                    signIn(
                            "/callerIpAddress",
                            "/location",
                            "/properties/servicePrincipalName",
                            "/properties/servicePrincipalId",
                            "/properties/servicePrincipalCredentialKeyId",
                            "/properties/servicePrincipalCredentialThumbprint")),
            Map.entry(
                    "managedidentity-signin",
                    signIn("/properties/servicePrincipalName", "/properties/servicePrincipalId")),
            Map.entry(
                    "audit",
                    List.of(
                            "/time",
                            "/resourceId",
                            "/operationName",
                            "/category",
                            "/tenantId",
                            "/correlationId",
                            "/identity",
                            "/properties/id",
                            "/properties/category",
                            "/properties/activityDisplayName",
                            "/properties/activityDateTime",
                            "/properties/loggedByService",
                            "/properties/operationType",
                            "/properties/result",
                            "/properties/initiatedBy/user/userPrincipalName",
                            "/properties/targetResources/0/modifiedProperties")),
            Map.entry(
                    "graph-activity",
                    List.of(
                            "/time",
                            "/resourceId",
                            "/operationName",
                            "/category",
                            "/callerIpAddress",
                            "/correlationId",
                            "/durationMs",
                            "/resultSignature",
                            "/tenantId",
                            "/properties/apiVersion",
                            "/properties/appId",
                            "/properties/clientAuthMethod",
                            "/properties/C_DeviceId",
                            "/properties/c_Sid",
                            "/properties/requestMethod",
                            "/properties/requestUri",
                            "/properties/responseSizeBytes",
                            "/properties/responseStatusCode",
                            "/properties/roles",
                            "/properties/scopes",
                            "/properties/servicePrincipalId",
                            "/properties/signInActivityId",
                            "/properties/tokenIssuedAt",
                            "/properties/userAgent",
                            "/properties/userId",
                            "/properties/wids")),
            Map.entry(
                    "user-risk",
                    List.of(
                            "/time",
                            "/resourceId",
                            "/operationName",
                            "/category",
                            "/tenantId",
                            "/identity",
                            "/location",
                            "/properties/id",
                            "/properties/riskType",
                            "/properties/riskEventType",
                            "/properties/riskState",
                            "/properties/riskLevel",
                            "/properties/riskDetail",
                            "/properties/source",
                            "/properties/detectionTimingType",
                            "/properties/activity",
                            "/properties/ipAddress",
                            "/properties/location/countryOrRegion",
                            "/properties/activityDateTime",
                            "/properties/userId",
                            "/properties/userPrincipalName",
                            "/properties/additionalInfo",
                            "/properties/tokenIssuerType")),
            Map.entry("kube-audit", kubernetes()),
            Map.entry("kube-audit-admin", kubernetes()),
            Map.entry(
                    "app-service-login",
                    List.of(
                            "/time",
                            "/ResourceId",
                            "/Category",
                            "/OperationName",
                            "/Properties/User",
                            "/Properties/UserDisplayName",
                            "/Properties/UserAddress",
                            "/Properties/Protocol")),
            Map.entry(
                    "app-service-file",
                    List.of(
                            "/time",
                            "/ResourceId",
                            "/Category",
                            "/OperationName",
                            "/Properties/Path",
                            "/Properties/Process")),
            Map.entry("storage-read", storage()),
            Map.entry("storage-write", storage()),
            Map.entry(
                    "event",
                    List.of(
                            "/TimeGenerated",
                            "/Source",
                            "/EventLog",
                            "/Computer",
                            "/EventLevelName",
                            "/EventID",
                            "/EventData",
                            "/RenderedDescription",
                            "/UserName",
                            "/_ResourceId")),
            Map.entry(
                    "syslog",
                    List.of(
                            "/TimeGenerated",
                            "/EventTime",
                            "/Facility",
                            "/SeverityLevel",
                            "/SyslogMessage",
                            "/ProcessName",
                            "/ProcessID",
                            "/Computer",
                            "/HostIP",
                            "/_ResourceId")),
            Map.entry(
                    "securityevent",
                    List.of(
                            "/TimeGenerated",
                            "/Account",
                            "/Computer",
                            "/EventSourceName",
                            "/Channel",
                            "/EventID",
                            "/Activity",
                            "/_ResourceId")));

    private static List<String> kubernetes() {
        return List.of(
                "/Cloud",
                "/Environment",
                "/category",
                "/ccpNamespace",
                "/operationName",
                "/properties/log",
                "/properties/pod",
                "/resourceId",
                "/time");
    }

    static List<EventKind> kinds() {
        return Events.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindsExampleHasTheFieldsOfARealRecord(EventKind kind) {
        RawEvent event = Events.build(kind.name(), Json.parse(kind.example()), AT);

        assertThat(REAL_FIELDS).as("what a real record has").containsKey(kind.name());
        assertThat(REAL_FIELDS.get(kind.name()))
                .allSatisfy(path -> assertThat(event.record().at(path).isMissingNode())
                        .as("%s in %s", path, event.record())
                        .isFalse());
        assertThat(event.container()).isEqualTo(kind.container());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyShortFieldIsReadByItsKind(EventKind kind) {
        for (ShortField field : kind.fields()) {
            ObjectNode overrides = (ObjectNode) Json.parse(kind.example());
            overrides.retain(List.of("operation", "resource", "text", "message"));
            if (field.name().equals("failureReason")) {
                overrides.put("errorCode", 50126);
            }
            overrides.set(field.name(), Json.parse(field.example()));

            // Building refuses a field that is not read.
            assertThat(Events.build(kind.name(), overrides, AT))
                    .as("%s of %s", field.name(), kind)
                    .isNotNull();
        }
    }

    @Test
    void aFieldThatSaysNothingBesideTheOthersIsRefused() {
        assertThatThrownBy(() -> Events.of("signin").with("failureReason", "x").at(AT))
                .hasMessageStartingWith(
                        "event kind 'signin': the field 'failureReason' says nothing beside the others that are given");
    }

    @Test
    void theActivityLogWritesTheOperationInUpperCaseAndAsCalledInTheAuthorization() {
        ObjectNode record = Events.of("activity")
                .with("operation", "Microsoft.Storage/storageAccounts/listKeys/action")
                .with("resource", "Microsoft.Storage/storageAccounts/stbackup")
                .with("status", "failure")
                .at(AT)
                .record();

        assertThat(record.get("operationName").textValue())
                .isEqualTo("MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION");
        assertThat(record.at("/identity/authorization/action").textValue())
                .isEqualTo("Microsoft.Storage/storageAccounts/listKeys/action");
        assertThat(record.get("resourceId").textValue())
                .endsWith("/RESOURCEGROUPS/RG-PROD/PROVIDERS/MICROSOFT.STORAGE/STORAGEACCOUNTS/STBACKUP");
        assertThat(record.get("resultType").textValue()).isEqualTo("Failure");
        assertThat(record.get("resultSignature").textValue()).isEqualTo("Failed.Forbidden");
        assertThat(record.get("time").textValue()).isEqualTo("2024-03-12T09:15:30.1234567Z");
    }

    @Test
    void aUserHasAPrincipalNameInTheClaimsAndAServicePrincipalHasNone() {
        String upn = "/identity/claims/http:~1~1schemas.xmlsoap.org~1ws~12005~105~1identity~1claims~1upn";
        EventDraft draft = Events.of("activity")
                .with("operation", "Microsoft.Resources/deployments/write")
                .with("resource", "Microsoft.Resources/deployments/d1");

        assertThat(draft.with("caller", "bob.jansen@contoso.com")
                        .at(AT)
                        .record()
                        .at(upn)
                        .textValue())
                .isEqualTo("bob.jansen@contoso.com");
        assertThat(draft.with("caller", "contoso-ci").at(AT).record().at(upn).isMissingNode())
                .isTrue();
    }

    @Test
    void aClustersAuditEventIsAsKubernetesWritesItAndStandsAsTextInAzuresEnvelope() {
        RawEvent event = Events.of("kube-audit-admin")
                .with("cluster", "aks-dev")
                .with("subresource", "exec")
                .with("name", "web-1")
                .with("user", "bob.jansen@contoso.com")
                .with("code", 403)
                .at(AT);

        ObjectNode audit =
                (ObjectNode) Json.parse(event.record().at("/properties/log").textValue());
        assertThat(event.source().orElseThrow()).endsWith("/MANAGEDCLUSTERS/AKS-DEV");
        assertThat(audit.at("/kind").textValue()).isEqualTo("Event");
        assertThat(audit.at("/requestURI").textValue()).isEqualTo("/api/v1/namespaces/default/pods/web-1/exec");
        assertThat(audit.at("/user/username").textValue()).isEqualTo("bob.jansen@contoso.com");
        assertThat(audit.at("/responseStatus/code").intValue()).isEqualTo(403);
        assertThat(audit.at("/annotations/authorization.k8s.io~1decision").textValue())
                .isEqualTo("forbid");
        assertThat(audit.at("/stageTimestamp").textValue()).isEqualTo("2024-03-12T09:15:30.123456Z");
    }

    @Test
    void aSitesOwnLoginHasNoDisplayNameAndAPersonsHasANumber() {
        ObjectNode own =
                Events.of("app-service-login").with("user", "$web-shop").at(AT).record();
        RawEvent person = Events.of("app-service-login").at(AT);

        assertThat(own.at("/Properties/User").textValue()).isEqualTo("$web-shop");
        assertThat(own.at("/Properties/Protocol").textValue()).isEqualTo("KUDU");
        assertThat(own.at("/Properties/UserDisplayName").isMissingNode()).isTrue();
        assertThat(person.record().at("/Properties/User").textValue()).matches("10032[0-9A-F]{11}");
        assertThat(person.source().orElseThrow()).endsWith("/SITES/WEB-SHOP");
    }

    @Test
    void keyVaultCallsARefusedRequestASuccessWithStatus403() {
        ObjectNode record = Events.of("keyvault").with("httpStatus", 403).at(AT).record();

        assertThat(record.get("resultType").textValue()).isEqualTo("Success");
        assertThat(record.get("resultSignature").textValue()).isEqualTo("Forbidden");
        assertThat(record.at("/properties/httpStatusCode").intValue()).isEqualTo(403);
    }

    @Test
    void keyVaultNamesClaimsShortAndInOlderRecordsLong() {
        ObjectNode older = Events.of("keyvault").with("claims", "long").at(AT).record();

        assertThat(older.at("/identity/claim/oid").isMissingNode()).isTrue();
        assertThat(older.at("/identity/claim/http:~1~1schemas.microsoft.com~1identity~1claims~1objectidentifier"))
                .isEqualTo(Events.of("keyvault").at(AT).record().at("/identity/claim/oid"));
    }

    @Test
    void aRequestWithoutATokenHasNoClaims() {
        ObjectNode record = Events.of("keyvault")
                .with("operation", "Authentication")
                .with("httpStatus", 401)
                .at(AT)
                .record();

        assertThat(record.at("/identity/claim")).isEmpty();
    }

    @Test
    void aListingNamesNoSecret() {
        ObjectNode record =
                Events.of("keyvault").with("operation", "SecretList").at(AT).record();

        assertThat(record.at("/properties/id").isMissingNode()).isTrue();
        assertThat(record.at("/properties/requestUri").textValue())
                .isEqualTo("https://kv-prod.vault.azure.net/secrets?api-version=7.4&maxresults=25");
    }

    @Test
    void aScriptIsEscapedInTheXmlOfItsEventAndPlainInItsDescription() {
        ObjectNode record = Events.of("event")
                .with("script", "if ($a -lt 3) { 'x & y' }")
                .at(AT)
                .record();

        assertThat(record.get("EventData").textValue())
                .contains("<Data Name=\"ScriptBlockText\">if ($a -lt 3) { 'x &amp; y' }</Data>");
        assertThat(record.get("RenderedDescription").textValue()).contains("if ($a -lt 3) { 'x & y' }");
    }

    @Test
    void microsoftGraphKnowsAUserByScopesAndAServicePrincipalByRoles() {
        ObjectNode user = Events.of("graph-activity")
                .with("uri", "/beta/users?$top=999")
                .with("permissions", "Directory.Read.All")
                .at(AT)
                .record();
        ObjectNode application = Events.of("graph-activity")
                .with("caller", "contoso-ci")
                .with("objectId", "5b1f0c5e-8a8f-4b43-9b0f-7b8a2f0e6d11")
                .at(AT)
                .record();

        assertThat(user.at("/properties/requestUri").textValue())
                .isEqualTo("https://graph.microsoft.com/beta/users?$top=999");
        assertThat(user.at("/properties/apiVersion").textValue()).isEqualTo("beta");
        assertThat(user.at("/properties/scopes").textValue()).isEqualTo("Directory.Read.All");
        assertThat(user.at("/properties/servicePrincipalId").isNull()).isTrue();
        assertThat(application.at("/properties/servicePrincipalId").textValue())
                .isEqualTo("5b1f0c5e-8a8f-4b43-9b0f-7b8a2f0e6d11");
        assertThat(application.at("/properties/userId").isNull()).isTrue();
        assertThat(application.at("/properties/scopes").isNull()).isTrue();
    }

    @Test
    void identityProtectionWritesItsTimeMonthFirst() {
        assertThat(Events.of("user-risk").at(AT).record().get("time").textValue())
                .isEqualTo("3/12/2024 9:15:30 AM");
    }

    @Test
    void theSameEventIsTheSameRecordAndNthTellsTwoApart() {
        EventDraft draft = Events.of("keyvault").with("object", "sql-admin");

        assertThat(draft.at(AT)).isEqualTo(draft.at(AT));
        assertThat(draft.with("nth", 2).at(AT).record().get("correlationId"))
                .isNotEqualTo(draft.at(AT).record().get("correlationId"));
    }

    @Test
    void aPrincipalHasOneObjectIdInEveryKindOfRecord() {
        String inVault = Events.of("keyvault")
                .with("caller", "contoso-ci")
                .at(AT)
                .record()
                .at("/identity/claim/oid")
                .textValue();
        String atSignIn = Events.of("serviceprincipal-signin")
                .with("servicePrincipal", "contoso-ci")
                .at(AT)
                .record()
                .at("/properties/servicePrincipalId")
                .textValue();

        assertThat(inVault).isEqualTo(atSignIn);
    }

    @Test
    void anyRawFieldCanBeSetByItsPath() {
        ObjectNode record = Events.of("activity")
                .with("operation", "Microsoft.Resources/deployments/write")
                .with("resource", "Microsoft.Resources/deployments/d1")
                .with("properties.statusCode", "Created")
                .with("identity.claims.http://schemas.microsoft.com/identity/claims/objectidentifier", "o-1")
                .with("/properties/added/deep", Json.parse("[1, 2]"))
                .with("operationName", "Microsoft.Resources/Deployments/Write")
                .without("callerIpAddress")
                .at(AT)
                .record();

        assertThat(record.at("/properties/statusCode").textValue()).isEqualTo("Created");
        assertThat(record.at("/identity/claims/http:~1~1schemas.microsoft.com~1identity~1claims~1objectidentifier")
                        .textValue())
                .isEqualTo("o-1");
        assertThat(record.at("/properties/added/deep/1").intValue()).isEqualTo(2);
        assertThat(record.get("operationName").textValue()).isEqualTo("Microsoft.Resources/Deployments/Write");
        assertThat(record.has("callerIpAddress")).isFalse();
    }

    @Test
    void anElementOfAnArrayCanBeSetByItsPath() {
        ObjectNode record = Events.of("audit")
                .with("properties.targetResources.0.type", "Device")
                .at(AT)
                .record();

        assertThat(record.at("/properties/targetResources/0/type").textValue()).isEqualTo("Device");
    }

    @Test
    void anUnknownKindOrFieldOrWordIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> Events.of("keyvalt"))
                .hasMessageStartingWith(
                        "no event kind 'keyvalt'; did you mean 'keyvault'? The kinds are activity, app-service-file,");
        assertThatThrownBy(() -> Events.of("keyvault").with("valt", "x").at(AT))
                .hasMessageStartingWith(
                        "event kind 'keyvault' has no field 'valt'; did you mean 'vault'? Its short fields are"
                                + " operation, vault,");
        assertThatThrownBy(() -> Events.of("keyvault").with("propertis.id", "x").at(AT))
                .hasMessageContaining("write '/propertis/id' to add a field that the raw record lacks");
        assertThatThrownBy(() -> Events.of("activity")
                        .with("operation", "a/b")
                        .with("resource", "c/d")
                        .with("status", "Sucess")
                        .at(AT))
                .hasMessage("event kind 'activity': 'Sucess' is no value of 'status'; did you mean 'Success'?"
                        + " It is one of Start, Accept, Success, Failure.");
        assertThatThrownBy(() ->
                        Events.of("keyvault").with("httpStatus", "forbidden").at(AT))
                .hasMessage("event kind 'keyvault': the field 'httpStatus' is a number, not \"forbidden\"");
    }

    private static List<String> automation(String... more) {
        return concat(
                List.of(
                        "/time",
                        "/resourceId",
                        "/category",
                        "/operationName",
                        "/resultType",
                        "/resultDescription",
                        "/correlationId",
                        "/properties/JobId",
                        "/properties/RunbookName",
                        "/properties/Caller",
                        "/properties/Tenant"),
                more);
    }

    private static List<String> signIn(String... more) {
        return concat(
                List.of(
                        "/time",
                        "/resourceId",
                        "/operationName",
                        "/operationVersion",
                        "/category",
                        "/tenantId",
                        "/resultType",
                        "/resultSignature",
                        "/durationMs",
                        "/correlationId",
                        "/Level",
                        "/properties/id",
                        "/properties/createdDateTime",
                        "/properties/appId",
                        "/properties/ipAddress",
                        "/properties/status/errorCode",
                        "/properties/location/geoCoordinates/latitude",
                        "/properties/riskLevelDuringSignIn",
                        "/properties/resourceDisplayName",
                        "/properties/uniqueTokenIdentifier"),
                more);
    }

    private static List<String> storage() {
        return List.of(
                "/time",
                "/resourceId",
                "/category",
                "/operationName",
                "/operationVersion",
                "/schemaVersion",
                "/statusCode",
                "/statusText",
                "/durationMs",
                "/callerIpAddress",
                "/correlationId",
                "/identity/type",
                "/location",
                "/properties/accountName",
                "/properties/userAgentHeader",
                "/properties/objectKey",
                "/properties/serviceType",
                "/uri",
                "/protocol",
                "/resourceType");
    }

    private static List<String> concat(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
