package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.catalog.DetectionTests.Case;
import io.azdetect.catalog.DetectionTests.Outcome;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.plan.Plan;
import io.azdetect.telemetry.schema.TableSchemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests that the catalogue's own detections bring along, and whether they would notice a condition that is missing. */
class BuiltInDetectionTestsTest {
    private static final List<Detection> DETECTIONS = DetectionCatalog.builtIn().detections();

    private static DetectionTests tests;

    @BeforeAll
    static void ingestTheEventsOfAllTests() {
        tests = DetectionTests.of(DETECTIONS);
    }

    @AfterAll
    static void close() {
        tests.close();
    }

    static Stream<Detection> detections() {
        return DETECTIONS.stream();
    }

    @ParameterizedTest
    @MethodSource("detections")
    void everyTestOfADetectionPasses(Detection detection) {
        assertThat(casesOf(detection)
                        .map(tests::run)
                        .filter(o -> !o.passed())
                        .map(o -> "'" + o.tested().test().name() + "': "
                                + o.problem().orElseThrow()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("detections")
    void takingAnyOneConditionOutMakesATestFail(Detection detection) {
        Plan plan = KqlCompiler.compile(
                        detection.query(),
                        TableSchemas.builtIn(),
                        CompileOptions.at(Instant.parse("2024-03-06T12:00:00Z")))
                .plan();
        List<String> survivors = new ArrayList<>();
        for (String condition : ConditionDropper.conditions(plan, detection.query())) {
            boolean noticed = casesOf(detection)
                    .anyMatch(tested -> !run(tested, condition).passed());
            if (!noticed) {
                survivors.add(condition);
            }
        }
        assertThat(survivors)
                .as("conditions of %s that no test needs", detection)
                .isEmpty();
    }

    private static Outcome run(Case tested, String condition) {
        String query = tested.detection().query();
        return tests.run(tested, plan -> ConditionDropper.without(plan, query, condition));
    }

    private static Stream<Case> casesOf(Detection detection) {
        return tests.cases().stream().filter(c -> c.detection().equals(detection));
    }
}
