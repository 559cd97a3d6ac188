package io.azdetect.catalog;

import java.util.List;

/**
 * A field of a detection file, for its reference.
 *
 * @param path from the top, such as {@code azdetect.tests[].events[].at}; {@code *} stands for a name of one's own
 * @param required whether a file without it, or an item of a list without it, cannot be read
 * @param meaning what it is for and which values it takes, in Markdown
 * @param example a value, as YAML
 */
public record DetectionField(String path, boolean required, String meaning, String example) {
    private static final List<DetectionField> ALL = List.of(
            must(
                    "id",
                    "The rule's identifier, a GUID that no other detection has and that never changes.",
                    "8d2cb7f1-6e0a-4b7f-9c58-0c6d8a1e7b42"),
            must("name", "What it finds, in a few words.", "Run command on a virtual machine"),
            may(
                    "description",
                    "What happens and why it matters. Its first sentence stands in lists.",
                    "Somebody ran a script on a machine from outside."),
            may("kind", "`Scheduled`, or `NRT` for a rule that Sentinel evaluates every minute.", "Scheduled"),
            may("version", "Of the file, in three numbers.", "1.0.0"),
            must("severity", "`Informational`, `Low`, `Medium` or `High`.", "Medium"),
            may("tactics", "The tactics of ATT&CK, as Sentinel writes them.", "[Execution]"),
            may("relevantTechniques", "Techniques of ATT&CK.", "[T1651, T1059.001]"),
            must("query", "KQL, as Azure runs it.", "AzureActivity | where ..."),
            must(
                    "queryFrequency",
                    "From one evaluation to the next: `5m`, `1h`, `1d` or ISO 8601. Not for `NRT`.",
                    "1h"),
            must("queryPeriod", "How much of the past an evaluation sees. Not for `NRT`.", "1h"),
            may("triggerOperator", "`gt`, `lt`, `eq` or `ne`; `gt` unless given.", "gt"),
            may("triggerThreshold", "With how many rows an evaluation is compared; 0 unless given.", "0"),
            may("eventGroupingSettings", "How rows become alerts.", "{aggregationKind: SingleAlert}"),
            may(
                    "eventGroupingSettings.aggregationKind",
                    "`AlertPerResult` for an alert a row, `SingleAlert` for one on the rows with the same accounts and"
                            + " addresses.",
                    "SingleAlert"),
            may(
                    "entityMappings",
                    "Which columns of the result name accounts, addresses, hosts and resources.",
                    "[...]"),
            must("entityMappings[].entityType", "Sentinel's type of the entity.", "Account"),
            must("entityMappings[].fieldMappings", "The entity's identifiers.", "[...]"),
            must("entityMappings[].fieldMappings[].identifier", "Sentinel's name of the identifier.", "FullName"),
            must("entityMappings[].fieldMappings[].columnName", "The column of the result.", "Caller"),
            may(
                    "customDetails",
                    "Columns that an alert carries along, by the name that they get there.",
                    "{Operation: OperationNameValue}"),
            may("customDetails.*", "The column of the result.", "OperationNameValue"),
            may("requiredDataConnectors", "The Sentinel connectors that bring the tables.", "[...]"),
            may("requiredDataConnectors[].connectorId", "The connector.", "AzureActivity"),
            may("requiredDataConnectors[].dataTypes", "What it brings.", "[AzureActivity]"),
            may("azdetect", "What Sentinel has no field for.", "{...}"),
            may("azdetect.tactic", "The technique's tactic, for the reader; it has to agree.", "Execution"),
            may("azdetect.technique", "The technique of the Azure Threat Research Matrix.", "AZT301.1"),
            may(
                    "azdetect.stratus",
                    "The techniques of Stratus Red Team that it detects.",
                    "[azure.execution.vm-run-command]"),
            may("azdetect.severityReason", "Why it is as severe as that.", "Legitimate use is common."),
            may("azdetect.telemetry", "What must be collected for it to see anything.", "{...}"),
            may("azdetect.telemetry.tables", "Exactly the tables that the query reads.", "[AzureActivity]"),
            may(
                    "azdetect.telemetry.diagnosticSettings",
                    "Which setting sends them, in words.",
                    "[\"Subscription: Activity Log, category Administrative\"]"),
            may("azdetect.telemetry.azureMonitorAgent", "Whether the agent must run on the machines.", "false"),
            may("azdetect.design", "The four questions of the design.", "{...}"),
            must("azdetect.design.scope", "How broad is it?", "Every machine of every subscription."),
            must("azdetect.design.alertsOn", "What does it alert on?", "One run command that succeeded."),
            must("azdetect.design.legitimate", "Does that happen legitimately?", "Yes: operators do it."),
            must("azdetect.design.response", "What to do when it fires?", "Ask the caller."),
            may("azdetect.parameters", "Values that a user may set. Each is a `let` of the query.", "[...]"),
            must("azdetect.parameters[].name", "The `let`'s name.", "AllowedCallers"),
            must("azdetect.parameters[].type", "A KQL type.", "dynamic"),
            must("azdetect.parameters[].default", "The value; the query has the same one.", "[]"),
            must("azdetect.parameters[].description", "What it does.", "Callers that raise no alert."),
            may("azdetect.blindSpots", "What it cannot see, and how an attacker would avoid it.", "[...]"),
            may("azdetect.response", "What to do when it fires, step by step.", "[...]"),
            may("azdetect.references", "Where the facts come from.", "[https://learn.microsoft.com/...]"),
            may("azdetect.exceptions", "Rules of `azdetect check` that the file breaks on purpose.", "[...]"),
            must("azdetect.exceptions[].rule", "The rule's code.", "DET202"),
            must("azdetect.exceptions[].reason", "Why.", "The name stands inside longer words."),
            may("azdetect.equivalentMutants", "Mistakes in the query that make no difference.", "[...]"),
            must(
                    "azdetect.equivalentMutants[].words",
                    "As `azdetect test --mutate` prints them.",
                    "change > to >= in TimeGenerated > ago(1d)"),
            must("azdetect.equivalentMutants[].reason", "Why no test can notice it.", "It differs for one tick only."),
            may("azdetect.tests", "Examples of what happens, and of the alerts that must come of it.", "[...]"),
            must(
                    "azdetect.tests[].name",
                    "What the test shows; no two tests of a file have the same.",
                    "a failed attempt is silent"),
            must("azdetect.tests[].events", "What happens.", "[...]"),
            may(
                    "azdetect.tests[].events[].*",
                    "What differs from the defaults of an [event kind](events.md), under the kind's name; or under a"
                            + " table's name, a row of it.",
                    "{caller: mallory@contoso.com}"),
            may(
                    "azdetect.tests[].events[].*.*",
                    "A field of the kind, a path into the raw record, or a column.",
                    "mallory@contoso.com"),
            may(
                    "azdetect.tests[].events[].at",
                    "When, before or after the test's zero. What happens before zero is history.",
                    "-30m"),
            may("azdetect.tests[].events[].repeat", "How many there are, up to 10000; 1 unless given.", "6"),
            may("azdetect.tests[].events[].every", "From one to the next; a second unless given.", "1m"),
            may("azdetect.tests[].parameters", "Values for parameters in this test.", "{Threshold: 2}"),
            may("azdetect.tests[].parameters.*", "The value.", "2"),
            may("azdetect.tests[].expect", "`silent` when there must be no alert; or else give `alerts`.", "silent"),
            may("azdetect.tests[].alerts", "The alerts, all of them; what is not said may be anything.", "[...]"),
            may("azdetect.tests[].alerts[].rows", "How many rows the alert has.", "1"),
            may(
                    "azdetect.tests[].alerts[].entities",
                    "Entities that it names, by type.",
                    "{Account: mallory@contoso.com}"),
            may(
                    "azdetect.tests[].alerts[].entities.*",
                    "One or several, by their first identifier.",
                    "mallory@contoso.com"),
            may("azdetect.tests[].alerts[].columns", "What some row of it has, by column.", "{Reads: \"6\"}"),
            may("azdetect.tests[].alerts[].columns.*", "The value as `tostring()` gives it.", "\"6\""));

    private static DetectionField must(String path, String meaning, String example) {
        return new DetectionField(path, true, meaning, example);
    }

    private static DetectionField may(String path, String meaning, String example) {
        return new DetectionField(path, false, meaning, example);
    }

    /** Every field, each group before its fields. */
    public static List<DetectionField> all() {
        return ALL;
    }

    /** Fields of Sentinel's that a file may have and that nothing here looks at, in order. */
    public static List<String> carriedAlong() {
        return DetectionReader.CARRIED_ALONG.stream().sorted().toList();
    }
}
