-- The Activity Log: a request leaves a record when it starts and one when it ends.
-- 4,000 operations, some far more usual than others; a run command and a listing of keys in every 100,003 requests.
WITH operations AS (
    SELECT operation,
        'MICROSOFT.'
        || ['COMPUTE', 'STORAGE', 'NETWORK', 'WEB', 'SQL', 'KEYVAULT', 'AUTOMATION', 'INSIGHTS', 'RESOURCES',
            'AUTHORIZATION', 'CACHE', 'CDN', 'CONTAINERSERVICE', 'CONTAINERREGISTRY', 'DATAFACTORY', 'DBFORPOSTGRESQL',
            'DEVICES', 'EVENTGRID', 'EVENTHUB', 'LOGIC', 'MANAGEDIDENTITY', 'OPERATIONALINSIGHTS', 'SECURITY',
            'SERVICEBUS', 'SYNAPSE'][1 + operation % 25]
        || '/'
        || ['VIRTUALMACHINES', 'STORAGEACCOUNTS', 'VIRTUALNETWORKS', 'SITES', 'SERVERS', 'VAULTS',
            'AUTOMATIONACCOUNTS', 'COMPONENTS', 'DEPLOYMENTS', 'ROLEASSIGNMENTS', 'REDIS', 'PROFILES',
            'MANAGEDCLUSTERS', 'REGISTRIES', 'FACTORIES', 'FLEXIBLESERVERS', 'IOTHUBS', 'TOPICS', 'NAMESPACES',
            'WORKFLOWS'][1 + operation // 25 % 20]
        || ['', '/SETTINGS'][1 + operation // 500 % 2]
        || ['/WRITE', '/DELETE', '/REGENERATEKEY/ACTION', '/READ'][1 + operation // 1000] AS name
    FROM range(4000) AS r(operation)),
records AS (
    SELECT i, i // 2 AS request, (hash(i // 2) % 1000000007)::BIGINT AS h
    FROM range($rows) AS r(i))
SELECT
    $start + i * $step AS TimeGenerated,
    CASE request % 100003
        WHEN 0 THEN 'MICROSOFT.COMPUTE/VIRTUALMACHINES/RUNCOMMAND/ACTION'
        WHEN 1 THEN 'MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION'
        ELSE name
    END AS OperationNameValue,
    CASE WHEN i % 2 = 0 THEN 'Start' WHEN h // 7 % 10 = 0 THEN 'Failure' ELSE 'Success' END AS ActivityStatusValue,
    CASE
        WHEN h % 10 < 7 THEN 'user' || h // 11 % 500 || '@contoso.com'
        ELSE md5('application ' || h // 11 % 100)::UUID::VARCHAR
    END AS Caller,
    '203.0.' || h // 13 % 100 || '.' || h // 11 % 250 AS CallerIpAddress,
    md5(request::VARCHAR)::UUID::VARCHAR AS CorrelationId,
    '{"statusCode":"' || ['OK', 'Created', 'Accepted'][1 + h % 3] || '","serviceRequestId":"'
        || md5('record ' || i)::UUID::VARCHAR || '","message":"' || lower(name) || '"}' AS Properties,
    Properties AS Properties_d,
    'Administrative' AS CategoryValue,
    'Information' AS Level,
    'rg-' || request % 40 AS ResourceGroup,
    '3e5b8d14-6a2f-4c7b-8e90-51d2a7f4c3b6' AS SubscriptionId,
    '/subscriptions/3e5b8d14-6a2f-4c7b-8e90-51d2a7f4c3b6/resourcegroups/rg-' || request % 40
        || '/providers/microsoft.compute/virtualmachines/vm-' || request % 400 AS _ResourceId,
    'Azure' AS SourceSystem,
    'AzureActivity' AS Type
FROM records JOIN operations ON operation = floor(4000 * pow(h % 100003 / 100003.0, 3))
