package io.azdetect.telemetry.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.record.JsonRecord;
import io.azdetect.telemetry.record.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * One record of each kind and the row that Log Analytics documents for it. The shapes are those of Microsoft's references
 * and of published records; the names are made up.
 */
final class RowsAsLogAnalyticsHoldsThemTest {
    private static final String SUBSCRIPTION = "5f2c1b1e-0d4e-4a0b-9d5c-3a1d2f4b6c7d";
    private static final String TENANT = "8a4de8b5-095c-47d0-a96f-a75130c61d53";

    private final TableLayouts layouts = new TableLayouts(DatabaseSchema.EMPTY);
    private final RecordMapper mapper = new RecordMapper(layouts);
    private final JsonRecord json = new JsonRecord();

    @Test
    void anActivityLogRecordOfADiagnosticSetting() throws Exception {
        Map<String, Object> row = row("AzureActivity", """
                {"time":"2024-05-01T10:00:00.1234567Z",
                 "resourceId":"/SUBSCRIPTIONS/%1$S/RESOURCEGROUPS/RG-WEB/PROVIDERS/MICROSOFT.COMPUTE/VIRTUALMACHINES/WEB-01",
                 "operationName":"Microsoft.Compute/virtualMachines/runCommand/action","category":"Administrative",
                 "resultType":"Success","resultSignature":"Succeeded.OK","durationMs":"2826",
                 "callerIpAddress":"203.0.113.5","correlationId":"c776f9f4-36e5-4e0e-809b-c9b3c3fb62a8",
                 "identity":{"authorization":{"scope":"/s","action":"run","evidence":{"role":"Owner"}},
                   "claims":{"appid":"c44b4083-3bb0-49c1-b47d-974e53cbdf3c",
                     "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn":"ada@contoso.com"}},
                 "level":"Information","properties":{"statusCode":"OK","eventCategory":"Administrative","hierarchy":"t/mg"}}
                """.formatted(SUBSCRIPTION));
        assertThat(row)
                .contains(
                        entry("TimeGenerated", time("2024-05-01T10:00:00.1234567Z")),
                        entry("OperationNameValue", "MICROSOFT.COMPUTE/VIRTUALMACHINES/RUNCOMMAND/ACTION"),
                        entry("ActivityStatusValue", "Success"),
                        entry("ActivitySubstatusValue", "OK"),
                        entry("CategoryValue", "Administrative"),
                        entry("Level", "Information"),
                        entry("Caller", "ada@contoso.com"),
                        entry("CallerIpAddress", "203.0.113.5"),
                        entry("CorrelationId", "c776f9f4-36e5-4e0e-809b-c9b3c3fb62a8"),
                        entry("ResourceGroup", "RG-WEB"),
                        entry("ResourceProviderValue", "MICROSOFT.COMPUTE"),
                        entry("SubscriptionId", SUBSCRIPTION),
                        entry("Hierarchy", "t/mg"),
                        entry(
                                "Authorization",
                                "{\"scope\":\"/s\",\"action\":\"run\",\"evidence\":{\"role\":\"Owner\"}}"),
                        entry("SourceSystem", "Azure"),
                        entry("Type", "AzureActivity"),
                        entry(
                                "_ResourceId",
                                ("/subscriptions/" + SUBSCRIPTION
                                        + "/resourcegroups/rg-web/providers/microsoft.compute/virtualmachines/web-01")),
                        entry("_SubscriptionId", SUBSCRIPTION));
        assertThat(row.get("Claims_d"))
                .isEqualTo(row.get("Claims"))
                .isEqualTo("{\"appid\":\"c44b4083-3bb0-49c1-b47d-974e53cbdf3c\","
                        + "\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn\":\"ada@contoso.com\"}");
        assertThat(row.get("Properties_d"))
                .isEqualTo(row.get("Properties"))
                .isEqualTo("{\"statusCode\":\"OK\",\"eventCategory\":\"Administrative\",\"hierarchy\":\"t/mg\","
                        + "\"resource\":\"WEB-01\",\"resourceGroup\":\"RG-WEB\","
                        + "\"resourceProviderValue\":\"MICROSOFT.COMPUTE\",\"subscriptionId\":\"" + SUBSCRIPTION
                        + "\",\"activityStatusValue\":\"Success\",\"activitySubstatusValue\":\"OK\","
                        + "\"caller\":\"ada@contoso.com\"}");
        // Without data since the change of structure.
        assertThat(row).doesNotContainKeys("OperationName", "ActivityStatus", "Category", "ResourceProvider");
    }

    @Test
    void anActivityLogRecordNamedAfterTheKindOfItsOperationIsAdministrative() throws Exception {
        Map<String, Object> row = row("AzureActivity", """
                {"time":"2019-10-24T00:13:46.3554259Z","resourceId":"/SUBSCRIPTIONS/S","operationName":"X/LISTKEYS/ACTION",
                 "category":"Action","resultType":"Start","resultSignature":"Started.",
                 "identity":{"claims":{"http://schemas.microsoft.com/identity/claims/objectidentifier":"oid-1"}}}
                """);
        assertThat(row)
                .contains(
                        entry("CategoryValue", "Administrative"),
                        entry("ActivityStatusValue", "Start"),
                        entry("Caller", "oid-1"));
        assertThat(row).doesNotContainKey("ActivitySubstatusValue");
    }

    @Test
    void anActivityLogEventOfTheCommandLine() throws Exception {
        Map<String, Object> row = row("AzureActivity", """
                {"authorization":{"action":"Microsoft.KeyVault/vaults/write","scope":"/s"},"caller":"ada@contoso.com",
                 "category":{"localizedValue":"Administrative","value":"Administrative"},
                 "claims":{"ipaddr":"203.0.113.7"},"correlationId":"c1","eventDataId":"e1",
                 "eventTimestamp":"2024-05-01T10:00:00.5+00:00","httpRequest":{"clientIpAddress":"203.0.113.8","method":"PUT"},
                 "level":"Informational","operationId":"o1",
                 "operationName":{"localizedValue":"Update Key Vault","value":"Microsoft.KeyVault/vaults/write"},
                 "properties":null,"resourceGroupName":"rg-sec",
                 "resourceId":"/subscriptions/%1$s/resourceGroups/rg-sec/providers/Microsoft.KeyVault/vaults/kv-1",
                 "resourceProviderName":{"localizedValue":"Key Vault","value":"Microsoft.KeyVault"},
                 "status":{"localizedValue":"Succeeded","value":"Succeeded"},
                 "subStatus":{"localizedValue":"Created (HTTP Status Code: 201)","value":"Created"},
                 "submissionTimestamp":"2024-05-01T10:02:03Z","subscriptionId":"%1$s"}
                """.formatted(SUBSCRIPTION));
        assertThat(row)
                .contains(
                        entry("TimeGenerated", time("2024-05-01T10:00:00.5Z")),
                        entry("EventSubmissionTimestamp", time("2024-05-01T10:02:03Z")),
                        entry("EventDataId", "e1"),
                        entry("OperationId", "o1"),
                        entry("OperationNameValue", "MICROSOFT.KEYVAULT/VAULTS/WRITE"),
                        entry("ActivityStatusValue", "Success"),
                        entry("ActivitySubstatusValue", "Created"),
                        entry("Caller", "ada@contoso.com"),
                        entry("CallerIpAddress", "203.0.113.8"),
                        entry("HTTPRequest", "{\"clientIpAddress\":\"203.0.113.8\",\"method\":\"PUT\"}"),
                        entry("ResourceGroup", "rg-sec"),
                        entry("ResourceProviderValue", "MICROSOFT.KEYVAULT"),
                        entry("Authorization_d", "{\"action\":\"Microsoft.KeyVault/vaults/write\",\"scope\":\"/s\"}"),
                        entry("_SubscriptionId", SUBSCRIPTION));
        assertThat((String) row.get("Properties_d"))
                .contains("\"resource\":\"kv-1\"", "\"eventDataId\":\"e1\"", "\"activityStatusValue\":\"Success\"");
    }

    @Test
    void aSignInOfAUser() throws Exception {
        Map<String, Object> row = row("SigninLogs", signIn("SignInLogs"));
        assertThat(row)
                .contains(
                        entry("TimeGenerated", time("2022-01-24T05:10:14.1875602Z")),
                        entry("OperationName", "Sign-in activity"),
                        entry("Category", "SignInLogs"),
                        entry("ResultType", "50126"),
                        entry("ResultDescription", "Invalid username or password."),
                        entry("ResultSignature", "None"),
                        entry("DurationMs", 0L),
                        entry("Identity", "Ada"),
                        entry("Level", "4"),
                        entry("Location", "IN"),
                        entry("AADTenantId", TENANT),
                        entry("Resource", "Microsoft.aadiam"),
                        entry("ResourceGroup", "Microsoft.aadiam"),
                        entry("ResourceId", "/tenants/" + TENANT + "/providers/Microsoft.aadiam"),
                        entry("UserPrincipalName", "ada@contoso.com"),
                        entry("IPAddress", "198.51.100.4"),
                        entry("AppDisplayName", "Azure Portal"),
                        entry("IsInteractive", true),
                        entry("Status", "{\"errorCode\":50126}"),
                        entry("LocationDetails", "{\"city\":\"Nizampet\",\"countryOrRegion\":\"IN\"}"),
                        entry("ConditionalAccessPolicies", "[{\"id\":\"p\"}]"),
                        entry("RiskEventTypes_V2", "[]"),
                        entry("ResourceIdentity", "797f4846-ba00-4fd7-ba43-dac1f8f63013"),
                        entry("ProcessingTimeInMilliseconds", "722"),
                        entry("AutonomousSystemNumber", "55836"),
                        entry("CreatedDateTime", time("2022-01-24T05:10:14.1875602Z")),
                        entry("SourceSystem", "Azure AD"),
                        entry("Type", "SigninLogs"));
    }

    @Test
    void signInsOfOtherKindsGoToTheTablesOfTheirKinds() throws Exception {
        assertThat(row("AADNonInteractiveUserSignInLogs", signIn("NonInteractiveUserSignInLogs")))
                .contains(
                        // Text here, dynamic in SigninLogs.
                        entry("Status", "{\"errorCode\":50126}"),
                        entry("ProcessingTimeInMs", "722"),
                        entry("UserPrincipalName", "ada@contoso.com"));
        assertThat(row("AADServicePrincipalSignInLogs", signIn("ServicePrincipalSignInLogs")))
                .contains(
                        entry("ServicePrincipalName", "deploy"),
                        entry("Location", "IN"),
                        entry("IPAddress", "198.51.100.4"))
                .doesNotContainKey("UserPrincipalName");
        assertThat(row("AADManagedIdentitySignInLogs", signIn("ManagedIdentitySignInLogs")))
                .contains(entry("ServicePrincipalId", "9d370547-cb61-4753-be23-68534909af90"));
    }

    private static String signIn(String category) {
        return """
                {"time":"2022-01-24T05:10:14.1875602Z","resourceId":"/tenants/%1$s/providers/Microsoft.aadiam",
                 "operationName":"Sign-in activity","operationVersion":"1.0","category":"%2$s","tenantId":"%1$s",
                 "resultType":"50126","resultSignature":"None","resultDescription":"Invalid username or password.",
                 "durationMs":0,"callerIpAddress":"198.51.100.4","correlationId":"c","identity":"Ada","Level":4,
                 "location":"IN","properties":{"id":"i","createdDateTime":"2022-01-24T05:10:14.1875602+00:00",
                   "userDisplayName":"Ada","userPrincipalName":"ada@contoso.com","appDisplayName":"Azure Portal",
                   "ipAddress":"198.51.100.4","status":{"errorCode":50126},"isInteractive":true,
                   "location":{"city":"Nizampet","countryOrRegion":"IN"},
                   "appliedConditionalAccessPolicies":[{"id":"p"}],"riskEventTypes_v2":[],
                   "resourceId":"797f4846-ba00-4fd7-ba43-dac1f8f63013","processingTimeInMilliseconds":722,
                   "autonomousSystemNumber":55836,"servicePrincipalName":"deploy",
                   "servicePrincipalId":"9d370547-cb61-4753-be23-68534909af90","privateLinkDetails":{}}}
                """.formatted(TENANT, category);
    }

    @Test
    void aDirectoryAuditRecord() throws Exception {
        assertThat(row("AuditLogs", """
                        {"category":"AuditLogs","correlationId":"c","durationMs":0,"identity":"Device Registration Service",
                         "level":"Informational","operationName":"Update device","operationVersion":"1.0",
                         "properties":{"activityDateTime":"2019-10-18T15:30:51.0273716+00:00",
                           "activityDisplayName":"Update device","category":"Device","id":"Directory_ESQ",
                           "initiatedBy":{"app":{"displayName":"Device Registration Service"}},
                           "loggedByService":"Core Directory","operationType":"Update","result":"success",
                           "targetResources":[{"displayName":"LAPTOP-12"}]},
                         "resourceId":"/tenants/%1$s/providers/Microsoft.aadiam","resultSignature":"None",
                         "tenantId":"%1$s","time":"2019-10-18T15:30:51.0273716Z"}
                        """.formatted(TENANT)))
                .contains(
                        entry("TimeGenerated", time("2019-10-18T15:30:51.0273716Z")),
                        entry("Category", "Device"),
                        entry("OperationName", "Update device"),
                        entry("Result", "success"),
                        entry("AADOperationType", "Update"),
                        entry("LoggedByService", "Core Directory"),
                        entry("InitiatedBy", "{\"app\":{\"displayName\":\"Device Registration Service\"}}"),
                        entry("TargetResources", "[{\"displayName\":\"LAPTOP-12\"}]"),
                        entry("ActivityDateTime", time("2019-10-18T15:30:51.0273716Z")),
                        entry("AADTenantId", TENANT),
                        entry("Resource", "Microsoft.aadiam"));
    }

    @Test
    void whatMicrosoftGraphReturns() throws Exception {
        assertThat(row("AuditLogs", """
                        {"id":"Directory_1","category":"UserManagement","correlationId":"c","result":"success",
                         "resultReason":"","activityDisplayName":"Add user","activityDateTime":"2024-05-01T10:00:00Z",
                         "loggedByService":"Core Directory","operationType":"Add",
                         "initiatedBy":{"user":{"displayName":"Ada","userPrincipalName":"ada@contoso.com"}},
                         "targetResources":[]}
                        """))
                .contains(
                        entry("OperationName", "Add user"),
                        entry("Category", "UserManagement"),
                        entry("Identity", "Ada"),
                        entry("AADOperationType", "Add"),
                        entry("Id", "Directory_1"));
        String signIn = """
                {"id":"i","createdDateTime":"2024-05-01T10:00:00Z","userDisplayName":"Ada","userId":"u",
                 "userPrincipalName":"ada@contoso.com","appId":"a","ipAddress":"203.0.113.9","isInteractive":true,
                 "status":{"errorCode":0,"failureReason":"Other."},"location":{"countryOrRegion":"SE"},
                 "appliedConditionalAccessPolicies":[]%s}
                """;
        assertThat(row("SigninLogs", signIn.formatted("")))
                .contains(
                        entry("ResultType", "0"),
                        entry("ResultDescription", "Other."),
                        entry("Location", "SE"),
                        entry("Category", "SignInLogs"),
                        entry("IPAddress", "203.0.113.9"),
                        entry("ConditionalAccessPolicies", "[]"));
        assertThat(row("AADManagedIdentitySignInLogs", signIn.formatted(",\"signInEventTypes\":[\"managedIdentity\"]")))
                .contains(entry("Category", "ManagedIdentitySignInLogs"));
    }

    @Test
    void aRequestToMicrosoftGraph() throws Exception {
        assertThat(row("MicrosoftGraphActivityLogs", """
                        {"Level":4,"callerIpAddress":"81.2.69.143","category":"MicrosoftGraphActivityLogs",
                         "durationMs":462680,"operationName":"Microsoft Graph Activity",
                         "properties":{"apiVersion":"v1.0","appId":"a","clientAuthMethod":"2","durationMs":462680,
                           "ipAddress":"81.2.69.143","requestMethod":"GET","requestUri":"https://graph.microsoft.com/v1.0/me",
                           "responseStatusCode":200,"C_DeviceId":"abc123","c_Sid":"xyz000","scopes":null,
                           "tenantId":"%1$s","tokenIssuedAt":"2024-03-07T11:42:00Z"},
                         "resourceId":"/TENANTS/X/PROVIDERS/MICROSOFT.AADIAM","tenantId":"%1$s",
                         "time":"2024-03-07T11:47:00.6442361Z"}
                        """.formatted(TENANT)))
                .contains(
                        entry("RequestUri", "https://graph.microsoft.com/v1.0/me"),
                        entry("ResponseStatusCode", 200),
                        entry("ClientAuthMethod", 2),
                        entry("DurationMs", 462680),
                        entry("DeviceId", "abc123"),
                        entry("SessionId", "xyz000"),
                        entry("AadTenantId", TENANT),
                        entry("TokenIssuedAt", time("2024-03-07T11:42:00Z")))
                .doesNotContainKey("TenantId");
    }

    @Test
    void aRequestToAStorageServiceGoesToTheTableOfTheService() throws Exception {
        String record = """
                {"time":"2022-07-05T11:47:39.6047124Z",
                 "resourceId":"/subscriptions/%1$s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/acc/%2$s/default",
                 "category":"StorageRead","operationName":"GetBlob","operationVersion":"2021-06-08","schemaVersion":"1.0",
                 "statusCode":200,"statusText":"Success","durationMs":9,"callerIpAddress":"203.0.113.1:56029",
                 "correlationId":"c","identity":{"type":"OAuth","requester":{"objectId":"o","upn":"ada@contoso.com"},
                   "authorization":[{"action":"read"}]},"location":"West Europe",
                 "properties":{"accountName":"acc","serviceType":"blob","objectKey":"/acc/c/passwords.txt",
                   "lastModifiedTime":"6/30/2022 12:07:25 PM","requestHeaderSize":636},
                 "uri":"https://acc.blob.core.windows.net:443/c/passwords.txt","protocol":"HTTPS"}
                """;
        assertThat(row("StorageBlobLogs", record.formatted(SUBSCRIPTION, "blobServices")))
                .contains(
                        entry("AccountName", "acc"),
                        entry("StatusCode", "200"),
                        entry("DurationMs", 9.0),
                        entry("CallerIpAddress", "203.0.113.1:56029"),
                        entry("AuthenticationType", "OAuth"),
                        entry("RequesterObjectId", "o"),
                        entry("RequesterUpn", "ada@contoso.com"),
                        entry("AuthorizationDetails", "[{\"action\":\"read\"}]"),
                        entry("ObjectKey", "/acc/c/passwords.txt"),
                        entry("RequestHeaderSize", 636L),
                        entry("LastModifiedTime", time("2022-06-30T12:07:25Z")),
                        entry("Uri", "https://acc.blob.core.windows.net:443/c/passwords.txt"),
                        entry("_SubscriptionId", SUBSCRIPTION));
        row("StorageFileLogs", record.formatted(SUBSCRIPTION, "fileServices"));
        row("StorageQueueLogs", record.formatted(SUBSCRIPTION, "queueServices"));
        row("StorageTableLogs", record.formatted(SUBSCRIPTION, "tableServices"));
    }

    @Test
    void aKeyVaultRecordIsFlattenedWithTypedSuffixes() throws Exception {
        Map<String, Object> row = row("AzureDiagnostics", """
                {"time":"2023-01-25T12:32:50.1285329Z",
                 "resourceId":"/SUBSCRIPTIONS/%1$S/RESOURCEGROUPS/CH11/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/MYKV",
                 "operationName":"VaultGet","operationVersion":"2021-10-01","category":"AuditEvent","resultType":"Success",
                 "resultSignature":"OK","resultDescription":"","durationMs":"16","callerIpAddress":"104.40.82.76",
                 "correlationId":"","identity":{"claim":{"appid":"1950a258-227b-4e31-a9cf-717495945fc2",
                   "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn":"live.com#ada@outlook.com"}},
                 "properties":{"id":"https://mykv.vault.azure.net/","clientInfo":"azure-resource-manager/2.0",
                   "requestUri":"https://x/","httpStatusCode":200,"isAccessPolicyMatch":true,"since":"2023-01-25T00:00:00Z",
                   "properties":{"sku":{"Family":"A","Name":"standard"},"enableSoftDelete":true,
                     "softDeleteRetentionInDays":90,"enabledForTemplateDeployment":null},
                   "addedAccessPolicy":{"Permissions":{"keys":["get","list"]}}}}
                """.formatted(SUBSCRIPTION));
        assertThat(row)
                .contains(
                        entry("TimeGenerated", time("2023-01-25T12:32:50.1285329Z")),
                        entry("OperationName", "VaultGet"),
                        entry("Category", "AuditEvent"),
                        entry("ResultType", "Success"),
                        entry("ResultSignature", "OK"),
                        entry("DurationMs", 16L),
                        entry("CallerIPAddress", "104.40.82.76"),
                        entry("Resource", "MYKV"),
                        entry("ResourceGroup", "CH11"),
                        entry("ResourceProvider", "MICROSOFT.KEYVAULT"),
                        entry("ResourceType", "VAULTS"),
                        entry("SubscriptionId", SUBSCRIPTION),
                        entry("identity_claim_appid_g", UUID.fromString("1950a258-227b-4e31-a9cf-717495945fc2")),
                        entry(
                                "identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s",
                                "live.com#ada@outlook.com"),
                        entry("id_s", "https://mykv.vault.azure.net/"),
                        entry("clientInfo_s", "azure-resource-manager/2.0"),
                        entry("httpStatusCode_d", 200.0),
                        entry("isAccessPolicyMatch_b", true),
                        entry("since_t", time("2023-01-25T00:00:00Z")),
                        entry("properties_sku_Family_s", "A"),
                        entry("properties_enableSoftDelete_b", true),
                        entry("properties_softDeleteRetentionInDays_d", 90.0),
                        entry("addedAccessPolicy_Permissions_keys_s", "[\"get\",\"list\"]"),
                        entry("SourceSystem", "Azure"),
                        entry("Type", "AzureDiagnostics"))
                .doesNotContainKeys("properties_enabledForTemplateDeployment_b", "properties_s");
    }

    @Test
    void anAutomationJobsOutputIsItsResultDescription() throws Exception {
        assertThat(row("AzureDiagnostics", """
                        {"time":"2024-05-01T10:00:00Z","resourceId":"/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.AUTOMATION/AUTOMATIONACCOUNTS/AA",
                         "operationName":"Job","category":"JobStreams","resultType":"InProgress",
                         "resultDescription":"Thumbprint: 9F2C","correlationId":"c",
                         "properties":{"JobId":"b2d8a9a0-8d7b-4a9b-a3cd-6f8a3a3f2a11","RunbookName":"Rotate",
                           "StreamType":"Output","Caller":"ada@contoso.com"}}
                        """))
                .contains(
                        entry("ResultDescription", "Thumbprint: 9F2C"),
                        entry("JobId_g", UUID.fromString("b2d8a9a0-8d7b-4a9b-a3cd-6f8a3a3f2a11")),
                        entry("RunbookName_s", "Rotate"),
                        entry("StreamType_s", "Output"),
                        entry("Caller_s", "ada@contoso.com"));
    }

    @Test
    void aResultThatIsAnObjectIsFlattenedToo() throws Exception {
        assertThat(row("AzureDiagnostics", """
                        {"time":"2024-05-01T10:00:00Z","resourceId":"/subscriptions/s","category":"Made up",
                         "resultDescription":{"ChildJobs":"[]"},"durationMs":"1.5 s"}
                        """))
                .contains(entry("resultDescription_ChildJobs_s", "[]"), entry("durationMs_s", "1.5 s"))
                .doesNotContainKeys("ResultDescription", "DurationMs");
    }

    @Test
    void pastFiveHundredColumnsValuesGoToAdditionalFields() throws Exception {
        StringBuilder properties = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            properties.append(i == 0 ? "" : ",").append("\"new").append(i).append("\":1");
        }
        Map<String, Object> row = row(
                "AzureDiagnostics",
                "{\"time\":\"2024-05-01T10:00:00Z\",\"resourceId\":\"/s\",\"category\":\"c\",\"properties\":{"
                        + properties + "}}");
        assertThat(row).containsEntry("new0_d", 1.0).doesNotContainKey("new499_d");
        assertThat((String) row.get("AdditionalFields")).endsWith("\"new499\":1}");
        assertThat(layouts.of("AzureDiagnostics").size()).isEqualTo(501);
    }

    @Test
    void aCategoryNamedLikeATableGoesThere() throws Exception {
        assertThat(row("AZFWDnsQuery", """
                        {"time":"2024-05-01T10:00:00Z","resourceId":"/subscriptions/S/x","category":"AZFWDnsQuery",
                         "properties":{"SourceIp":"10.0.0.4","SourcePort":53,"QueryName":"a.example"}}
                        """))
                .contains(
                        entry("SourceIp", "10.0.0.4"), entry("QueryName", "a.example"), entry("_SubscriptionId", "s"));
    }

    @Test
    void whatDefenderStreamsGoesToItsTable() throws Exception {
        assertThat(row("DeviceProcessEvents", """
                        {"time":"2024-05-01T10:00:05Z","tenantId":"t","operationName":"Publish",
                         "category":"AdvancedHunting-DeviceProcessEvents",
                         "properties":{"DeviceName":"d","FileName":"cmd.exe","Timestamp":"2024-05-01T10:00:00Z","ProcessId":7}}
                        """))
                .contains(
                        entry("FileName", "cmd.exe"),
                        entry("ProcessId", 7L),
                        entry("Timestamp", time("2024-05-01T10:00:00Z")));
    }

    @Test
    void aMetric() throws Exception {
        assertThat(row("AzureMetrics", """
                        {"count":4,"total":9,"minimum":1,"maximum":4,"average":2.25,"metricName":"Cpu","timeGrain":"PT1M",
                         "resourceId":"/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/P/T/N","time":"2024-05-01T10:00:00Z"}
                        """))
                .contains(
                        entry("MetricName", "Cpu"),
                        entry("Average", 2.25),
                        entry("Count", 4.0),
                        entry("Resource", "N"));
    }

    @Test
    void aRowThatNamesItsTableIsTakenAsItIs() throws Exception {
        Map<String, Object> row = row("AuditLogs", """
                {"TenantId":"w","TimeGenerated":"2021-08-02T13:29:25.983Z","Category":"ApplicationManagement","Level":"4",
                 "InitiatedBy":"{\\"user\\": {\\"id\\":\\"a\\"}}","AdditionalDetails":"[]","Type":"AuditLogs","Added_d":"2"}
                """);
        assertThat(row)
                .contains(
                        entry("TenantId", "w"),
                        entry("Category", "ApplicationManagement"),
                        entry("InitiatedBy", "{\"user\":{\"id\":\"a\"}}"),
                        entry("AdditionalDetails", "[]"),
                        entry("Added_d", 2.0));
    }

    @Test
    void aRowIsKnownByItsFilesNameOrByItsColumns() throws Exception {
        String syslog =
                "{\"TimeGenerated\":\"2024-05-01T10:00:00Z\",\"Computer\":\"vm\",\"Facility\":\"auth\",\"SyslogMessage\":\"m\"}";
        assertThat(map(syslog, Origin.UNKNOWN).table().table()).isEqualTo("Syslog");
        String event = "{\"TimeGenerated\":\"2024-05-01T10:00:00Z\",\"Computer\":\"vm\"}";
        assertThatThrownBy(() -> map(event, Origin.UNKNOWN))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("name the file after its table");
        for (String path : new String[] {
            "x/Event.json", "x/am-event/y=2024/m=05/PT05M.json", "Event_2024-05.csv", "exports/Event/part 1.json"
        }) {
            assertThat(map(event, Origin.ofPath(path)).table().table()).as(path).isEqualTo("Event");
        }
        assertThat(map(event, Origin.ofPath("Mine_CL.json")).table().table()).isEqualTo("Mine_CL");
        assertThat(map(event, Origin.ofTable("Heartbeat")).table().table()).isEqualTo("Heartbeat");
    }

    @Test
    void aDiagnosticRecordGoesWhereItBelongsWhateverItsFileIsCalled() throws Exception {
        Row row = map(signIn("SignInLogs"), Origin.ofPath("AuditLogs/x.json"));
        assertThat(row.table().table()).isEqualTo("SigninLogs");
    }

    @Test
    void theCommandLinesNoneIsNull() throws Exception {
        assertThat(row("AzureDiagnostics", """
                        {"TimeGenerated":"2023-01-25T12:32:50.1285329Z","Type":"AzureDiagnostics","TableName":"PrimaryResult",
                         "clientPort_d":"None","httpStatusCode_d":"200","ResultType":"None"}
                        """))
                .contains(entry("httpStatusCode_d", 200.0), entry("ResultType", "None"))
                .doesNotContainKeys("clientPort_d", "TableName");
    }

    @Test
    void aFieldOfTheWrongTypeIsNamed() {
        assertThatThrownBy(() -> map(
                        "{\"TimeGenerated\":\"2024-05-01T10:00:00Z\",\"Type\":\"Event\",\"EventID\":\"many\"}",
                        Origin.UNKNOWN))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("EventID must be int, not many");
        assertThatThrownBy(() -> map(
                        "{\"TimeGenerated\":\"2024-05-01T10:00:00Z\",\"Type\":\"Event\",\"EventID\":3000000000}",
                        Origin.UNKNOWN))
                .hasMessage("EventID must be int, not 3000000000");
    }

    @Test
    void anUnreadableTimeIsNamed() {
        assertThatThrownBy(() -> map(
                        "{\"time\":\"yesterday\",\"category\":\"AuditEvent\",\"resourceId\":\"/s\"}", Origin.UNKNOWN))
                .hasMessage("unreadable time in TimeGenerated: yesterday");
        assertThatThrownBy(() -> map("{\"category\":\"AuditEvent\",\"resourceId\":\"/s\"}", Origin.UNKNOWN))
                .hasMessage("no time in a record of AzureDiagnostics");
    }

    private Row map(String record, Origin origin) throws MalformedRecordException {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        json.read(bytes, 0, bytes.length);
        return mapper.map(json, origin);
    }

    /** The columns of a record's row that have a value, after a look at which table it is for. */
    private Map<String, Object> row(String table, String record) throws MalformedRecordException {
        Row row = map(record, Origin.UNKNOWN);
        assertThat(row.table().table()).isEqualTo(table);
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < row.values().length; i++) {
            Object value = row.values()[i];
            if (value != null && !value.equals("")) {
                values.put(row.table().column(i).name(), value);
            }
        }
        assertThat(values).containsEntry("TimeGenerated", row.time());
        return values;
    }

    private static long time(String instant) {
        return Ticks.of(Instant.parse(instant));
    }
}
