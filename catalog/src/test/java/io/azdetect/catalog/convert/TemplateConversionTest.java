package io.azdetect.catalog.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.catalog.QueryInFile;
import io.azdetect.catalog.convert.Conversion.Converted;
import io.azdetect.catalog.convert.Notice.Kind;
import io.azdetect.telemetry.schema.TableSchemas;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of rules in templates, exports and Sentinel's files. */
class TemplateConversionTest {
    private static final String ALERT = """
            {
              "parameters": {"Rule Name": {"type": "string", "defaultValue": "AZT301.1 - Run command"}},
              "variables": {"table": "AzureActivity"},
              "resources": [{
                "type": "microsoft.insights/scheduledqueryrules",
                "apiVersion": "2022-06-15",
                "name": "[parameters('Rule Name')]",
                "location": "[resourceGroup().location]",
                "properties": {
                  "displayName": "[parameters('Rule Name')]",
                  "severity": 3,
                  "evaluationFrequency": "PT15M",
                  "windowSize": "PT30M",
                  "Scopes": ["[subscription().id]"],
                  "criteria": {"allOf": [{
                    "query": "[concat(variables('table'), ' | where OperationNameValue has ''runCommand''')]",
                    "timeAggregation": "Count",
                    "operator": "GreaterThanOrEqual",
                    "threshold": 1,
                    "failingPeriods": {"numberOfEvaluationPeriods": 1, "minFailingPeriodsToAlert": 1}
                  }]},
                  "autoMitigate": false
                }
              }]
            }
            """;

    private static final String SENTINEL = """
            {
              "parameters": {"workspace": {"type": "String"}},
              "resources": [{
                "id": "[concat(resourceId('a/b', parameters('workspace')), '/alertRules/8d2cb7f1-6e0a-4b7f-9c58-0c6d8a1e7b42')]",
                "name": "[concat(parameters('workspace'), '/Microsoft.SecurityInsights/8d2cb7f1-6e0a-4b7f-9c58-0c6d8a1e7b42')]",
                "type": "Microsoft.OperationalInsights/workspaces/providers/alertRules",
                "kind": "Scheduled",
                "apiVersion": "2023-12-01-preview",
                "properties": {
                  "displayName": "A rule",
                  "description": "What it finds.",
                  "severity": "High",
                  "enabled": true,
                  "query": "AzureActivity\\n| where Level =~ 'Error'",
                  "queryFrequency": "PT5H",
                  "queryPeriod": "P1D",
                  "triggerOperator": "GreaterThan",
                  "triggerThreshold": 3,
                  "tactics": ["Persistence", "Levitation"],
                  "techniques": ["T1098"],
                  "subTechniques": ["T1098.001"],
                  "entityMappings": [{"entityType": "Account", "fieldMappings": [
                    {"identifier": "FullName", "columnName": "Caller"}]}],
                  "customDetails": {"Status": "ActivityStatusValue"},
                  "eventGroupingSettings": {"aggregationKind": "AlertPerResult"},
                  "incidentConfiguration": {"createIncident": true},
                  "templateVersion": "1.2.3",
                  "colour": "red"
                }
              }]
            }
            """;

    private final Conversion conversion = new Conversion(TableSchemas.builtIn());

    @Test
    void anAlertRuleOfAzureMonitorBecomesADetection() {
        String text = converted(ALERT);

        assertThat(text)
                .contains("name: AZT301.1 - Run command", "severity: Low", "queryFrequency: PT15M")
                .contains("queryPeriod: PT30M", "triggerOperator: gt", "triggerThreshold: 0", "technique: AZT301.1");
        assertThat(query(text)).isEqualTo("AzureActivity | where OperationNameValue has 'runCommand'");
        assertThat(conversion.notices()).extracting(Notice::kind).containsOnly(Kind.LEFT_OUT);
        assertThat(conversion.notices())
                .anyMatch(n -> n.line() == 14 && n.message().startsWith("'Scopes'"));
    }

    @ParameterizedTest
    @CsvSource({
        "GreaterThan, 5, gt, 5",
        "GreaterThanOrEqual, 5, gt, 4",
        "LessThan, 5, lt, 5",
        "LessThanOrEqual, 5, lt, 6",
        "Equals, 5, eq, 5",
        "GreaterThan, 2.5, gt, 2",
        "GreaterThanOrEqual, 2.5, gt, 2",
        "LessThan, 2.5, lt, 3"
    })
    void aNumberOfRowsIsComparedAsBefore(String operator, String threshold, String trigger, int rows) {
        assertThat(converted(ALERT.replace("GreaterThanOrEqual", operator)
                        .replace("\"threshold\": 1", "\"threshold\": " + threshold)))
                .contains("triggerOperator: " + trigger, "triggerThreshold: " + rows + "\n");
    }

    @Test
    void aMeasuredValueIsComputedByTheQuery() {
        String text = converted(ALERT.replace("\"Count\"", "\"Average\", \"metricMeasureColumn\": \"Level\"")
                .replace(
                        "\"threshold\": 1",
                        "\"threshold\": 1.5, \"dimensions\": [{\"name\": \"Caller\", \"operator\":"
                                + " \"Exclude\", \"values\": [\"a\"]}]"));

        assertThat(query(text)).isEqualTo("""
                AzureActivity | where OperationNameValue has 'runCommand'
                | where tostring(Caller) !in ("a")
                | summarize AggregatedValue = avg(Level), TimeGenerated = max(TimeGenerated) by Caller
                | where AggregatedValue >= 1.5""");
    }

    @Test
    void dimensionsOfARuleThatFiresOnAnyRowChangeNothing() {
        String text = converted(ALERT.replace(
                "\"threshold\": 1", "\"threshold\": 1, \"dimensions\": [{\"name\": \"Caller\", \"values\": [\"*\"]}]"));

        assertThat(query(text)).isEqualTo("AzureActivity | where OperationNameValue has 'runCommand'");
        assertThat(text).contains("Caller: Caller");
    }

    @Test
    void evaluationsThatARuleWaitsForAreSaidToBeLost() {
        converted(ALERT.replace("\"numberOfEvaluationPeriods\": 1", "\"numberOfEvaluationPeriods\": 4"));

        assertThat(conversion.notices())
                .filteredOn(n -> n.kind() == Kind.CHANGED)
                .singleElement()
                .satisfies(n -> assertThat(n.toString())
                        .startsWith("rule.json:20: changed:")
                        .contains("waits until several of 4"));
    }

    @Test
    void theFormOf2018CountsBreachesOfAValue() {
        String text = converted("""
                {"type": "Microsoft.Insights/scheduledQueryRules", "name": "old", "properties": {
                  "source": {"query": "Perf | summarize AggregatedValue = avg(CounterValue) by bin(TimeGenerated, 5m), Computer"},
                  "schedule": {"frequencyInMinutes": 15, "timeWindowInMinutes": 60},
                  "action": {
                    "odata.type": "Microsoft.WindowsAzure.Management.Monitoring.Alerts.Models.Microsoft.AppInsights.Nexus.DataContracts.Resources.ScheduledQueryRules.AlertingAction",
                    "severity": "1",
                    "trigger": {"thresholdOperator": "GreaterThan", "threshold": 90, "metricTrigger": {
                      "metricTriggerType": "Total", "metricColumn": "Computer", "thresholdOperator": "GreaterThan", "threshold": 2}}}}}
                """);

        assertThat(text).contains("severity: High", "queryFrequency: 15m", "queryPeriod: 60m");
        assertThat(query(text)).endsWith("""
                | where AggregatedValue > 90
                | summarize Breaches = count(), TimeGenerated = max(TimeGenerated) by Computer
                | where Breaches > 2""");
    }

    @Test
    void anExportOfSentinelsPortalBecomesADetection() {
        String text = converted(SENTINEL);

        assertThat(text)
                .contains("id: 8d2cb7f1-6e0a-4b7f-9c58-0c6d8a1e7b42", "queryFrequency: PT5H", "triggerThreshold: 3")
                .contains("- T1098\n", "- T1098.001", "columnName: Caller", "Status: ActivityStatusValue")
                .contains("aggregationKind: AlertPerResult", "createIncident: true", "templateVersion: 1.2.3");
        assertThat(query(text)).isEqualTo("AzureActivity\n| where Level =~ 'Error'");
        assertThat(conversion.notices())
                .extracting(Notice::toString)
                .containsExactly(
                        "rule.json:19: changed: 'Levitation' is no tactic here, and left out",
                        "rule.json:28: left out: 'colour', which a detection has no field for");
    }

    @Test
    void anAnswerOfTheApiIsReadTooAndRulesWithoutAQueryAreRefused() {
        conversion.add("rule.json", """
                {"value": [
                  {"name": "8d2cb7f1-6e0a-4b7f-9c58-0c6d8a1e7b42", "type": "Microsoft.SecurityInsights/alertRules", "kind": "NRT",
                   "properties": {"displayName": "Fast", "severity": "Low", "query": "AzureActivity"}},
                  {"name": "BuiltInFusion", "type": "Microsoft.SecurityInsights/alertRules", "kind": "Fusion",
                   "properties": {"enabled": true}}
                ]}
                """);

        assertThat(conversion.converted())
                .singleElement()
                .satisfies(c -> assertThat(c.text()).contains("kind: NRT").doesNotContain("queryFrequency"));
        assertThat(conversion.notices())
                .extracting(Notice::toString)
                .containsExactly("rule.json:5: refused: a rule of kind Fusion has no query to run");
    }

    @Test
    void brokenJsonIsRefusedAtItsLine() {
        conversion.add("rule.json", ALERT.replace("\"windowSize\": \"PT30M\",", "\"windowSize\": \"PT30M\""));

        assertThat(conversion.notices())
                .singleElement()
                .satisfies(n -> assertThat(n.toString()).startsWith("rule.json:14: refused: this is not JSON:"));
    }

    @Test
    void commentsAndTextsOverSeveralLinesAreNoMistakeInATemplate() {
        assertThat(converted(ALERT.replace(
                        "\"autoMitigate\"", "// about it\n\"description\": \"one\ntwo\", \"autoMitigate\"")))
                .contains("description: |\n  one\n  two\n");
    }

    @Test
    void whatOnlyADeploymentKnowsIsSaid() {
        conversion.add(
                "rule.json",
                ALERT.replace("variables('table')", "reference('x').table")
                        .replace("\"severity\": 3", "\"severity\": \"[parameters('severity')]\""));

        assertThat(conversion.converted()).isEmpty();
        assertThat(conversion.notices())
                .extracting(Notice::message)
                .anyMatch(m -> m.contains("the template has no parameters 'severity'"))
                .anyMatch(m -> m.contains("only a deployment can tell reference()"))
                .anyMatch(m -> m.equals("the rule has no query that is known"));
    }

    @Test
    void aQueryThatDoesNotCompileIsWrittenAndSaid() {
        assertThat(converted(ALERT.replace("\"AzureActivity\"", "\"AzureActivty\"")))
                .contains("AzureActivty");
        assertThat(conversion.notices())
                .filteredOn(n -> n.kind() == Kind.BROKEN)
                .singleElement()
                .satisfies(n -> assertThat(n.message()).contains("did you mean 'AzureActivity'?"));
    }

    @Test
    void aFileOfSentinelsRepositoryGetsOurGroupAndAHuntingQueryASchedule() {
        conversion.add("hunt.yaml", """
                id: 8d2cb7f1-6e0a-4b7f-9c58-0c6d8a1e7b42
                name: A hunting query
                description: |
                  'What it looks for.'
                requiredDataConnectors:
                  - connectorId: AzureActivity
                    dataTypes:
                      - AzureActivity
                tactics:
                  - Impact
                relevantTechniques:
                  - T1496
                query: |
                  AzureActivity
                  | where Level =~ "Error"
                """);

        String text = conversion.converted().get(0).text();
        assertThat(text)
                .contains("description: What it looks for.", "connectorId: AzureActivity", "queryPeriod: 1d")
                .contains("severity: Medium", "severityReason: \"TODO: the rule has no severity");
        assertThat(conversion.notices())
                .extracting(Notice::toString)
                .containsExactly(
                        "hunt.yaml:1: changed: it has no severity; Medium is written, and marked",
                        "hunt.yaml:1: changed: it has no schedule, as hunting queries have none; once a day over a day is"
                                + " written");
    }

    @Test
    void rulesOfOneNameGetIdsOfTheirOwnAndOneIdIsTakenOnce() {
        conversion.add("a.json", ALERT);
        conversion.add("b.json", ALERT);
        conversion.add("c.json", SENTINEL);
        conversion.add("d.json", SENTINEL);

        assertThat(conversion.converted()).extracting(Converted::source).containsExactly("a.json", "b.json", "c.json");
        assertThat(conversion.notices())
                .extracting(Notice::toString)
                .contains("d.json:9: refused: its id 8d2cb7f1-6e0a-4b7f-9c58-0c6d8a1e7b42 is that of a rule in c.json");
    }

    private String converted(String json) {
        conversion.add("rule.json", json);
        List<Converted> all = conversion.converted();
        assertThat(all).as(conversion.notices().toString()).hasSize(1);
        return all.get(0).text();
    }

    private static String query(String text) {
        return QueryInFile.in(text).orElseThrow().text().strip();
    }
}
