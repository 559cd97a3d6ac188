package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an environment may set otherwise than the catalogue, and what is said when its file is wrong. */
class ParameterFileTest {
    private static final String RULE = """
            id: 11111111-2222-3333-4444-555555555555
            name: Many calls
            severity: Medium
            queryFrequency: 1h
            queryPeriod: 2h
            query: |
              let Threshold = 5; // how many
              let AllowedCallers = dynamic([]);
              AzureActivity
              | where Caller !in~ (AllowedCallers)
              | summarize Count = count() by Caller
              | where Count > Threshold
            azdetect:
              parameters:
                - {name: Threshold, type: long, default: 5, description: How many.}
                - {name: AllowedCallers, type: dynamic, default: [], description: Who may.}
            """;

    private DetectionCatalog catalog;
    private Detection rule;

    @BeforeEach
    void readRule() throws InvalidDetectionsException {
        catalog = DetectionCatalog.of(DetectionCatalog.read(Map.of("folder/many-calls.yaml", RULE)));
        rule = catalog.detections().get(0);
    }

    @Test
    void valuesGoIntoTheQueryAndBecomeTheDefaults() throws Exception {
        Detection changed = applied("""
                detections:
                  many-calls:
                    parameters:
                      Threshold: 20
                      AllowedCallers: ["o'brien@contoso.com"]
                """);

        assertThat(changed.query())
                .startsWith(
                        "let Threshold = 20; // how many\nlet AllowedCallers = dynamic([\"o'brien@contoso.com\"]);");
        assertThat(changed.parameters())
                .extracting(Parameter::defaultValue)
                .containsExactly("20", "dynamic([\"o'brien@contoso.com\"])");
    }

    @Test
    void severityScheduleAndTriggerAreSetByTheNamesThatDetectionFilesUse() throws Exception {
        Detection changed = applied("""
                detections:
                  many-calls: {severity: low, queryFrequency: 30m, queryPeriod: PT3H, triggerThreshold: 2}
                """);

        assertThat(changed.severity()).isEqualTo(Severity.LOW);
        assertThat(changed.schedule()).isEqualTo(new Schedule(Duration.ofMinutes(30), Duration.ofHours(3)));
        assertThat(changed.trigger()).isEqualTo(new Trigger(Trigger.Comparison.GREATER_THAN, 2));
        assertThat(changed.query()).isEqualTo(rule.query());
    }

    @Test
    void aDetectionThatIsTurnedOffIsLeftOut() throws Exception {
        ParameterFile file = read("detections:\n  11111111-2222-3333-4444-555555555555: {enabled: false}\n");

        assertThat(file.enables(rule)).isFalse();
        assertThat(file.enabled(List.of(rule))).isEmpty();
    }

    @Test
    void jsonWillDoTabsIncluded() throws Exception {
        Detection changed = applied("{\n\t\"detections\": {\n\t\t\"many-calls\": {\"severity\": \"High\"}\n\t}\n}\n");

        assertThat(changed.severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void whatIsNotMentionedStaysAsItIs() throws Exception {
        assertThat(applied("detections: {}")).isEqualTo(rule);
        assertThat(ParameterFile.NONE.enabled(List.of(rule))).containsExactly(rule);
    }

    @Test
    void allThatIsWrongIsSaidAtOnceWithLinesAndSuggestions() {
        assertThat(errors("""
                        detections:
                          many-cals: {severity: Low}
                          many-calls:
                            severity: Urgent
                            queryFrequency: hourly
                            enabled: maybe
                            triggerThreshold: -1
                            severty: Low
                            parameters:
                              Treshold: 5
                              Threshold: many
                              AllowedCallers: {mallory@contoso.com: true}
                        """))
                .containsExactly(
                        "p.yaml:2: 'detections.many-cals' is no detection (did you mean 'many-calls'?)",
                        "p.yaml:4: 'detections.many-calls.severity' is 'Urgent'; it must be one of Informational, Low,"
                                + " Medium, High",
                        "p.yaml:5: 'detections.many-calls.queryFrequency' is 'hourly'; it must be a length of time such"
                                + " as 5m, 1h, 14d or PT1H",
                        "p.yaml:6: 'detections.many-calls.enabled' must be true or false, and is the single value"
                                + " 'maybe'",
                        "p.yaml:7: 'detections.many-calls.triggerThreshold' is '-1'; it must be a whole number from 0",
                        "p.yaml:8: 'detections.many-calls.severty' is no field here (did you mean 'severity'?)",
                        "p.yaml:10: 'detections.many-calls.parameters.Treshold' is no parameter of this detection (did"
                                + " you mean 'Threshold'?)",
                        "p.yaml:11: 'detections.many-calls.parameters.Threshold' must be a long",
                        "p.yaml:12: 'detections.many-calls.parameters.AllowedCallers' must be a list");
    }

    @Test
    void oneDetectionUnderTwoNamesIsAnError() {
        assertThat(errors("""
                        detections:
                          many-calls: {severity: Low}
                          11111111-2222-3333-4444-555555555555: {severity: High}
                        """))
                .containsExactly("p.yaml:3: 'detections.11111111-2222-3333-4444-555555555555' is the detection that"
                        + " stands here as 'many-calls' already; keep one");
    }

    @Test
    void aPeriodShorterThanTheFrequencyIsAnError() {
        assertThat(errors("detections:\n  many-calls:\n    queryFrequency: 3h\n"))
                .singleElement()
                .asString()
                .startsWith("p.yaml:3: 'detections.many-calls.queryFrequency' leaves gaps");
    }

    @Test
    void aFileOfSomethingElseIsAnError() {
        assertThat(errors("many-calls: {severity: Low}"))
                .containsExactly("p.yaml:1: 'detections' is missing", "p.yaml:1: 'many-calls' is no field here");
        assertThat(errors("{\"detections\": [}")).singleElement().asString().startsWith("p.yaml:1: this is not JSON:");
    }

    private ParameterFile read(String text) throws InvalidDetectionsException {
        return ParameterFile.read(text, "p.yaml", catalog);
    }

    private Detection applied(String text) throws InvalidDetectionsException {
        return read(text).enabled(List.of(rule)).get(0);
    }

    private List<String> errors(String text) {
        InvalidDetectionsException thrown = catchThrowableOfType(InvalidDetectionsException.class, () -> read(text));
        assertThat(thrown).as("an error").isNotNull();
        return thrown.errors().stream().map(DetectionError::toString).toList();
    }
}
