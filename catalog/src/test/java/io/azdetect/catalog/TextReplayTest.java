package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.telemetry.schema.TableSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The past of a detection as texts for a service that runs KQL. What comes of them is tested with the command. */
class TextReplayTest {
    private static final Instant FROM = Instant.parse("2024-05-20T00:00:00Z");
    private static final DatabaseSchema SCHEMA = TableSchemas.builtIn();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "T | T",
                "ago(1h) | (AzDetectNow - (1h))",
                "now() | AzDetectNow",
                "now ( -1d ) | (AzDetectNow + (-1d))",
                "ago(max_of(1h, f(2h)))) | (AzDetectNow - (max_of(1h, f(2h)))))",
                "bin(now(), 1d) - ago(1h) | bin(AzDetectNow, 1d) - (AzDetectNow - (1h))",
                "ago(now() - x) | (AzDetectNow - (AzDetectNow - x))",
                "x == 'ago(1h)' // now() | x == 'ago(1h)' // now()",
                "lago(1h), T.now(1) | lago(1h), T.now(1)",
            })
    void theClockBecomesTheEndOfTheEvaluationAndWordsStayWords(String query, String changed) {
        assertThat(EvaluationText.withClock(query)).isEqualTo(changed);
    }

    /** Each text is compiled when it is made. */
    @Test
    void everyDetectionOfOursHasAPast() {
        for (Detection detection : DetectionCatalog.builtIn().detections()) {
            assertThat(new TextReplay(detection, SCHEMA, FROM, FROM.plus(Duration.ofDays(1))).parts())
                    .as(detection.slug())
                    .isNotEmpty();
        }
    }

    @Test
    void whatJudgesRecordsOneByOneIsAskedOnceAndCountsAreAskedForEachEvaluation() {
        Detection rowWise = detection("AzureActivity | where Caller == 'x'", 60, 60);
        Detection counts = detection("AzureActivity | summarize count() by Caller", 60, 120);

        assertThat(new TextReplay(rowWise, SCHEMA, FROM, FROM.plus(Duration.ofDays(30))).parts())
                .singleElement()
                .satisfies(part -> assertThat(part.from()).isEqualTo(FROM.minus(Duration.ofHours(1))));
        List<TextReplay.Part> parts = new TextReplay(counts, SCHEMA, FROM, FROM.plus(Duration.ofDays(2))).parts();
        assertThat(parts).hasSize(2);
        assertThat(parts.get(1).query())
                .contains("datetime(2024-05-21T22:00:00.0000000Z), datetime(2024-05-22T00:00:00.0000000Z)");
        assertThat(parts.get(1).to()).isEqualTo(FROM.plus(Duration.ofDays(2)));
    }

    @Test
    void aPluginWhoseColumnsDependOnTheRowsHasEveryEvaluationToItself() {
        Detection unpacks = detection(
                "AzureActivity | summarize b = take_any(Authorization_d) by Caller | evaluate narrow()", 60, 60);

        assertThat(new TextReplay(unpacks, SCHEMA, FROM, FROM.plus(Duration.ofHours(5))).parts())
                .hasSize(5);
    }

    @Test
    void halvesAreAsMuchAsTheWholeUntilThereIsNothingToCut() {
        TextReplay counts = new TextReplay(
                detection("AzureActivity | summarize count() by Caller", 60, 60),
                SCHEMA,
                FROM,
                FROM.plus(Duration.ofHours(3)));

        List<TextReplay.Part> halves = counts.halves(counts.parts().get(0));

        assertThat(halves).hasSize(2);
        assertThat(halves.get(0).to()).isEqualTo(halves.get(1).from());
        assertThat(halves.get(1).to()).isEqualTo(FROM.plus(Duration.ofHours(3)));
        assertThat(counts.halves(halves.get(0))).isEmpty();
    }

    @Test
    void whatCannotBeCarriedOutAtAnotherTimeIsRefused() {
        assertThatThrownBy(() -> new TextReplay(
                        detection("set notruncation; AzureActivity | take 1", 60, 60),
                        SCHEMA,
                        FROM,
                        FROM.plusSeconds(1)))
                .isInstanceOf(KqlException.class)
                .hasMessageContaining("'set' or 'declare'");
    }

    private static Detection detection(String query, int frequency, int period) {
        String rule = """
            id: a
            name: b
            severity: Low
            queryFrequency: %dm
            queryPeriod: %dm
            query: |
              %s
            """.formatted(frequency, period, query);
        try {
            return DetectionCatalog.read(Map.of("rule.yaml", rule)).get(0);
        } catch (InvalidDetectionsException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
