package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.diagnostic.SourceText;
import io.azdetect.telemetry.schema.TableSchemas;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DetectionLintTest {
    /** Breaks no rule; {@code queryFrequency} stands on line 5, the query's text begins on line 10. */
    private static final String GOOD = """
        id: 0f6b1b1e-0a5f-4c57-9d0c-6f1d6c7a3b99
        name: Somebody listed keys
        description: Somebody listed keys.
        severity: Low
        queryFrequency: 1h
        queryPeriod: 1h
        triggerOperator: gt
        triggerThreshold: 0
        query: |
          AzureActivity
          | where OperationNameValue =~ "Microsoft.Storage/storageAccounts/listKeys/action"
          | project TimeGenerated, Caller, CallerIpAddress
        entityMappings:
          - entityType: Account
            fieldMappings:
              - identifier: FullName
                columnName: Caller
        azdetect:
          technique: AZT605.1
          telemetry:
            tables: [AzureActivity]
          tests:
            - name: a
              events: [activity: {operation: a/b/action, resource: a/b/c}]
              alerts: [rows: 1]
            - name: b
              events: [activity: {operation: a/b/action, resource: a/b/c}]
              alerts: [rows: 1]
            - name: c
              events: [activity: {operation: a/b/action, resource: a/b/c}]
              expect: silent
            - name: d
              events: [activity: {operation: a/b/action, resource: a/b/c}]
              expect: silent
        """;

    /** Code and line of what is found, or of all found in a file with one part exchanged. */
    private static List<String> found(String text) {
        return DetectionLint.findings(Map.of("rule.yaml", text), TableSchemas.builtIn()).stream()
                .map(f -> f.rule().code() + " "
                        + new SourceText(text).position(f.place().start()).line())
                .toList();
    }

    private static List<String> with(String part, String instead) {
        assertThat(GOOD).contains(part);
        return found(GOOD.replace(part, instead));
    }

    private static List<String> withWhere(String condition) {
        return with("| project", "| where " + condition + "\n  | project");
    }

    @Test
    void aGoodFileBreaksNoRule() {
        assertThat(DetectionLint.findings(Map.of("rule.yaml", GOOD), TableSchemas.builtIn()))
                .isEmpty();
    }

    @Test
    void operationNamesAreComparedWithoutRegardToCase() {
        assertThat(withWhere("OperationNameValue == 'a'")).containsExactly("DET201 12");
        assertThat(withWhere("OperationNameValue in ('a', 'b')")).containsExactly("DET201 12");
        assertThat(withWhere("OperationNameValue has_cs 'a'")).containsExactly("DET201 12");
        assertThat(withWhere("tolower(OperationNameValue) == 'a'")).isEmpty();
        assertThat(withWhere("OperationNameValue in~ ('a', 'b')")).isEmpty();
        assertThat(withWhere("Level == 'Warning'")).isEmpty();
    }

    @Test
    void containsIsForPartsOfWords() {
        assertThat(withWhere("Properties contains 'whoami'")).containsExactly("DET202 12");
        assertThat(withWhere("Properties contains '/whoami '")).isEmpty();
    }

    @Test
    void aRecordIsSeenByOneEvaluation() {
        assertThat(with("queryPeriod: 1h", "queryPeriod: 2h")).containsExactly("DET203 6");
        assertThat(found(GOOD.replace("queryPeriod: 1h", "queryPeriod: 2h")
                        .replace("| project", "| where TimeGenerated > ago(1h)\n  | project")))
                .isEmpty();
        assertThat(found(GOOD.replace("queryPeriod: 1h", "queryPeriod: 2h")
                        .replace(
                                "azdetect:",
                                "incidentConfiguration: {groupingConfiguration: {enabled: true}}\nazdetect:")))
                .isEmpty();
        assertThat(found(GOOD.replace("queryPeriod: 1h", "queryPeriod: 2h")
                        .replace("| project TimeGenerated,", "| summarize TimeGenerated = max(TimeGenerated) by")))
                .isEmpty();
    }

    @Test
    void theQueryLooksNoFurtherBackThanItsPeriod() {
        assertThat(withWhere("TimeGenerated > ago(2h)")).containsExactly("DET204 12");
        assertThat(withWhere("TimeGenerated > ago(1h)")).isEmpty();
        assertThat(withWhere("TimeGenerated > datetime(2020-01-01)")).isEmpty();
    }

    @Test
    void nothingWaitsToBeFilledIn() {
        assertThat(withWhere("Caller != '<your service principal>'")).contains("DET205 12");
        assertThat(with("description: Somebody listed keys.", "description: TODO say more"))
                .containsExactly("DET205 3");
        assertThat(withWhere("Caller !~ 'xxxx'")).containsExactly("DET205 12");
        assertThat(withWhere("Properties matches regex '(?P<name>a)'")).isEmpty();
        assertThat(with("operation: a/b/action", "operation: <a>")).isEmpty();
        assertThat(with("description: Somebody listed keys.", "description: See C:\\Packages\\<version>\\logs"))
                .isEmpty();
    }

    @Test
    void anAlertNamesEntitiesFromItsColumns() {
        assertThat(with("columnName: Caller", "columnName: Calle")).containsExactly("DET207 13");
        assertThat(with("azdetect:", "customDetails: {Who: Nobody}\nazdetect:")).containsExactly("DET207 18");
        assertThat(found(GOOD.replaceAll("(?s)entityMappings:.*?azdetect:", "azdetect:")))
                .containsExactly("DET206 13");
    }

    @Test
    void theResultSaysWhen() {
        assertThat(with("project TimeGenerated, ", "project ")).containsExactly("DET208 9");
    }

    @Test
    void alertRulesDoNotTakeSomePlugIns() {
        assertThat(with("| project TimeGenerated", "| evaluate bag_unpack(Properties_d)\n  | project TimeGenerated"))
                .contains("DET209 12");
        assertThat(withWhere("Level != 'evaluate pivot' // evaluate narrow()")).isEmpty();
        assertThat(with("  AzureActivity\n", "  union withsource=T *\n")).contains("DET209 10");
    }

    @Test
    void aQueryHasAtMostTenThousandCharacters() {
        String names =
                IntStream.range(0, 1_200).mapToObj(i -> "'name" + i + "'").collect(Collectors.joining(","));

        assertThat(withWhere("Caller in~ (" + names + ")")).containsExactly("DET210 9");
    }

    @Test
    void theScheduleIsOneThatSentinelTakes() {
        assertThat(found(GOOD.replace("queryFrequency: 1h", "queryFrequency: 1m")
                        .replace("queryPeriod: 1h", "queryPeriod: 1m")))
                .containsExactly("DET211 5", "DET211 6");
        assertThat(with("queryPeriod: 1h", "queryPeriod: 30m")).containsExactly("DET211 6");
        assertThat(found(GOOD.replace("queryFrequency: 1h", "queryFrequency: 15d")
                        .replace("queryPeriod: 1h", "queryPeriod: 15d")))
                .containsExactly("DET211 5", "DET211 6");
        assertThat(with("queryFrequency: 1h\nqueryPeriod: 1h", "kind: NRT")).isEmpty();
    }

    @Test
    void theIdIsAGuid() {
        assertThat(with("id: 0f6b1b1e-0a5f-4c57-9d0c-6f1d6c7a3b99", "id: keys")).containsExactly("DET212 1");
    }

    @Test
    void twoTestsFireAndTwoAreSilent() {
        assertThat(with("- name: d", "- name: c")).containsExactly("DET213 32");
        assertThat(found(GOOD.substring(0, GOOD.indexOf("    - name: d")))).containsExactly("DET213 22");
    }

    @Test
    void theDetectionIsForATechnique() {
        assertThat(with("  technique: AZT605.1\n", "")).containsExactly("DET214 18");
    }

    @Test
    void theFileNamesTheTablesThatTheQueryReads() {
        assertThat(with("[AzureActivity]", "[AzureActivity, SigninLogs]")).containsExactly("DET215 20");
    }

    @Test
    void aTestHappensWhereTheQueryLooks() {
        assertThat(with(
                        "- name: d\n      events: [activity: {operation: a/b/action, resource: a/b/c}]",
                        "- name: d\n      events: [SigninLogs: {}]"))
                .containsExactly("DET216 32");
        // What a kind of event becomes counts as much as a row that is written down.
        assertThat(with(
                        "- name: d\n      events: [activity: {operation: a/b/action, resource: a/b/c}]",
                        "- name: d\n      events: [signin: {}, AuditLogs: {OperationName: Add user}]"))
                .containsExactly("DET216 32");
        assertThat(with(
                        "- name: d\n      events: [activity: {operation: a/b/action, resource: a/b/c}]",
                        "- name: d\n      events: [signin: {}, AzureActivity: {Caller: a}]"))
                .isEmpty();
    }

    @Test
    void aFileCanExceptItselfWithAReason() {
        String contains = GOOD.replace("| project", "| where Properties contains 'whoami'\n  | project");
        String exception = "azdetect:\n  exceptions: [{rule: DET202, reason: It stands inside longer words.}]\n";

        assertThat(found(contains.replace("azdetect:\n", exception))).isEmpty();
        assertThat(found(GOOD.replace("azdetect:\n", exception))).containsExactly("DET217 19");
    }

    @Test
    void sentinelTakesThreeIdentifiersOfAnEntity() {
        String one = "      - identifier: FullName\n        columnName: Caller\n";

        assertThat(with(one, one.repeat(4))).containsExactly("DET218 13");
    }

    @Test
    void aRuleFromElsewhereIsMeasuredByWhatAzureTakesOnly() {
        assertThat(found(GOOD.substring(0, GOOD.indexOf("entityMappings:")))).isEmpty();
    }

    @Test
    void oneRunFindsAllThatIsWrongInAllFiles() {
        List<LintFinding> findings = DetectionLint.findings(
                Map.of(
                        "a.yaml",
                                GOOD.replace("queryPeriod: 1h", "queryPeriod: 30m")
                                        .replace("=~", "=="),
                        "b.yaml",
                                GOOD.replace("severity: Low", "severity: Loud").replace("=~", "==")),
                TableSchemas.builtIn());

        assertThat(findings)
                .extracting(f -> f.file() + " " + f.rule().code())
                .containsExactlyInAnyOrder("a.yaml DET201", "a.yaml DET211", "b.yaml DET201");
    }
}
