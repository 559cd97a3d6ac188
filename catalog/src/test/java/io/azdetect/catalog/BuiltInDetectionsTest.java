package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.schema.Column;
import io.azdetect.telemetry.schema.TableSchemas;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

    @ParameterizedTest
    @MethodSource("detections")
    void itCompilesAgainstTheTablesOfLogAnalyticsAndReadsThoseThatItNames(Detection detection) {
        assertThat(compile(detection).tables())
                .containsExactlyInAnyOrderElementsOf(detection.telemetry().tables());
    }

    @ParameterizedTest
    @MethodSource("detections")
    void itsEntitiesAndDetailsAreColumnsOfItsResult(Detection detection) {
        List<String> columns =
                compile(detection).columns().stream().map(Column::name).toList();

        assertThat(columns)
                .contains("TimeGenerated")
                .containsAll(detection.customDetails().values());
        assertThat(detection.entityMappings())
                .isNotEmpty()
                .flatExtracting(EntityMapping::fields)
                .extracting(EntityMapping.FieldMapping::column)
                .allMatch(columns::contains);
    }

    @ParameterizedTest
    @MethodSource("detections")
    void itSaysWhatItsReaderMustKnow(Detection detection) {
        assertThat(detection.technique()).isPresent();
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
                .contains(detection.technique().orElseThrow().url());
        assertThat(detection.parameters()).extracting(Parameter::description).allMatch(d -> !d.isBlank());
    }

    @ParameterizedTest
    @MethodSource("detections")
    void itHasTestsThatFireAndTestsThatAreSilent(Detection detection) {
        assertThat(detection.tests())
                .extracting(t -> t.expectation().isSilent())
                .contains(true, false);
        assertThat(detection.tests()).extracting(DetectionTest::name).doesNotHaveDuplicates();
    }

    private static CompiledQuery compile(Detection detection) {
        return KqlCompiler.compile(
                detection.query(), TableSchemas.builtIn(), CompileOptions.at(Instant.parse("2024-03-06T12:00:00Z")));
    }
}
