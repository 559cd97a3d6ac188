package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference of a detection file's fields has those that are read, and no others. */
class DetectionFieldTest {
    private static final String EVERYTHING = """
            id: a
            name: b
            kind: Scheduled
            severity: Low
            queryFrequency: 1h
            queryPeriod: 1h
            query: let P = 1; AzureActivity
            eventGroupingSettings: {aggregationKind: SingleAlert}
            entityMappings: [{entityType: Account, fieldMappings: [{identifier: FullName, columnName: Caller}]}]
            customDetails: {Mine: Caller}
            requiredDataConnectors: [{connectorId: AzureActivity, dataTypes: [AzureActivity]}]
            azdetect:
              telemetry: {tables: []}
              design: {scope: a, alertsOn: b, legitimate: c, response: d}
              parameters: [{name: P, type: long, default: 1, description: d}]
              exceptions: [{rule: DET202, reason: a}]
              equivalentMutants: [{words: a, reason: b}]
              tests:
                - name: a
                  events: [{mine: {caller: b}, at: 1m, repeat: 2, every: 1m}]
                  parameters: {P: 2}
                  alerts: [{rows: 1, entities: {Account: a}, columns: {C: d}}]
            """.replace("mine", "activity");

    private static Problems read(String text) {
        Problems problems = new Problems("rule.yaml");
        DetectionReader.read(text, "rule.yaml", problems);
        return problems;
    }

    /** As the reference writes it: names of one's own as {@code *}. */
    private static String documented(String path) {
        return path.replaceAll(
                        "^(customDetails|azdetect\\.tests\\[]\\.(?:parameters|alerts\\[]\\.(?:entities|columns)))\\.[^.]+$",
                        "$1.*")
                .replaceAll("^(azdetect\\.tests\\[]\\.events\\[]\\.)activity(\\.[^.]+)$", "$1*.*")
                .replaceAll("^(azdetect\\.tests\\[]\\.events\\[]\\.)activity$", "$1*");
    }

    @Test
    void itHasExactlyTheFieldsThatAreRead() {
        Problems problems = read(EVERYTHING);

        assertThat(problems.errors()).isEmpty();
        Set<String> known = problems.fields().stream()
                .map(DetectionFieldTest::documented)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(DetectionField.all()).extracting(DetectionField::path).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void aFieldThatMustBeThereIsMissedAtTheTop() {
        List<String> required = DetectionField.all().stream()
                .filter(DetectionField::required)
                .map(DetectionField::path)
                .filter(path -> !path.contains("."))
                .toList();

        assertThat(read("kind: Scheduled\n").errors())
                .extracting(DetectionError::message)
                .containsExactlyInAnyOrderElementsOf(required.stream()
                        .map(path -> "'" + path + "' is missing")
                        .toList());
    }

    @Test
    void whatIsCarriedAlongIsAccepted() {
        String all =
                DetectionField.carriedAlong().stream().map(f -> f + ": {}\n").collect(Collectors.joining());

        assertThat(read(EVERYTHING + all).errors()).isEmpty();
    }
}
