-- Requests to key vaults: 300 identities that read at an even pace, but for one day of one of them; now and then one lists
-- the secrets.
SELECT
    $start + i * $step AS TimeGenerated,
    'MICROSOFT.KEYVAULT' AS ResourceProvider,
    'AuditEvent' AS Category,
    CASE
        WHEN i % 50021 = 0 THEN 'SecretList'
        WHEN i % 300 = 7 AND i // ($rows // 30 + 1) = 20 THEN 'SecretGet'
        ELSE ['SecretGet', 'SecretGet', 'SecretGet', 'VaultGet', 'KeyGet', 'KeySign'][1 + i // 300 % 6]
    END AS OperationName,
    CASE WHEN h % 50 = 7 THEN 403 ELSE 200 END AS httpStatusCode_d,
    'Success' AS ResultType,
    '203.0.113.' || h // 11 % 250 AS CallerIPAddress,
    md5('application ' || i % 300)::UUID AS identity_claim_appid_g,
    md5('identity ' || i % 300)::UUID AS identity_claim_oid_g,
    CASE WHEN i % 3 = 0 THEN 'user' || i % 300 || '@contoso.com' ELSE '' END AS identity_claim_upn_s,
    'https://kv-' || h // 17 % 20 || '.vault.azure.net/secrets/secret-' || h // 19 % 400 AS id_s,
    md5('request ' || i)::UUID::VARCHAR AS CorrelationId,
    '/subscriptions/3e5b8d14-6a2f-4c7b-8e90-51d2a7f4c3b6/resourcegroups/rg-prod/providers/microsoft.keyvault/vaults/kv-'
        || h // 17 % 20 AS _ResourceId,
    'AzureDiagnostics' AS Type
FROM (SELECT i, (hash(i) % 1000000007)::BIGINT AS h FROM range($rows) AS r(i))
