-- Script blocks of PowerShell on 400 machines; those of run commands lie half a step behind the run command itself.
SELECT
    CASE WHEN rare THEN $start + (i // 10007 * 100003 * 2) * $activity_step + $activity_step // 2 ELSE $start + i * $step END
        AS TimeGenerated,
    'Microsoft-Windows-PowerShell/Operational' AS EventLog,
    'Microsoft-Windows-PowerShell' AS Source,
    CASE WHEN rare OR h % 3 = 0 THEN 4104 ELSE 4103 END AS EventID,
    'Creating Scriptblock text (1 of 1):' || chr(10) || 'Get-Service -Name service' || h % 300 || chr(10) || chr(10)
        || 'ScriptBlock ID: ' || md5('block ' || i)::UUID::VARCHAR || chr(10) || 'Path: '
        || CASE
            WHEN rare THEN 'C:\Packages\Plugins\Microsoft.CPlat.Core.RunCommandWindows\1.1.15\Downloads\script0.ps1'
            ELSE 'C:\Scripts\task' || h % 300 || '.ps1'
        END AS RenderedDescription,
    'vm-' || CASE WHEN rare THEN i // 10007 * 100003 % 400 ELSE h // 7 % 400 END || '.contoso.com' AS Computer,
    'NT AUTHORITY\SYSTEM' AS UserName,
    'Event' AS Type
FROM (SELECT i, (hash(i) % 1000000007)::BIGINT AS h, i % 10007 = 0 AS rare FROM range($rows) AS r(i))
