package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests that the catalogue's own detections bring along. */
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
        assertThat(tests.run(detection))
                .filteredOn(outcome -> !outcome.passed())
                .isEmpty();
    }
}
