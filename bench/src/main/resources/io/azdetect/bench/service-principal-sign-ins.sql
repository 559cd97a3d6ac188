-- Sign-ins of 500 service principals, eight of which are the Run As accounts of Automation accounts and seldom sign in.
SELECT
    $start + i * $step AS TimeGenerated,
    CASE WHEN h % 40 = 3 THEN '7000222' ELSE '0' END AS ResultType,
    CASE WHEN i % 1009 = 0 THEN 'aa-' || i % 8 || '_kQ3bX0pa' ELSE 'sp-' || h % 492 END AS ServicePrincipalName,
    md5(ServicePrincipalName)::UUID::VARCHAR AS ServicePrincipalId,
    md5('application ' || ServicePrincipalName)::UUID::VARCHAR AS AppId,
    md5('credential ' || ServicePrincipalName) || '0A1B2C3D' AS ServicePrincipalCredentialThumbprint,
    '203.0.113.' || h // 11 % 250 AS IPAddress,
    ['Azure Key Vault', 'Windows Azure Service Management API', 'Microsoft Graph'][1 + h % 3] AS ResourceDisplayName,
    md5('sign-in ' || i)::UUID::VARCHAR AS CorrelationId,
    'ServicePrincipalSignInLogs' AS Category,
    'AADServicePrincipalSignInLogs' AS Type
FROM (SELECT i, (hash(i) % 1000000007)::BIGINT AS h FROM range($rows) AS r(i))
