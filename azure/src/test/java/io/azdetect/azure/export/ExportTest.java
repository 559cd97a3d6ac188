package io.azdetect.azure.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.telemetry.schema.TableSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Detections as templates that Azure takes. */
class ExportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Detection> DETECTIONS = DetectionCatalog.builtIn().detections();
    private static final JsonNode WORKSPACE_ID = TextNode.valueOf(
            "/subscriptions/3e5b8d14-6a2f-4c7b-8e90-51d2a7f4c3b6/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law");
    private static final JsonNode WORKSPACE_NAME = TextNode.valueOf("law");

    @TempDir
    private Path folder;

    private JsonNode template(ExportFormat format, String file) throws IOException {
        new Export(format).write(DETECTIONS, folder);
        return JSON.readTree(folder.resolve(file).toFile());
    }

    private static Templates reader(JsonNode template, ExportFormat format, Map<String, JsonNode> more) {
        Map<String, JsonNode> given = new HashMap<>(more);
        given.put("workspace", format == ExportFormat.ARM ? WORKSPACE_ID : WORKSPACE_NAME);
        return new Templates(template, given);
    }

    private static Detection detection(String slug) {
        return DETECTIONS.stream()
                .filter(d -> d.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private static String query(JsonNode rule) {
        JsonNode monitor = rule.at("/properties/criteria/allOf/0/query");
        return (monitor.isMissingNode() ? rule.at("/properties/query") : monitor).textValue();
    }

    /** Verbatim texts as ordinary ones: the value of a parameter is written so, whatever the file has. */
    private static String withoutVerbatim(String query) {
        return Pattern.compile("(?m)^(let \\w+ = )@\"([^\"]*)\";$")
                .matcher(query)
                .replaceAll(m ->
                        Matcher.quoteReplacement(m.group(1) + "\"" + m.group(2).replace("\\", "\\\\") + "\";"));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }

    /** Every template, with the values that it has by itself. */
    @ParameterizedTest
    @EnumSource(
            value = ExportFormat.class,
            names = {"ARM", "SENTINEL", "NRT"})
    void everyRuleOfEveryTemplateIsOneThatAzureTakes(ExportFormat format) throws IOException {
        Export.Report report = new Export(format).write(DETECTIONS, folder);
        List<Path> templates = report.files().stream()
                .filter(f -> !f.toString().endsWith("reateUiDefinition.json"))
                .toList();
        assertThat(templates).hasSizeGreaterThan(report.detections());
        for (Path file : templates) {
            JsonNode template = JSON.readTree(folder.resolve(file).toFile());
            assertThat(Files.size(folder.resolve(file))).isLessThan(4L * 1024 * 1024);
            assertThat(template.get("resources").size()).isBetween(1, 800);
            assertThat(template.get("parameters").size()).isLessThanOrEqualTo(256);
            assertThat(template.get("parameters"))
                    .allMatch(p -> !p.at("/metadata/description").asText().isBlank());
            for (JsonNode rule : reader(template, format, Map.of()).resources()) {
                assertThat(RuleTypes.faults(rule)).as(file.toString()).isEmpty();
            }
        }
    }

    @Test
    void theChecksSeeWhatAzureWouldRefuse() throws IOException {
        JsonNode rule = reader(template(ExportFormat.ARM, "execution/vm-run-command.json"), ExportFormat.ARM, Map.of())
                .resources()
                .get(0);
        ((ObjectNode) rule.get("properties"))
                .put("severity", 5)
                .put("windowSize", "PT7H")
                .put("mute", true)
                .remove("scopes");

        assertThat(RuleTypes.faults(rule))
                .map(f -> f.replaceFirst(".*?: ", ""))
                .contains("/severity is 5", "/windowSize is \"PT7H\"", "an unknown field mute", "no field scopes");
    }

    @Test
    void theBundleDeploysEveryDetectionAndEachTacticIsADeploymentOfItsOwn() throws IOException {
        JsonNode bundle = template(ExportFormat.SENTINEL, "azuredeploy.json");

        assertThat(bundle.get("resources"))
                .allMatch(r -> r.get("type").asText().equals("Microsoft.Resources/deployments"));
        List<JsonNode> rules = reader(bundle, ExportFormat.SENTINEL, Map.of()).resources();
        assertThat(rules).hasSameSizeAs(DETECTIONS);
        for (JsonNode rule : rules) {
            String id = rule.get("name").textValue().replace("law/Microsoft.SecurityInsights/", "");
            Detection detection = DETECTIONS.stream()
                    .filter(d -> d.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(query(rule)).isEqualTo(detection.query());
            assertThat(rule.at("/properties/severity").textValue())
                    .isEqualTo(detection.severity().displayName());
            assertThat(rule.at("/properties/entityMappings")).hasSameSizeAs(detection.entityMappings());
        }
    }

    @Test
    void theMonitorBundleHasEveryDetectionThatAzureMonitorCanRunAndTheReportNamesTheOthers() throws IOException {
        Export.Report report = new Export(ExportFormat.ARM).write(DETECTIONS, folder);
        JsonNode bundle = JSON.readTree(folder.resolve("azuredeploy.json").toFile());

        assertThat(reader(bundle, ExportFormat.ARM, Map.of()).resources().size()
                        + report.notes().size())
                .isEqualTo(DETECTIONS.size());
        assertThat(report.notes().keySet()).allMatch(d -> d.schedule().period().compareTo(Duration.ofDays(2)) > 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportFormat.class,
            names = {"ARM", "SENTINEL"})
    void aTemplateOfOneHasTheDetectionsQueryUnlessItsParametersAreChanged(ExportFormat format) throws IOException {
        Export.Report report = new Export(format).write(DETECTIONS, folder);
        for (Detection detection : DETECTIONS) {
            if (format == ExportFormat.ARM && report.notes().containsKey(detection)) {
                continue;
            }
            JsonNode template =
                    JSON.readTree(folder.resolve(Export.folder(detection) + "/" + detection.slug() + ".json")
                            .toFile());

            JsonNode rule = reader(template, format, Map.of()).resources().get(0);

            assertThat(withoutSpace(withoutVerbatim(query(rule))))
                    .isEqualTo(withoutSpace(withoutVerbatim(detection.query())));
        }
    }

    @Test
    void aParameterOfADetectionGoesIntoItsQuery() throws IOException {
        JsonNode template = template(ExportFormat.ARM, "execution/vm-run-command.json");

        String query = query(reader(
                        template,
                        ExportFormat.ARM,
                        Map.of("AllowedCallers", JSON.createArrayNode().add("it's \"me\"@contoso.com")))
                .resources()
                .get(0));

        assertThat(query).contains("let AllowedCallers = dynamic([\"it's \\\"me\\\"@contoso.com\"]);");
        KqlCompiler.compile(query, TableSchemas.builtIn(), CompileOptions.at(Instant.EPOCH));
    }

    @Test
    void severityAndScheduleAreTheDeployersToChooseWithinWhatAzureTakes() throws IOException {
        JsonNode template = template(ExportFormat.ARM, "execution/vm-run-command.json");
        Map<String, JsonNode> chosen = Map.of(
                "severity", IntNode.valueOf(0),
                "evaluationFrequency", TextNode.valueOf("PT5M"),
                "windowSize", TextNode.valueOf("PT15M"));

        JsonNode properties =
                reader(template, ExportFormat.ARM, chosen).resources().get(0).get("properties");

        assertThat(properties.get("severity").intValue()).isZero();
        assertThat(properties.get("evaluationFrequency").textValue()).isEqualTo("PT5M");
        assertThat(properties.get("windowSize").textValue()).isEqualTo("PT15M");
        assertThatThrownBy(() -> reader(template, ExportFormat.ARM, Map.of("windowSize", TextNode.valueOf("PT7H")))
                        .resources())
                .hasMessage("windowSize may not be \"PT7H\"");
    }

    @Test
    void anAlertOfARuleWhoseWindowsOverlapStaysFired() throws IOException {
        JsonNode rule = reader(template(ExportFormat.ARM, "execution/vm-run-command.json"), ExportFormat.ARM, Map.of())
                .resources()
                .get(0)
                .get("properties");

        assertThat(detection("vm-run-command").schedule().period())
                .isGreaterThan(detection("vm-run-command").schedule().frequency());
        assertThat(rule.get("autoMitigate").booleanValue()).isTrue();
    }

    @Test
    void aDetectionThatJudgesEachRecordCanRunEveryMinuteAndAnotherStaysScheduled() throws IOException {
        Export.Report report = new Export(ExportFormat.NRT).write(DETECTIONS, folder);

        JsonNode each =
                JSON.readTree(folder.resolve("execution/vm-run-command.json").toFile());
        assertThat(each.at("/resources/0/kind").textValue()).isEqualTo("NRT");
        assertThat(each.get("parameters").has("queryFrequency")).isFalse();
        JsonNode baseline = JSON.readTree(
                folder.resolve("credential-access/key-vault-read-surge.json").toFile());
        assertThat(baseline.at("/resources/0/kind").textValue()).isEqualTo("Scheduled");
        assertThat(report.notes()).containsKey(detection("key-vault-read-surge"));
    }

    @Test
    void thePortalsFormGivesEveryParameterOfItsTemplateAndRefersOnlyToItsOwnFields() throws IOException {
        for (ExportFormat format : List.of(ExportFormat.ARM, ExportFormat.SENTINEL)) {
            Export.Report report = new Export(format).write(DETECTIONS, folder);
            for (Path file : report.files()) {
                if (file.toString().endsWith("reateUiDefinition.json")) {
                    continue;
                }
                JsonNode template = JSON.readTree(folder.resolve(file).toFile());
                JsonNode form = JSON.readTree(folder.resolve(Export.form(file)).toFile())
                        .get("parameters");
                assertThat(fields(form.get("outputs")))
                        .as(file.toString())
                        .containsExactlyInAnyOrderElementsOf(fields(template.get("parameters")));
                List<String> names = Stream.concat(form.findValuesAsText("name").stream(), Stream.of("subscription"))
                        .toList();
                Matcher references = Pattern.compile("(?:steps\\('rule'\\)\\.|basics\\(')([A-Za-z]+)")
                        .matcher(form.toString());
                while (references.find()) {
                    assertThat(names).contains(references.group(1));
                }
            }
        }
    }

    private static List<String> fields(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void aBundleThatIsTooLargeForAzureBecomesSeveral() {
        Detection large = detection("vm-run-command");
        String query = large.query() + "// " + "x".repeat(3 * 1024 * 1024);
        List<Detection> two = List.of(LargeDetections.of(large, "a", query), LargeDetections.of(large, "b", query));

        Map<String, String> files = new ArmFiles(RuleTarget.SENTINEL).of(Map.of("execution", two));

        assertThat(files)
                .containsKeys(
                        "azuredeploy-1.json",
                        "azuredeploy-2.json",
                        "execution/azuredeploy-1.json",
                        "execution/azuredeploy-2.json");
        assertThat(files.values()).allMatch(text -> text.length() < 4 * 1024 * 1024);
    }

    @Test
    void aTextThatBeginsWithABracketIsNoExpression() {
        assertThat(ArmTemplate.literal("[x]")).isEqualTo("[[x]");
        assertThat(ArmTemplate.literal("x[0]")).isEqualTo("x[0]");
    }

    @Test
    void queriesAloneStillCompile() throws IOException {
        Export.Report report = new Export(ExportFormat.KQL).write(DETECTIONS, folder);

        assertThat(report.files()).hasSameSizeAs(DETECTIONS);
        for (Path file : report.files()) {
            KqlCompiler.compile(
                    Files.readString(folder.resolve(file)), TableSchemas.builtIn(), CompileOptions.at(Instant.EPOCH));
        }
    }

    @Test
    void aRuleFileReadsBackAsTheSameRule() throws Exception {
        new Export(ExportFormat.YAML).write(DETECTIONS, folder);

        List<Detection> back = DetectionCatalog.read(folder).detections();

        assertThat(back).hasSameSizeAs(DETECTIONS);
        for (Detection read : back) {
            Detection written = detection(read.slug());
            assertThat(read.query().strip()).isEqualTo(written.query().strip());
            assertThat(read.id()).isEqualTo(written.id());
            assertThat(read.schedule()).isEqualTo(written.schedule());
            assertThat(read.trigger()).isEqualTo(written.trigger());
            assertThat(read.entityMappings()).isEqualTo(written.entityMappings());
            assertThat(read.customDetails()).isEqualTo(written.customDetails());
            assertThat(read.severity()).isEqualTo(written.severity());
            assertThat(read.relevantTechniques()).isEqualTo(written.relevantTechniques());
            assertThat(read.grouping()).isEqualTo(written.grouping());
        }
    }
}
