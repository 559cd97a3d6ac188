package io.azdetect.azure.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.InvalidDetectionsException;
import io.azdetect.catalog.convert.Conversion;
import io.azdetect.catalog.convert.Conversion.Converted;
import io.azdetect.catalog.convert.Notice;
import io.azdetect.telemetry.schema.TableSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported and converted back is what it was. */
class ConvertedBackTest {
    private static final List<Detection> DETECTIONS = DetectionCatalog.builtIn().detections();

    @TempDir
    Path folder;

    @Test
    void everyDetectionThatIsExportedForSentinelComesBackAsItWas() throws Exception {
        Map<String, Detection> back = new HashMap<>();
        convertBack(ExportFormat.SENTINEL).forEach(d -> back.put(d.id(), d));

        assertThat(DETECTIONS).allSatisfy(before -> {
            Detection after = back.get(before.id());
            assertThat(after).as(before.slug()).isNotNull();
            assertThat(after.query()).isEqualTo(withoutBlanks(before.query()));
            assertThat(after.severity()).isEqualTo(before.severity());
            assertThat(after.schedule()).isEqualTo(before.schedule());
            assertThat(after.trigger()).isEqualTo(before.trigger());
            assertThat(after.tactics()).containsExactlyInAnyOrderElementsOf(before.tactics());
            assertThat(after.entityMappings()).isEqualTo(before.entityMappings());
            assertThat(after.customDetails()).isEqualTo(before.customDetails());
            assertThat(after.grouping()).isEqualTo(before.grouping());
        });
    }

    @Test
    void everyDetectionThatIsExportedForAzureMonitorComesBackWithItsQueryAndTrigger() throws Exception {
        Map<String, Detection> back = new HashMap<>();
        convertBack(ExportFormat.ARM).forEach(d -> back.put(d.name(), d));

        assertThat(back).isNotEmpty();
        DETECTIONS.stream().filter(d -> back.containsKey(d.name())).forEach(before -> {
            Detection after = back.get(before.name());
            assertThat(after.query()).as(before.slug()).startsWith(withoutBlanks(before.query()));
            assertThat(after.severity()).isEqualTo(before.severity());
            assertThat(after.schedule().frequency()).isEqualTo(before.schedule().frequency());
            if (before.trigger().threshold() == 0) {
                assertThat(after.trigger()).isEqualTo(before.trigger());
            }
        });
    }

    private List<Detection> convertBack(ExportFormat format) throws IOException, InvalidDetectionsException {
        new Export(format).write(DETECTIONS, folder);
        Conversion conversion = new Conversion(TableSchemas.builtIn());
        conversion.add("bundle.json", Files.readString(folder.resolve("azuredeploy.json")));
        assertThat(conversion.notices())
                .extracting(Notice::toString)
                .noneMatch(n -> n.contains("refused") || n.contains("cannot be run"));
        Path back = Files.createDirectory(folder.resolve("back"));
        for (Converted converted : conversion.converted()) {
            Files.writeString(back.resolve(converted.fileName()), converted.text());
        }
        return DetectionCatalog.read(back).detections();
    }

    /** At the ends of lines, where YAML does not keep them in a block. */
    private static String withoutBlanks(String query) {
        return query.replaceAll("[ \\t]+\\n", "\n");
    }
}
