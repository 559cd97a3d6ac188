package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.azdetect.catalog.TuningReport.Proposal;
import io.azdetect.engine.QueryLimits;
import io.azdetect.engine.TableAppender;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is proposed for noisy detections, and what is not. */
class TuningTest {
    private static final Instant BEGIN = Instant.parse("2024-03-04T10:05:00Z");
    private static final TableSchema DOINGS = new TableSchema(
            "Doings",
            List.of(
                    new Column("TimeGenerated", KqlType.DATETIME),
                    new Column("Who", KqlType.STRING),
                    new Column("OperationName", KqlType.STRING)));

    private static final String EACH = """
            let AllowedCallers = dynamic(["root"]);
            Doings
            | where Who !in~ (AllowedCallers)
            """;

    private static final String COUNT = """
            let Threshold = 2;
            Doings
            | summarize TimeGenerated = max(TimeGenerated), Count = count() by Who
            | where Count > Threshold
            """;

    private static final String FIRST = """
            let Baseline = 1d;
            Doings
            | where TimeGenerated > ago(1h)
            | join kind=leftanti (Doings | where TimeGenerated between (ago(1h) - Baseline .. ago(1h))) on Who
            """;

    private final Workspace workspace = Workspace.inMemory();

    TuningTest() {
        workspace.database().createTable(DOINGS);
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void whoDoesTheSameDayAfterDayIsProposedForTheAllowListAndWhoDidItOnceIsNot() {
        everyDay(10, "deploy", "write");
        times(20, Duration.ofDays(3), "mallory", "write");

        TuningReport report = propose(each(), 2);

        Proposal proposal = only(report);
        assertThat(proposal.value()).isEqualTo("dynamic([\"root\",\"deploy\"])");
        assertThat(proposal.dropped())
                .hasSize(9)
                .allMatch(a -> a.account().orElse("").equals("deploy"));
        assertThat(proposal.kept())
                .isNotEmpty()
                .allMatch(a -> a.account().orElse("").equals("mallory"));
        assertThat(proposal.reason()).contains("9 alerts on 9 days");
        assertThat(report.remarks()).anyMatch(r -> r.endsWith("proposed for no allow-list: 1"));
    }

    @Test
    void whoDoesSomethingNewBesideTheUsualIsNotProposed() {
        everyDay(10, "deploy", "write");
        happened(Duration.ofDays(5).plusHours(2), "deploy", "elevate");

        assertThat(propose(each(), 2).proposals()).isEmpty();
    }

    @Test
    void fourDaysAreTooFewAndSoAreFiveOfOneWeek() {
        everyDay(4, "deploy", "write");
        assertThat(propose(each(), 0).proposals()).isEmpty();

        everyDay(6, "backup", "write");
        assertThat(propose(each(), 0).proposals()).isEmpty();
    }

    @Test
    void aValueThatSilencesEverythingIsNotProposed() {
        everyDay(10, "deploy", "write");

        assertThat(propose(each(), 2).proposals()).isEmpty();
        assertThat(propose(each(), 2).remarks()).anyMatch(r -> r.contains("no parameter brings it down"));
    }

    @Test
    void aThresholdIsTriedValueByValueUntilTheAlertsAreFewEnough() {
        for (int day = 0; day < 10; day++) {
            times(4, Duration.ofDays(day), "alice", "read");
        }
        times(30, Duration.ofDays(4).plusHours(3), "mallory", "read");

        Proposal proposal = only(propose(detection("1h", COUNT, "Threshold", "long", "2"), 3));

        assertThat(proposal.value()).isEqualTo("4");
        assertThat(proposal.trials())
                .extracting(TuningReport.Trial::value, TuningReport.Trial::alerts)
                .containsExactly(tuple("3", 10), tuple("4", 1));
        assertThat(proposal.dropped())
                .hasSize(9)
                .allMatch(a -> a.account().orElse("").equals("alice"));
        assertThat(proposal.kept())
                .singleElement()
                .satisfies(a -> assertThat(a.account()).contains("mallory"));
    }

    @Test
    void aWindowGrowsTogetherWithThePeriodAsFarAsTheHistoryReaches() {
        for (int day = 0; day < 20; day += 2) {
            happened(Duration.ofDays(day), "alice", "read");
        }
        happened(Duration.ofDays(15).plusHours(3), "mallory", "read");

        Proposal proposal = only(propose(detection("25h", FIRST, "Baseline", "timespan", "1d"), 2));

        assertThat(proposal.value()).isEqualTo("2d");
        assertThat(proposal.period()).contains(Duration.ofHours(49));
        assertThat(proposal.kept()).allMatch(a -> a.account().orElse("").equals("mallory"));
    }

    @Test
    void aDetectionWithinItsBudgetIsLeftAlone() {
        everyDay(10, "deploy", "write");

        TuningReport report = propose(each(), 100);

        assertThat(report.proposals()).isEmpty();
        assertThat(report.remarks()).isEmpty();
        assertThat(report.before()).hasSize(9);
    }

    @Test
    void withoutABudgetAnyNumberWillDo() {
        everyDay(10, "deploy", "write");

        assertThat(Tuning.to(workspace, QueryLimits.standard())
                        .propose(each(), OptionalInt.empty())
                        .proposals())
                .isEmpty();
    }

    @Test
    void aDetectionThatCannotRunIsReportedAsSuch() {
        everyDay(10, "deploy", "write");

        TuningReport report = propose(detection("1h", "Doings | where Hwo == 1", "", "", ""), 1);

        assertThat(report.failure()).hasValueSatisfying(f -> assertThat(f).contains("Hwo"));
    }

    private TuningReport propose(Detection detection, int budget) {
        return Tuning.to(workspace, QueryLimits.standard()).propose(detection, OptionalInt.of(budget));
    }

    private static Proposal only(TuningReport report) {
        assertThat(report.proposals()).as(report.toString()).hasSize(1);
        return report.proposals().get(0);
    }

    private void everyDay(int days, String who, String operation) {
        for (int day = 0; day < days; day++) {
            happened(Duration.ofDays(day), who, operation);
        }
    }

    private void times(int times, Duration after, String who, String operation) {
        for (int i = 0; i < times; i++) {
            happened(after.plusSeconds(i), who, operation);
        }
    }

    private void happened(Duration after, String who, String operation) {
        try (TableAppender rows = workspace.database().appender("Doings", DOINGS.columns())) {
            rows.append(Ticks.of(BEGIN.plus(after)), who, operation);
        }
    }

    private static Detection each() {
        return detection("1h", EACH, "AllowedCallers", "dynamic", "[root]");
    }

    private static Detection detection(String period, String query, String name, String type, String value) {
        String parameter = name.isEmpty()
                ? ""
                : "azdetect:\n  parameters:\n    - {name: " + name + ", type: " + type + ", default: " + value
                        + ", description: d}\n";
        String rule = """
                id: 1
                name: Doings
                severity: Low
                queryFrequency: 1h
                queryPeriod: %s
                query: |
                  %s
                entityMappings:
                  - entityType: Account
                    fieldMappings:
                      - identifier: Name
                        columnName: Who
                """.formatted(period, query.strip().replace("\n", "\n  ")) + parameter;
        try {
            return DetectionCatalog.read(Map.of("doings.yaml", rule)).get(0);
        } catch (InvalidDetectionsException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
