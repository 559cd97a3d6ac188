package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.engine.TableAppender;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.Quarantine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which evaluations a detection has over rows of the past, what each sees, and which alerts come of it. */
class ReplayTest {
    private static final TableSchema DOINGS = new TableSchema(
            "Doings",
            List.of(
                    new Column("TimeGenerated", KqlType.DATETIME),
                    new Column("Who", KqlType.STRING),
                    new Column("Ip", KqlType.STRING),
                    new Column("What", KqlType.STRING)));

    private final Workspace workspace = Workspace.inMemory();

    ReplayTest() {
        workspace.database().createTable(DOINGS);
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void rowsOfOneActorWithinOneEvaluationAreOneAlert() {
        happened("10:05", "eve", "1.1.1.1", "a");
        happened("10:55", "eve", "1.1.1.1", "b");
        happened("11:00", "eve", "1.1.1.1", "c");

        assertThat(hunt("1h", "1h", "Doings"))
                .containsExactly("10:05 eve 1.1.1.1 [a, b] raised 11:00", "11:00 eve 1.1.1.1 [c] raised 12:00");
    }

    @Test
    void rowsOfTwoAccountsOrTwoAddressesAreTwoAlerts() {
        happened("10:05", "eve", "1.1.1.1", "a");
        happened("10:06", "eve", "2.2.2.2", "b");
        happened("10:07", "bob", "2.2.2.2", "c");

        assertThat(hunt("1h", "1h", "Doings"))
                .containsExactly(
                        "10:05 eve 1.1.1.1 [a] raised 11:00",
                        "10:06 eve 2.2.2.2 [b] raised 11:00",
                        "10:07 bob 2.2.2.2 [c] raised 11:00");
    }

    @Test
    void eachRowIsAnAlertWhereTheRuleSaysSo() {
        happened("10:05", "eve", "1.1.1.1", "a");
        happened("10:06", "eve", "1.1.1.1", "b");

        assertThat(hunt("1h", "1h", "Doings", "eventGroupingSettings:\n  aggregationKind: AlertPerResult\n"))
                .containsExactly("10:05 eve 1.1.1.1 [a] raised 11:00", "10:06 eve 1.1.1.1 [b] raised 11:00");
    }

    @Test
    void aRowThatSeveralEvaluationsSeeAlertsOnce() {
        happened("10:05", "eve", "1.1.1.1", "a");
        happened("13:05", "bob", "1.1.1.1", "b");

        assertThat(hunt("1h", "3h", "Doings"))
                .containsExactly("10:05 eve 1.1.1.1 [a] raised 11:00", "13:05 bob 1.1.1.1 [b] raised 14:00");
        assertThat(hunt("1h", "3h", "Doings | join kind=inner Doings on Who | project-away *1"))
                .containsExactly("10:05 eve 1.1.1.1 [a] raised 11:00", "13:05 bob 1.1.1.1 [b] raised 14:00");
    }

    @Test
    void aRowThatNoEvaluationSeesIsNotFound() {
        happened("10:05", "eve", "1.1.1.1", "a");
        happened("10:55", "eve", "1.1.1.1", "b");

        assertThat(hunt("1h", "30m", "Doings")).containsExactly("10:55 eve 1.1.1.1 [b] raised 11:00");
    }

    @Test
    void anEvaluationSeesRowsFromItsPeriodsBeginToBeforeItsEnd() {
        happened("09:59", "eve", "1.1.1.1", "a");
        happened("10:00", "eve", "1.1.1.1", "b");
        happened("10:59", "eve", "1.1.1.1", "c");
        happened("11:00", "eve", "1.1.1.1", "d");

        assertThat(hunt("1h", "1h", "Doings | summarize What = strcat_array(make_list(What), '') by Who, Ip"))
                .extracting(a -> a.replaceAll("^\\S+ ", ""))
                .containsExactly(
                        "eve 1.1.1.1 [a] raised 10:00",
                        "eve 1.1.1.1 [bc] raised 11:00",
                        "eve 1.1.1.1 [d] raised 12:00");
    }

    @Test
    void nowIsTheEndOfTheEvaluation() {
        happened("10:05", "eve", "1.1.1.1", "a");
        happened("10:35", "eve", "1.1.1.1", "b");

        assertThat(hunt("1h", "1h", "Doings | where TimeGenerated > ago(30m)"))
                .containsExactly("10:35 eve 1.1.1.1 [b] raised 11:00");
    }

    @Test
    void countsThatGrowFromEvaluationToEvaluationAreOneAlertWithTheFullestRow() {
        happened("10:05", "eve", "1.1.1.1", "a");
        happened("10:06", "eve", "1.1.1.1", "a");
        happened("11:05", "eve", "1.1.1.1", "a");
        happened("13:59", "bob", "2.2.2.2", "x");

        assertThat(hunt(
                        "1h",
                        "3h",
                        "Doings | summarize arg_max(TimeGenerated, Ip), What = tostring(count()) by Who"
                                + " | where toint(What) > 1"))
                .containsExactly("10:06 eve 1.1.1.1 [3] raised 11:00");
    }

    @Test
    void anActorWhoStoppedAndBeginsAgainIsAnotherAlert() {
        happened("10:05", "eve", "1.1.1.1", "a");
        happened("18:05", "eve", "1.1.1.1", "a");

        assertThat(hunt("1h", "2h", "Doings | summarize arg_max(TimeGenerated, Ip), What = tostring(count()) by Who"))
                .containsExactly("10:05 eve 1.1.1.1 [1] raised 11:00", "18:05 eve 1.1.1.1 [1] raised 19:00");
    }

    @Test
    void theTriggersThresholdCountsTheRowsOfAnEvaluation() {
        happened("10:05", "eve", "1.1.1.1", "a");
        happened("11:05", "eve", "1.1.1.1", "b");
        happened("11:06", "eve", "1.1.1.1", "c");

        assertThat(hunt("1h", "1h", "Doings", "triggerThreshold: 1\n"))
                .containsExactly("11:05 eve 1.1.1.1 [b, c] raised 12:00");
    }

    @Test
    void aRuleThatFiresWithoutRowsFiresForEvaluationsThatHaveNone() {
        happened("10:05", "eve", "1.1.1.1", "a");
        happened("13:05", "eve", "1.1.1.1", "b");

        assertThat(hunt(
                        "1h",
                        "1h",
                        "Doings | join kind=inner Doings on Who",
                        "triggerOperator: lt\ntriggerThreshold: 1\n"))
                .containsExactly("12:00   [] raised 12:00");
    }

    @Test
    void whatIsInTheQuarantineLengthensNoHuntButThatForItself() {
        happened("10:05", "eve", "1.1.1.1", "a");
        happened("11:05", "eve", "1.1.1.1", "b");
        workspace.database().createTable(Quarantine.SCHEMA);
        try (TableAppender rows = workspace
                .database()
                .appender(Quarantine.TABLE, List.of(new Column("TimeGenerated", KqlType.DATETIME)))) {
            rows.append(Ticks.of(at("18:05")));
        }

        assertThat(hunt(
                        "1h",
                        "1h",
                        "Doings | join kind=inner Doings on Who",
                        "triggerOperator: lt\ntriggerThreshold: 1\n"))
                .isEmpty();
        assertThat(hunt("1h", "1h", "Quarantine | project TimeGenerated, What = 'broken', Who = '', Ip = ''"))
                .hasSize(1);
    }

    @Test
    void aRangeHidesWhatIsOutsideAndKeepsWhatIsBeforeAsHistory() {
        happened("09:05", "eve", "1.1.1.1", "a");
        happened("10:05", "eve", "1.1.1.1", "b");
        happened("11:05", "eve", "1.1.1.1", "c");
        Detection twice = detection(
                "1h",
                "2h",
                "Doings | join kind=inner (Doings | summarize N = count() by Who) on Who" + " | where N > 1",
                "");

        HuntResult result = Hunt.in(workspace)
                .run(List.of(twice), Optional.of(at("10:00")), Optional.of(at("11:00")), Hunt.Progress.NONE);

        assertThat(result.alerts()).extracting(ReplayTest::told).containsExactly("10:05 eve 1.1.1.1 [b] raised 11:00");
        assertThat(result.tables()).containsExactly(org.assertj.core.api.Assertions.entry("Doings", 1L));
    }

    @Test
    void aDetectionThatFailsIsReportedAndTheOthersGoOn() {
        happened("10:05", "eve", "1.1.1.1", "a");
        Detection broken = detection("1h", "1h", "Doings\n| where Hwo == 'eve'", "");
        Detection good = detection("1h", "1h", "Doings", "");

        HuntResult result =
                Hunt.in(workspace).run(List.of(broken, good), Optional.empty(), Optional.empty(), Hunt.Progress.NONE);

        assertThat(result.alerts()).hasSize(1);
        assertThat(result.failed()).hasSize(1);
        assertThat(result.failed().get(0).error()).contains("Hwo").contains("(line 2, column 9 of the query)");
    }

    @Test
    void aHuntOverNothingFindsNothing() {
        HuntResult result = Hunt.in(workspace)
                .run(
                        List.of(detection("1h", "1h", "Doings", "")),
                        Optional.empty(),
                        Optional.empty(),
                        Hunt.Progress.NONE);

        assertThat(result.alerts()).isEmpty();
        assertThat(result.failed()).isEmpty();
        assertThat(result.from()).isEmpty();
    }

    private void happened(String time, String who, String ip, String what) {
        try (TableAppender rows = workspace.database().appender("Doings", DOINGS.columns())) {
            rows.append(Ticks.of(at(time)), who, ip, what);
        }
    }

    private static Instant at(String time) {
        return Instant.parse("2024-03-06T" + time + ":00Z");
    }

    @Test
    void whenRowsCameHereSaysNothingOfWhenAzureHadThem() {
        happened("10:05", "eve", "1.1.1.1", "a");

        HuntResult result = Hunt.in(workspace)
                .run(
                        List.of(detection("1h", "1h", "Doings | where ingestion_time() > ago(1h)", "")),
                        Optional.empty(),
                        Optional.empty(),
                        Hunt.Progress.NONE);

        assertThat(result.alerts()).isEmpty();
        assertThat(result.failed().toString()).contains("ask for TimeGenerated instead");
    }

    private List<String> hunt(String frequency, String period, String query) {
        return hunt(frequency, period, query, "");
    }

    private List<String> hunt(String frequency, String period, String query, String more) {
        HuntResult result = Hunt.in(workspace)
                .run(
                        List.of(detection(frequency, period, query, more)),
                        Optional.empty(),
                        Optional.empty(),
                        Hunt.Progress.NONE);
        assertThat(result.failed()).isEmpty();
        return result.alerts().stream().map(ReplayTest::told).toList();
    }

    /** When, who, from where, the column What of its rows, and when it was raised. */
    private static String told(Alert alert) {
        int what = alert.columns().stream().map(Column::name).toList().indexOf("What");
        return alert.time().toString().substring(11, 16) + " " + alert.account().orElse("") + " "
                + alert.address().orElse("") + " "
                + alert.rows().stream().map(row -> row.get(what)).toList() + " raised "
                + alert.raisedAt().toString().substring(11, 16);
    }

    private static Detection detection(String frequency, String period, String query, String more) {
        String trigger = more.contains("triggerOperator") ? "" : "triggerOperator: gt\n";
        String threshold = more.contains("triggerThreshold") ? "" : "triggerThreshold: 0\n";
        String rule = "id: " + query.hashCode() + "\nname: Doings\nseverity: Low\nqueryFrequency: " + frequency
                + "\nqueryPeriod: " + period + "\n" + trigger + threshold + more + "query: |\n  "
                + query.replace("\n", "\n  ") + "\n" + """
                entityMappings:
                  - entityType: Account
                    fieldMappings:
                      - identifier: Name
                        columnName: Who
                  - entityType: IP
                    fieldMappings:
                      - identifier: Address
                        columnName: Ip
                """;
        try {
            return DetectionCatalog.read(java.util.Map.of("rule.yaml", rule)).get(0);
        } catch (InvalidDetectionsException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
