package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.telemetry.schema.TableSchemas;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every detection of the catalogue must have. */
class BuiltInDetectionsTest {
    private static final DetectionCatalog CATALOG = DetectionCatalog.builtIn();

    /** Three or more words with hyphens between them, the form of most detections' names. */
    private static final Pattern HYPHENATED = Pattern.compile("(?<![\\w/.$-])[a-z]+(?:-[a-z]+){2,}(?![\\w/-])");

    /** What has that form and is something else: options, commands, log categories and plain English. */
    private static final Set<String> NO_DETECTIONS = Set.of(
            "ad-only-auth",
            "azure-cloud-shell",
            "blob-service-properties",
            "just-in-time",
            "kube-audit-admin",
            "list-publishing-profiles",
            "ms-resource-usage",
            "point-in-time",
            "revoke-delegation-keys",
            "skipped-too-big-size-object");

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

    @ParameterizedTest
    @MethodSource("detections")
    void itRefersOnlyToDetectionsThatExist(Detection detection) {
        Set<String> slugs = CATALOG.detections().stream().map(Detection::slug).collect(Collectors.toSet());
        Stream<String> prose = Stream.of(
                        Stream.of(
                                detection.description(),
                                detection.severityReason(),
                                detection.design().scope(),
                                detection.design().alertsOn(),
                                detection.design().legitimate(),
                                detection.design().response()),
                        detection.blindSpots().stream(),
                        detection.responseSteps().stream())
                .flatMap(text -> text);
        assertThat(prose.flatMap(text -> HYPHENATED.matcher(text).results().map(MatchResult::group)))
                .filteredOn(name -> !NO_DETECTIONS.contains(name))
                .isSubsetOf(slugs);
    }
}
