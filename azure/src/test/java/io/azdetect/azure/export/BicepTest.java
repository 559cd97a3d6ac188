package io.azdetect.azure.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bicep modules; that they parse is tested with the command, where a parser is. */
class BicepTest {
    private static final List<Detection> DETECTIONS = DetectionCatalog.builtIn().detections();

    @TempDir
    private Path folder;

    @Test
    void mainDeploysEveryModuleThatThereIs() throws IOException {
        Export.Report report = new Export(ExportFormat.BICEP).write(DETECTIONS, folder);

        for (String target : List.of("monitor", "sentinel")) {
            String main = Files.readString(folder.resolve(target + "/main.bicep"));
            List<Path> modules = report.files().stream()
                    .filter(f -> f.startsWith(target) && !f.endsWith("main.bicep"))
                    .toList();
            Matcher used = Pattern.compile("(?m)^module \\w+ '([^']+)' = \\{$").matcher(main);
            assertThat(used.results().map(m -> Path.of(target, m.group(1))))
                    .containsExactlyInAnyOrderElementsOf(modules);
        }
    }

    @Test
    void aModuleHasTheParametersOfTheTemplateAndTheQueryAsItIs() throws IOException {
        new Export(ExportFormat.BICEP).write(DETECTIONS, folder);

        String module = Files.readString(folder.resolve("monitor/execution/vm-run-command.bicep"));

        assertThat(module)
                .contains("param location string = resourceGroup().location")
                .contains("param severity int = 3")
                .contains("param AllowedCallers array = []")
                .contains("''', '##AllowedCallers##', string(AllowedCallers))")
                .contains("| where ActivityStatusValue in~ (\"Success\", \"Succeeded\")")
                .contains("resource rule 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {")
                .contains("          query: query")
                .doesNotContain("parameters(")
                .doesNotContain("variables(");
    }

    @Test
    void textsOfTemplatesBecomeTextsOfBicep() throws IOException {
        ObjectMapper json = new ObjectMapper();

        assertThat(BicepText.value(json.readTree("\"it's ${x}\\n\\\\\""), "")).isEqualTo("'it\\'s \\${x}\\n\\\\'");
        assertThat(BicepText.value(json.readTree("\"[[x]\""), "")).isEqualTo("'[x]'");
        assertThat(BicepText.expression("replace(parameters('a'), '\\', 'it''s')"))
                .isEqualTo("replace(a, '\\\\', 'it\\'s')");
        assertThat(BicepText.value(json.readTree("{\"a-b\": [1, true], \"c\": {}}"), ""))
                .isEqualTo("{\n  'a-b': [\n    1\n    true\n  ]\n  c: {}\n}");
    }
}
