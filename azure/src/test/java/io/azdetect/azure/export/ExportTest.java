package io.azdetect.azure.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detections as templates that Azure takes. */
class ExportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Detection> DETECTIONS = DetectionCatalog.builtIn().detections();

    /** The properties that the schemas of these API versions know. */
    private static final Set<String> MONITOR_PROPERTIES = Set.of(
            "actions",
            "autoMitigate",
            "checkWorkspaceAlertsStorageConfigured",
            "criteria",
            "description",
            "displayName",
            "enabled",
            "evaluationFrequency",
            "muteActionsDuration",
            "overrideQueryTimeRange",
            "ruleResolveConfiguration",
            "scopes",
            "severity",
            "skipQueryValidation",
            "targetResourceTypes",
            "windowSize");

    private static final Set<String> SENTINEL_PROPERTIES = Set.of(
            "alertDetailsOverride",
            "alertRuleTemplateName",
            "customDetails",
            "description",
            "displayName",
            "enabled",
            "entityMappings",
            "eventGroupingSettings",
            "incidentConfiguration",
            "query",
            "queryFrequency",
            "queryPeriod",
            "severity",
            "suppressionDuration",
            "suppressionEnabled",
            "tactics",
            "techniques",
            "templateVersion",
            "triggerOperator",
            "triggerThreshold");

    @TempDir
    private Path folder;

    private JsonNode template(ExportFormat format, String file) throws IOException {
        new Export(format).write(DETECTIONS, folder);
        return JSON.readTree(folder.resolve(file).toFile());
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Detection detection(String slug) {
        return DETECTIONS.stream()
                .filter(d -> d.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyDetectionIsARuleOfTheSentinelBundle() throws IOException {
        JsonNode bundle = template(ExportFormat.SENTINEL, "azuredeploy.json");

        assertThat(bundle.get("resources")).hasSameSizeAs(DETECTIONS);
        Templates reader = new Templates(bundle, Map.of("workspace", TextNode.valueOf("law")));
        for (JsonNode rule : bundle.get("resources")) {
            assertThat(SENTINEL_PROPERTIES).containsAll(names(rule.get("properties")));
            String id = reader.text(rule.get("name")).replace("law/Microsoft.SecurityInsights/", "");
            Detection detection = DETECTIONS.stream()
                    .filter(d -> d.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(reader.text(rule.at("/properties/query"))).isEqualTo(detection.query());
            assertThat(Duration.parse(rule.at("/properties/queryPeriod").textValue()))
                    .isEqualTo(detection.schedule().period());
            assertThat(rule.at("/properties/severity").textValue())
                    .isEqualTo(detection.severity().displayName());
            assertThat(rule.at("/properties/techniques"))
                    .allMatch(t -> t.textValue().matches("T\\d{4}"));
            assertThat(rule.at("/properties/entityMappings")).hasSameSizeAs(detection.entityMappings());
        }
    }

    @Test
    void theMonitorBundleHasEveryDetectionThatAzureMonitorCanRunAndTheReportNamesTheOthers() throws IOException {
        Export.Report report = new Export(ExportFormat.ARM).write(DETECTIONS, folder);
        JsonNode bundle = JSON.readTree(folder.resolve("azuredeploy.json").toFile());

        assertThat(bundle.get("resources").size() + report.refused().size()).isEqualTo(DETECTIONS.size());
        assertThat(report.refused().keySet())
                .allMatch(d -> d.schedule().period().compareTo(Duration.ofDays(2)) > 0);
        for (JsonNode rule : bundle.get("resources")) {
            assertThat(MONITOR_PROPERTIES).containsAll(names(rule.get("properties")));
            JsonNode condition = rule.at("/properties/criteria/allOf/0");
            assertThat(condition.get("dimensions").size()).isBetween(1, 6);
            assertThat(Duration.parse(rule.at("/properties/windowSize").textValue()))
                    .isGreaterThanOrEqualTo(Duration.parse(
                            rule.at("/properties/evaluationFrequency").textValue()));
        }
    }

    @Test
    void aTemplateOfOneHasTheDetectionsQueryUnlessItsParametersAreChanged() throws IOException {
        for (Detection detection : DETECTIONS) {
            JsonNode template = template(
                    ExportFormat.SENTINEL,
                    detection
                                    .tactic()
                                    .orElseThrow()
                                    .displayName()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace(' ', '-') + "/" + detection.slug() + ".json");

            String query = new Templates(template, Map.of()).text(template.at("/resources/0/properties/query"));

            assertThat(query.replaceAll("\\s", "")).isEqualTo(detection.query().replaceAll("\\s", ""));
        }
    }

    @Test
    void aParameterOfADetectionGoesIntoItsQuery() throws IOException {
        JsonNode template = template(ExportFormat.ARM, "execution/vm-run-command.json");

        String query = new Templates(
                        template,
                        Map.of("AllowedCallers", JSON.createArrayNode().add("it's \"me\"@contoso.com")))
                .text(template.at("/resources/0/properties/criteria/allOf/0/query"));

        assertThat(query).contains("let AllowedCallers = dynamic([\"it's \\\"me\\\"@contoso.com\"]);");
        KqlCompiler.compile(query, TableSchemas.builtIn(), CompileOptions.at(Instant.EPOCH));
    }

    @Test
    void aTemplateOfOneAsksForItsSeverity() throws IOException {
        assertThat(template(ExportFormat.ARM, "execution/vm-run-command.json").at("/parameters/severity/defaultValue"))
                .isEqualTo(IntNode.valueOf(2));
    }

    @Test
    void anAlertOfARuleWhoseWindowsOverlapStaysFired() throws IOException {
        JsonNode rule =
                template(ExportFormat.ARM, "execution/vm-run-command.json").at("/resources/0/properties");

        assertThat(detection("vm-run-command").schedule().period())
                .isGreaterThan(detection("vm-run-command").schedule().frequency());
        assertThat(rule.get("autoMitigate")).isEqualTo(BooleanNode.TRUE);
        assertThat(rule.get("windowSize").textValue()).isEqualTo("PT2H");
        assertThat(rule.get("evaluationFrequency").textValue()).isEqualTo("PT1H");
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
}
