package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether the tests of the catalogue's own detections would notice mistakes in their queries. */
class BuiltInMutantsTest {
    private static final Duration TIME_BOX = Duration.ofSeconds(25);

    @Test
    void theyNotice95Of100() {
        boolean full = "yes".equals(System.getProperty("azdetect.full"));
        List<Detection> detections = DetectionCatalog.builtIn().detections();
        try (DetectionTests tests = DetectionTests.of(detections)) {
            MutationReport report = MutationTests.of(tests)
                    .run(detections, full ? Optional.empty() : Optional.of(TIME_BOX), (done, all, detection) -> {});

            assertThat(report.problems()).isEmpty();
            assertThat(report.reaches(95))
                    .as(
                            "%.1f %%; not noticed: %s",
                            report.score(),
                            report.survivors().stream()
                                    .map(t -> "\n" + t.mutant().place() + " "
                                            + t.mutant().words())
                                    .toList())
                    .isTrue();
        }
    }
}
