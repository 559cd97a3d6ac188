package io.azdetect.bench;

import java.util.List;

/**
 * A question, in KQL and in the best SQL that we could write for it by hand over the table as the store has it.
 *
 * <p>Each answer is one row, or few, so that reading rows takes no time.
 */
record QueryPair(String name, String kql, String sql) {

    /** A term beside DuckDB's own search for the same text, which also finds it inside of longer words. */
    static final List<QueryPair> TERMS = List.of(
            new QueryPair("has, beside contains(lower(x))", """
                    AzureActivity
                    | where Properties has "virtualMachines"
                    | summarize Events = count()""", """
                    SELECT count(*)
                    FROM "AzureActivity"
                    WHERE contains(lower("Properties"), 'virtualmachines')"""),
            new QueryPair("has_cs, beside contains(x)", """
                    AzureActivity
                    | where Properties has_cs "virtualmachines"
                    | summarize Events = count()""", """
                    SELECT count(*)
                    FROM "AzureActivity"
                    WHERE contains("Properties", 'virtualmachines')"""));

    static final List<QueryPair> ALL = List.of(
            new QueryPair("equality (==)", """
                    AzureActivity
                    | where OperationNameValue == "MICROSOFT.STORAGE/VIRTUALMACHINES/WRITE"
                    | summarize Events = count(), Last = max(TimeGenerated)""", """
                    SELECT count(*), max("TimeGenerated")
                    FROM "AzureActivity"
                    WHERE "OperationNameValue" = 'MICROSOFT.STORAGE/VIRTUALMACHINES/WRITE'"""),
            new QueryPair("equality in any case (=~)", """
                    AzureActivity
                    | where OperationNameValue =~ "Microsoft.Storage/virtualMachines/write"
                    | summarize Events = count(), Last = max(TimeGenerated)""", """
                    SELECT count(*), max("TimeGenerated")
                    FROM "AzureActivity"
                    WHERE lower("OperationNameValue") = 'microsoft.storage/virtualmachines/write'"""),
            new QueryPair("a term (has)", """
                    AzureActivity
                    | where Properties has "virtualMachines"
                    | summarize Events = count(), Last = max(TimeGenerated)""", """
                    SELECT count(*), max("TimeGenerated")
                    FROM "AzureActivity"
                    WHERE contains(lower("Properties"), 'virtualmachines')
                        AND regexp_matches(lower("Properties"), '(^|[^a-z0-9])virtualmachines([^a-z0-9]|$)')"""),
            new QueryPair("a text (contains)", """
                    AzureActivity
                    | where Properties contains "storageAcc"
                    | summarize Events = count(), Last = max(TimeGenerated)""", """
                    SELECT count(*), max("TimeGenerated")
                    FROM "AzureActivity"
                    WHERE contains(lower("Properties"), 'storageacc')"""),
            new QueryPair("a group-by", """
                    AzureActivity
                    | summarize Events = count(), Failures = countif(ActivityStatusValue == "Failure")
                        by Caller, bin(TimeGenerated, 1d)
                    | summarize Groups = count(), Most = max(Events), Failures = sum(Failures)""", """
                    SELECT count(*), max(events), sum(failures)::BIGINT
                    FROM (
                        SELECT count(*) AS events, count(*) FILTER ("ActivityStatusValue" = 'Failure') AS failures
                        FROM "AzureActivity"
                        GROUP BY "Caller", "TimeGenerated" // 864000000000)"""),
            new QueryPair("a join", """
                    AzureActivity
                    | where ActivityStatusValue == "Failure"
                    | join kind=inner (
                        AzureActivity
                        | where ActivityStatusValue == "Start"
                        | project CorrelationId, Started = TimeGenerated)
                        on CorrelationId
                    | summarize Pairs = count(), Longest = max(TimeGenerated - Started)""", """
                    SELECT count(*), max(failure."TimeGenerated" - start."TimeGenerated")
                    FROM "AzureActivity" failure
                        JOIN "AzureActivity" start ON failure."CorrelationId" = start."CorrelationId"
                    WHERE failure."ActivityStatusValue" = 'Failure' AND start."ActivityStatusValue" = 'Start'"""),
            new QueryPair("one of many (in~)", """
                    AzureActivity
                    | where OperationNameValue in~ (
                        "Microsoft.Compute/virtualMachines/runCommand/action",
                        "Microsoft.Storage/storageAccounts/listKeys/action",
                        "Microsoft.KeyVault/vaults/write",
                        "Microsoft.Web/sites/write",
                        "Microsoft.Sql/servers/delete")
                    | summarize Events = count(), Last = max(TimeGenerated)""", """
                    SELECT count(*), max("TimeGenerated")
                    FROM "AzureActivity"
                    WHERE lower("OperationNameValue") IN (
                        'microsoft.compute/virtualmachines/runcommand/action',
                        'microsoft.storage/storageaccounts/listkeys/action',
                        'microsoft.keyvault/vaults/write',
                        'microsoft.web/sites/write',
                        'microsoft.sql/servers/delete')"""),
            new QueryPair("any of some terms (has_any)", """
                    AzureActivity
                    | where OperationNameValue has_any ("runCommand", "listKeys", "regenerateKey")
                    | summarize Events = count(), Last = max(TimeGenerated)""", """
                    SELECT count(*), max("TimeGenerated")
                    FROM "AzureActivity"
                    WHERE regexp_matches(
                        lower("OperationNameValue"), '(^|[^a-z0-9])(runcommand|listkeys|regeneratekey)([^a-z0-9]|$)')"""),
            new QueryPair("a prefix (startswith)", """
                    AzureActivity
                    | where CallerIpAddress startswith "203.0.11."
                    | summarize Events = count(), Last = max(TimeGenerated)""", """
                    SELECT count(*), max("TimeGenerated")
                    FROM "AzureActivity"
                    WHERE starts_with("CallerIpAddress", '203.0.11.')"""),
            new QueryPair("a regular expression", """
                    AzureActivity
                    | where OperationNameValue matches regex @"^MICROSOFT\\.(SQL|CACHE)/.*DELETE$"
                    | summarize Events = count(), Last = max(TimeGenerated)""", """
                    SELECT count(*), max("TimeGenerated")
                    FROM "AzureActivity"
                    WHERE regexp_matches("OperationNameValue", '^MICROSOFT\\.(SQL|CACHE)/.*DELETE$')"""),
            new QueryPair("a property of a bag", """
                    AzureActivity
                    | extend Status = tostring(Properties_d.statusCode)
                    | summarize Events = count() by Status
                    | summarize Groups = count(), Most = max(Events)""", """
                    SELECT count(*), max(events)
                    FROM (
                        SELECT count(*) AS events
                        FROM "AzureActivity"
                        GROUP BY "Properties_d" ->> '$.statusCode')"""),
            new QueryPair("a text cut out (extract)", """
                    AzureActivity
                    | extend Provider = extract(@"^MICROSOFT\\.(\\w+)/", 1, OperationNameValue)
                    | summarize Events = count() by Provider
                    | summarize Groups = count(), Most = max(Events)""", """
                    SELECT count(*), max(events)
                    FROM (
                        SELECT count(*) AS events
                        FROM "AzureActivity"
                        GROUP BY regexp_extract("OperationNameValue", '^MICROSOFT\\.(\\w+)/', 1))"""),
            new QueryPair("a text taken apart (split)", """
                    AzureActivity
                    | extend Machine = tostring(split(_ResourceId, "/")[8])
                    | summarize Events = count() by Machine
                    | summarize Groups = count(), Most = max(Events)""", """
                    SELECT count(*), max(events)
                    FROM (
                        SELECT count(*) AS events
                        FROM "AzureActivity"
                        GROUP BY split_part("_ResourceId", '/', 9))"""),
            new QueryPair("an hour of each day", """
                    AzureActivity
                    | where hourofday(TimeGenerated) between (2 .. 4) and dayofweek(TimeGenerated) in (0d, 6d)
                    | summarize Events = count(), Callers = count_distinct(Caller)""", """
                    SELECT count(*), count(DISTINCT "Caller")
                    FROM "AzureActivity"
                    WHERE "TimeGenerated" % 864000000000 // 36000000000 BETWEEN 2 AND 4
                        AND ("TimeGenerated" // 864000000000 + 1) % 7 IN (0, 6)"""),
            new QueryPair("the newest of each (arg_max)", """
                    AzureActivity
                    | summarize arg_max(TimeGenerated, OperationNameValue, CallerIpAddress) by Caller
                    | summarize Callers = count(), Newest = max(TimeGenerated)""", """
                    SELECT count(*), max(newest)
                    FROM (
                        SELECT max("TimeGenerated") AS newest,
                            arg_max({'o': "OperationNameValue", 'a': "CallerIpAddress"}, "TimeGenerated") AS row
                        FROM "AzureActivity"
                        GROUP BY "Caller")"""),
            new QueryPair("distinct pairs", """
                    AzureActivity
                    | distinct Caller, ResourceGroup
                    | summarize Pairs = count()""", """
                    SELECT count(*)
                    FROM (SELECT DISTINCT "Caller", "ResourceGroup" FROM "AzureActivity")"""),
            new QueryPair("sets of values (make_set)", """
                    AzureActivity
                    | where ActivityStatusValue == "Failure"
                    | summarize Groups = make_set(ResourceGroup) by Caller
                    | summarize Callers = count(), Most = max(array_length(Groups))""", """
                    SELECT count(*), max(len(groups))
                    FROM (
                        SELECT list(DISTINCT "ResourceGroup") AS groups
                        FROM "AzureActivity"
                        WHERE "ActivityStatusValue" = 'Failure'
                        GROUP BY "Caller")"""),
            new QueryPair("the first hundred (top)", """
                    AzureActivity
                    | where ActivityStatusValue == "Failure"
                    | top 100 by TimeGenerated desc
                    | summarize Rows = count(), Oldest = min(TimeGenerated)""", """
                    SELECT count(*), min("TimeGenerated")
                    FROM (
                        SELECT "TimeGenerated"
                        FROM "AzureActivity"
                        WHERE "ActivityStatusValue" = 'Failure'
                        ORDER BY "TimeGenerated" DESC
                        LIMIT 100)"""),
            new QueryPair("callers never seen before (leftanti)", """
                    AzureActivity
                    | where TimeGenerated >= datetime(2024-03-30)
                    | distinct CallerIpAddress
                    | join kind=leftanti (AzureActivity | where TimeGenerated < datetime(2024-03-02)) on CallerIpAddress
                    | summarize New = count()""", """
                    SELECT count(*)
                    FROM (
                        SELECT DISTINCT "CallerIpAddress"
                        FROM "AzureActivity"
                        WHERE "TimeGenerated" >= 638473536000000000) AS recent
                        ANTI JOIN (
                            SELECT "CallerIpAddress"
                            FROM "AzureActivity"
                            WHERE "TimeGenerated" < 638449344000000000) AS known USING ("CallerIpAddress")"""),
            new QueryPair("two parts together (union)", """
                    union
                        (AzureActivity | where ActivityStatusValue == "Failure" | project Caller, Weight = 3),
                        (AzureActivity | where OperationNameValue endswith "/delete" | project Caller, Weight = 1)
                    | summarize Score = sum(Weight) by Caller
                    | summarize Callers = count(), Most = max(Score)""", """
                    SELECT count(*), max(score)
                    FROM (
                        SELECT sum(weight)::BIGINT AS score
                        FROM (
                            SELECT "Caller", 3 AS weight FROM "AzureActivity" WHERE "ActivityStatusValue" = 'Failure'
                            UNION ALL
                            SELECT "Caller", 1
                            FROM "AzureActivity"
                            WHERE ends_with(lower("OperationNameValue"), '/delete'))
                        GROUP BY "Caller")"""));
}
