package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading one detection file, and what is said when it is wrong. */
class DetectionFileTest {
    private static final String RULE = """
        id: 11111111-2222-3333-4444-555555555555
        name: Something happened
        description: |
          'It did.'
        severity: Medium
        requiredDataConnectors:
          - connectorId: AzureActivity
            dataTypes:
              - AzureActivity
        queryFrequency: 1h
        queryPeriod: PT2H
        triggerOperator: gt
        triggerThreshold: 0
        tactics:
          - Execution
        relevantTechniques:
          - T1651
        query: |
          let Threshold = 5;
          AzureActivity
          | summarize Count = count() by Caller
          | where Count > Threshold
        entityMappings:
          - entityType: Account
            fieldMappings:
              - identifier: FullName
                columnName: Caller
        version: 1.0.0
        kind: Scheduled
        """;

    private static final String OURS = """
        azdetect:
          technique: AZT301.1
          tactic: Execution
          parameters:
            - name: Threshold
              type: long
              default: 5
              description: How many.
          tests:
            - name: it fires
              parameters: {Threshold: 1}
              events:
                - activity: {operation: a/b/c, resource: a/b/c}
                  at: -10m
                  repeat: 3
                  every: 2m
              alerts:
                - rows: 1
                  entities: {Account: [alice, bob]}
                  columns: {Count: 3}
            - name: it does not
              events:
                - activity: {operation: a/b/c, resource: a/b/c}
              expect: silent
        """;

    @Test
    void aSentinelRuleIsReadAsItStands() throws Exception {
        Detection detection = read(RULE);

        assertThat(detection.slug()).isEqualTo("rule");
        assertThat(detection.name()).isEqualTo("Something happened");
        assertThat(detection.description()).isEqualTo("It did.");
        assertThat(detection.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(detection.schedule()).isEqualTo(new Schedule(Duration.ofHours(1), Duration.ofHours(2)));
        assertThat(detection.trigger()).isEqualTo(new Trigger(Trigger.Comparison.GREATER_THAN, 0));
        assertThat(detection.tactics()).containsExactly(Tactic.EXECUTION);
        assertThat(detection.techniqueId()).isEqualTo("T1651");
        assertThat(detection.query()).startsWith("let Threshold").endsWith("Count > Threshold");
        assertThat(detection.entityMappings())
                .containsExactly(
                        new EntityMapping("Account", List.of(new EntityMapping.FieldMapping("FullName", "Caller"))));
        assertThat(detection.grouping()).isEqualTo(Grouping.SINGLE_ALERT);
        assertThat(detection.tests()).isEmpty();
    }

    @Test
    void ourFieldsAreReadFromTheirOwnGroup() throws Exception {
        Detection detection = read(RULE + OURS);

        assertThat(detection.technique())
                .contains(ThreatMatrix.atrm().technique("AZT301.1").orElseThrow());
        assertThat(detection.parameters())
                .extracting(Parameter::name, Parameter::defaultValue)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Threshold", "5"));
        DetectionTest fires = detection.tests().get(0);
        assertThat(fires.parameters()).containsExactly(Map.entry("Threshold", "1"));
        assertThat(fires.events())
                .containsExactly(new DetectionTest.Event(
                        "activity",
                        Duration.ofMinutes(-10),
                        3,
                        Duration.ofMinutes(2),
                        Map.of("operation", "a/b/c", "resource", "a/b/c")));
        assertThat(fires.expectation().alerts())
                .containsExactly(new DetectionTest.ExpectedAlert(
                        1, Map.of("Account", List.of("alice", "bob")), Map.of("Count", "3")));
        assertThat(detection.tests().get(1).expectation().isSilent()).isTrue();
    }

    @Test
    void aNearRealTimeRuleNeedsNoSchedule() throws Exception {
        String rule = RULE.replace("kind: Scheduled", "kind: NRT")
                .replaceAll("(?m)^(queryFrequency|queryPeriod|trigger\\w+):.*\n", "");

        assertThat(read(rule).schedule()).isEqualTo(new Schedule(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }

    @Test
    void aMisspelledFieldIsNamedWithItsLineAndTheFieldThatWasMeant() {
        assertThat(errors(RULE.replace("severity:", "severty:")))
                .contains("rule.yaml:1: 'severity' is missing")
                .contains("rule.yaml:5: 'severty' is no field here (did you mean 'severity'?)");
    }

    @Test
    void allErrorsOfAFileAreReportedAtOnce() {
        String rule = (RULE + OURS)
                .replace("severity: Medium", "severity: Meduim")
                .replace("queryFrequency: 1h", "queryFrequency: hourly")
                .replace("  - Execution\n", "  - Exection\n")
                .replace("T1651", "AZT301.1")
                .replace("technique: AZT301.1", "technique: AZT301.9")
                .replace(
                        "- activity: {operation: a/b/c, resource: a/b/c}\n          at",
                        "- actvity: {operation: a}\n          at");

        assertThat(errors(rule))
                .anyMatch(e -> e.startsWith("rule.yaml:5:") && e.contains("'Meduim'"))
                .anyMatch(e -> e.startsWith("rule.yaml:10:") && e.contains("'hourly'"))
                .anyMatch(e -> e.startsWith("rule.yaml:15:") && e.contains("did you mean 'Execution'?"))
                .anyMatch(e -> e.startsWith("rule.yaml:17:") && e.contains("goes to azdetect.technique"))
                .anyMatch(e -> e.startsWith("rule.yaml:31:") && e.contains("'AZT301.9'"))
                .anyMatch(e -> e.startsWith("rule.yaml:42:") && e.contains("did you mean 'activity'?"))
                .hasSize(6);
    }

    @Test
    void aTacticThatIsNotTheTechniquesIsAnError() {
        assertThat(errors(RULE + OURS.replace("tactic: Execution", "tactic: Impact")))
                .containsExactly("rule.yaml:32: 'azdetect.tactic' is 'Impact', but AZT301.1 belongs to Execution");
    }

    @Test
    void aFieldOfTheWrongTypeIsAnError() {
        assertThat(errors(RULE.replace("triggerThreshold: 0", "triggerThreshold: [0]")))
                .containsExactly("rule.yaml:13: 'triggerThreshold' must be text, and is a list");
        assertThat(errors(RULE.replace("triggerThreshold: 0", "triggerThreshold: many")))
                .containsExactly("rule.yaml:13: 'triggerThreshold' is 'many'; it must be a whole number from 0");
    }

    @Test
    void aFieldThatStandsTwiceIsAnError() {
        assertThat(errors(RULE + "severity: Low\n"))
                .containsExactly("rule.yaml:30: 'severity' stands here a second time; keep one");
    }

    @Test
    void textThatIsNoYamlIsAnErrorWithItsLine() {
        assertThat(errors("id: 1\nname: [a\n"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("rule.yaml:2: this is not YAML:");
    }

    @Test
    void aDefaultThatIsNotTheQuerysIsAnError() {
        assertThat(errors(RULE + OURS.replace("default: 5", "default: 6")))
                .containsExactly("rule.yaml:18: the query says 'let Threshold = 5;', the parameter's default is 6;"
                        + " make them agree");
    }

    @Test
    void aParameterThatTheQueryLacksIsAnError() {
        assertThat(errors(
                        RULE + OURS.replace("name: Threshold", "name: Treshold").replace("{Threshold: 1}", "{}")))
                .containsExactly("rule.yaml:18: the query has no 'let Treshold = 5;' for the parameter of this name"
                        + " (did you mean 'Threshold'?)");
    }

    @Test
    void aDefaultOfAnotherTypeIsAnError() {
        assertThat(errors(RULE + OURS.replace("default: 5", "default: five").replace("{Threshold: 1}", "{}")))
                .containsExactly("rule.yaml:36: 'azdetect.parameters[0].default' must be a long");
    }

    @Test
    void aTestThatSetsAnUnknownParameterIsAnError() {
        assertThat(errors(RULE + OURS.replace("{Threshold: 1}", "{Limit: 1}")))
                .containsExactly(
                        "rule.yaml:40: 'azdetect.tests[0].parameters.Limit' is no parameter of this detection");
    }

    @Test
    void aTestThatExpectsNothingInParticularIsAnError() {
        assertThat(errors(RULE + OURS.replace("      expect: silent\n", "")))
                .containsExactly("rule.yaml:50: a test says either 'expect: silent' or which 'alerts' it expects");
    }

    @Test
    void twoFilesWithOneIdAreAnError() {
        InvalidDetectionsException thrown = catchThrowableOfType(
                InvalidDetectionsException.class,
                () -> DetectionCatalog.read(new java.util.TreeMap<>(Map.of("a.yaml", RULE, "b.yaml", RULE))));

        assertThat(thrown.errors())
                .extracting(DetectionError::toString)
                .containsExactly("b.yaml:1: 'id' is 11111111-2222-3333-4444-555555555555, which a.yaml has already;"
                        + " give this one an id of its own");
    }

    @Test
    void twoFilesWithOneIdAreAnErrorInAnySpellingAndWhateverElseIsWrongWithThem() {
        String unreadable = RULE.replace("severity: ", "severity: [");
        String wrong = RULE.replace("11111111-2222-3333-4444-555555555555", "AAAAAAAA-2222-3333-4444-555555555555")
                .replace("severity: ", "severity: Very");
        String spelled = RULE.replace("11111111-2222-3333-4444-555555555555", "aaaaaaaa-2222-3333-4444-555555555555");
        InvalidDetectionsException thrown = catchThrowableOfType(
                InvalidDetectionsException.class,
                () -> DetectionCatalog.read(new java.util.TreeMap<>(
                        Map.of("a.yaml", unreadable, "b.yaml", RULE, "c.yaml", wrong, "d.yaml", spelled))));

        assertThat(thrown.errors())
                .extracting(DetectionError::toString)
                .anyMatch(error -> error.contains("a.yaml") && error.contains("this is not YAML"))
                .anyMatch(error -> error.startsWith("b.yaml:1: 'id' is 1") && error.contains("a.yaml has already"))
                .anyMatch(error -> error.startsWith("c.yaml") && error.contains("'severity'"))
                .anyMatch(error -> error.startsWith("d.yaml:1: 'id' is a") && error.contains("c.yaml has already"))
                .hasSize(4);
    }

    private static Detection read(String text) throws InvalidDetectionsException {
        return DetectionCatalog.read(Map.of("folder/rule.yaml", text)).get(0);
    }

    private static List<String> errors(String text) {
        InvalidDetectionsException thrown = catchThrowableOfType(
                InvalidDetectionsException.class, () -> DetectionCatalog.read(Map.of("rule.yaml", text)));
        assertThat(thrown).as("an error").isNotNull();
        return thrown.errors().stream().map(DetectionError::toString).toList();
    }
}
