package io.azdetect.bench;

import java.util.List;

/**
 * A question, in KQL and in the best SQL that we could write for it by hand over the table as the store has it.
 *
 * <p>Each answer is one row, or few, so that reading rows takes no time.
 */
record QueryPair(String name, String kql, String sql) {

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
                    WHERE failure."ActivityStatusValue" = 'Failure' AND start."ActivityStatusValue" = 'Start'"""));
}
