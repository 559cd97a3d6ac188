-- What Automation jobs print; now and then a thumbprint.
SELECT
    $start + i * $step AS TimeGenerated,
    'MICROSOFT.AUTOMATION' AS ResourceProvider,
    'JobStreams' AS Category,
    CASE
        WHEN i % 10007 = 0 THEN 'Thumbprint : ' || upper(md5('certificate ' || i) || left(md5(i::VARCHAR), 8))
        ELSE 'Checked ' || h % 900 || ' machines of ' || h % 40 || ' groups; nothing to do.'
    END AS ResultDescription,
    'runbook-' || h % 60 AS RunbookName_s,
    md5('job ' || i // 20)::UUID AS JobId_g,
    '/subscriptions/3e5b8d14-6a2f-4c7b-8e90-51d2a7f4c3b6/resourcegroups/rg-prod/providers/microsoft.automation/automationaccounts/aa-'
        || i % 8 AS _ResourceId,
    'AzureDiagnostics' AS Type
FROM (SELECT i, (hash(i) % 1000000007)::BIGINT AS h FROM range($rows) AS r(i))
