-- What ingestion makes of a record of the Activity Log, in SQL: the same columns with the same content.
WITH raw AS (
    SELECT *,
        resourceId.split('/') AS parts,
        coalesce(
            nullif(claims->>'$."http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"', ''),
            nullif(claims->>'$.upn', ''),
            nullif(claims->>'$."http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"', ''),
            nullif(claims->>'$."http://schemas.microsoft.com/identity/claims/objectidentifier"', ''),
            nullif(claims->>'$.oid', ''),
            nullif(claims->>'$.appid', ''),
            '') AS caller,
        CASE resultType
            WHEN 'Succeeded' THEN 'Success'
            WHEN 'Started' THEN 'Start'
            WHEN 'Failed' THEN 'Failure'
            WHEN 'Accepted' THEN 'Accept'
            ELSE resultType
        END AS status,
        substring(resultSignature, strpos(resultSignature, '.') + 1) AS substatus
    FROM (
        SELECT *, identity->'$.claims' AS claims
        FROM read_json($files, format = 'newline_delimited', hive_partitioning = false, columns = {
            time: 'VARCHAR', resourceId: 'VARCHAR', operationName: 'VARCHAR', category: 'VARCHAR', resultType: 'VARCHAR',
            resultSignature: 'VARCHAR', callerIpAddress: 'VARCHAR', correlationId: 'VARCHAR', identity: 'JSON',
            level: 'VARCHAR', properties: 'JSON'})))
SELECT
    epoch_ns(time::TIMESTAMP_NS) // 100 + 621355968000000000 AS TimeGenerated,
    correlationId AS CorrelationId,
    correlationId AS OperationId,
    upper(operationName) AS OperationNameValue,
    status AS ActivityStatusValue,
    substatus AS ActivitySubstatusValue,
    coalesce(properties->>'$.eventCategory', category) AS CategoryValue,
    level AS Level,
    caller AS Caller,
    callerIpAddress AS CallerIpAddress,
    resourceId AS ResourceId,
    parts[-1] AS Resource,
    parts[5] AS ResourceGroup,
    upper(parts[7]) AS ResourceProviderValue,
    lower(parts[3]) AS SubscriptionId,
    coalesce(properties->>'$.hierarchy', '') AS Hierarchy,
    (identity->'$.authorization')::VARCHAR AS "Authorization",
    "Authorization" AS Authorization_d,
    claims::VARCHAR AS Claims,
    Claims AS Claims_d,
    grown AS Properties,
    grown AS Properties_d,
    'Azure' AS SourceSystem,
    'AzureActivity' AS Type,
    lower(resourceId) AS _ResourceId,
    lower(parts[3]) AS _SubscriptionId
FROM (SELECT *,
    left(properties::VARCHAR, length(properties::VARCHAR) - 1)
        || ',"resource":"' || parts[-1]
        || '","resourceGroup":"' || parts[5]
        || '","resourceProviderValue":"' || upper(parts[7])
        || '","subscriptionId":"' || lower(parts[3])
        || '","activityStatusValue":"' || status
        || CASE WHEN substatus = '' THEN '' ELSE '","activitySubstatusValue":"' || substatus END
        || '","caller":"' || caller || '"}' AS grown
    FROM raw)
