package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.telemetry.schema.TableSchemas;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every detection of the catalogue must have. */
class BuiltInDetectionsTest {
    private static final DetectionCatalog CATALOG = DetectionCatalog.builtIn();

    static Stream<Detection> detections() {
        return CATALOG.detections().stream();
    }

    @Test
    void theBuildPacksTheFolderDetections() throws Exception {
        assertThat(CATALOG.detections())
                .extracting(Detection::id)
                .containsExactlyElementsOf(DetectionCatalog.read(Path.of("../detections")).detections().stream()
                        .map(Detection::id)
                        .toList());
    }

    @Test
    void theyBreakNoRule() {
        assertThat(DetectionLint.findings(BuiltInFiles.read(), TableSchemas.builtIn()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("detections")
    void itCompilesAgainstTheTablesOfLogAnalytics(Detection detection) {
        assertThat(KqlCompiler.compile(detection.query(), TableSchemas.builtIn(), CompileOptions.at(Instant.EPOCH))
                        .columns())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("detections")
    void itSaysWhatItsReaderMustKnow(Detection detection) {
        assertThat(detection.techniqueId())
                .as("a technique of the matrix, or else one of ATT&CK")
                .isNotBlank();
        assertThat(detection.description()).isNotBlank();
        assertThat(detection.severityReason()).isNotBlank();
        assertThat(detection.design().scope()).isNotBlank();
        assertThat(detection.design().alertsOn()).isNotBlank();
        assertThat(detection.design().legitimate()).isNotBlank();
        assertThat(detection.design().response()).isNotBlank();
        assertThat(detection.telemetry().diagnosticSettings()).isNotEmpty();
        assertThat(detection.blindSpots()).isNotEmpty();
        assertThat(detection.responseSteps()).hasSizeGreaterThan(2);
        assertThat(detection.references())
                .isNotEmpty()
                .containsAll(detection.technique().map(Technique::url).stream().toList());
        assertThat(detection.parameters()).extracting(Parameter::description).allMatch(d -> !d.isBlank());
    }
}
