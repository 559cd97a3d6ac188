package io.azdetect.azure.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logs that detections need, as templates. */
class TelemetryExportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Detection> DETECTIONS = DetectionCatalog.builtIn().detections();

    @TempDir
    private Path folder;

    private JsonNode template(String file) throws IOException {
        return JSON.readTree(folder.resolve(file).toFile());
    }

    private static List<Detection> detections(String technique) {
        return DetectionCatalog.builtIn().ofTechnique(technique).detections();
    }

    @Test
    void theActivityLogAndEntraIdGetTheCategoriesThatDetectionsNameAndNoOthers() throws IOException {
        new TelemetryExport(DETECTIONS).write(folder);

        JsonNode activity = template("activity-log.json");
        assertThat(activity.get("$schema").textValue()).contains("subscriptionDeploymentTemplate");
        assertThat(activity.at("/resources/0/type").textValue()).isEqualTo("Microsoft.Insights/diagnosticSettings");
        assertThat(activity.at("/resources/0/properties/logs").findValuesAsText("category"))
                .contains("Administrative")
                .isSubsetOf("Administrative", "Security", "Policy", "Alert");
        JsonNode entra = template("entra-id.json");
        assertThat(entra.get("$schema").textValue()).contains("tenantDeploymentTemplate");
        assertThat(entra.at("/resources/0/type").textValue()).isEqualTo("microsoft.aadiam/diagnosticSettings");
        Set<String> named = new TreeSet<>();
        for (Detection detection : DETECTIONS) {
            for (String line : detection.telemetry().diagnosticSettings()) {
                if (line.startsWith("Microsoft Entra ID: categor")) {
                    Matcher words = Pattern.compile("\\b[A-Z][A-Za-z]+(?:Logs|Events|Users|Principals)\\b")
                            .matcher(line);
                    words.results().forEach(w -> named.add(w.group()));
                }
            }
        }
        assertThat(entra.at("/resources/0/properties/logs").findValuesAsText("category"))
                .containsExactlyElementsOf(named);
    }

    @Test
    void everyLineOfADetectionIsInATemplateOrNamedAsWorkByHand() throws IOException {
        new TelemetryExport(DETECTIONS).write(folder);
        String page = Files.readString(folder.resolve("README.md"));

        TelemetryNeed need = TelemetryNeed.of(DETECTIONS);
        for (Detection detection : DETECTIONS) {
            for (String line : detection.telemetry().diagnosticSettings()) {
                boolean inTemplate = List.of(LogSource.values()).stream()
                        .anyMatch(s -> !LogSource.asked(s, line).isEmpty());
                assertThat(inTemplate || line.contains("data collection rule") || page.contains("- " + line.strip()))
                        .as(line)
                        .isTrue();
            }
        }
        assertThat(need.byHand().keySet()).noneMatch(l -> l.matches("(Subscription|Key Vault|Storage account): .*"));
    }

    @Test
    void aStorageAccountsServicesAreKindsOfTheirOwn() {
        assertThat(LogSource.asked(
                        LogSource.STORAGE,
                        "Storage account: categories StorageRead and StorageWrite of the blob and file services"))
                .isEqualTo(Map.of(
                        "Microsoft.Storage/storageAccounts/blobServices", List.of("StorageRead", "StorageWrite"),
                        "Microsoft.Storage/storageAccounts/fileServices", List.of("StorageRead", "StorageWrite")));
        assertThat(LogSource.asked(
                        LogSource.STORAGE, "Storage account, file service: category StorageWrite, to the workspace"))
                .containsOnlyKeys("Microsoft.Storage/storageAccounts/fileServices");
        assertThat(LogSource.asked(LogSource.KEY_VAULT, "Storage account: category AuditEvent"))
                .isEmpty();
    }

    /** What Azure Policy needs: a definition, an assignment that acts as an identity, and its roles; and all refer to each other. */
    @Test
    void aPolicyIsDefinedAssignedAndAllowedToAct() throws IOException {
        new TelemetryExport(detections("AZT604")).write(folder);

        List<JsonNode> resources = new ArrayList<>();
        template("resource-logs.json").get("resources").forEach(resources::add);

        List<String> types = resources.stream().map(r -> r.get("type").asText()).toList();
        assertThat(types)
                .startsWith(
                        "Microsoft.Authorization/policyDefinitions",
                        "Microsoft.Authorization/policyAssignments",
                        "Microsoft.Authorization/roleAssignments",
                        "Microsoft.Authorization/roleAssignments");
        for (int i = 0; i < resources.size(); i += 4) {
            JsonNode definition = resources.get(i);
            JsonNode assignment = resources.get(i + 1);
            String name = definition.get("name").asText();
            assertThat(assignment.at("/properties/policyDefinitionId").asText()).contains("'" + name + "'");
            assertThat(assignment.at("/identity/type").asText()).isEqualTo("SystemAssigned");
            assertThat(assignment.at("/properties/parameters").properties())
                    .hasSameSizeAs(definition.at("/properties/parameters").properties());
            JsonNode details = definition.at("/properties/policyRule/then/details");
            for (int role = 0; role < 2; role++) {
                JsonNode granted = resources.get(i + 2 + role).at("/properties");
                String id = details.at("/roleDefinitionIds/" + role).asText().replaceFirst(".*/", "");
                assertThat(granted.get("roleDefinitionId").asText()).contains(id);
                assertThat(granted.get("principalId").asText())
                        .contains("'" + name + "'")
                        .endsWith(".principalId]");
            }
            assertThat(name).hasSizeLessThanOrEqualTo(64);
        }
    }

    /** An expression that the policy computes must reach it as one: the template takes away one bracket of two. */
    @Test
    void whatThePolicyComputesIsLeftAloneByTheTemplate() throws IOException {
        new TelemetryExport(DETECTIONS).write(folder);

        for (JsonNode resource : template("resource-logs.json").get("resources")) {
            if (resource.get("type").asText().endsWith("policyDefinitions")) {
                texts(resource.at("/properties/policyRule")).stream()
                        .filter(t -> t.startsWith("["))
                        .forEach(t -> assertThat(t).startsWith("[["));
            }
        }
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }

    @Test
    void scriptBlocksOfWindowsAreCollectedOnlyWhereADetectionReadsThem() throws IOException {
        new TelemetryExport(detections("AZT301.1")).write(folder.resolve("with"));
        new TelemetryExport(detections("AZT604.1")).write(folder.resolve("without"));

        JsonNode rule = JSON.readTree(
                        folder.resolve("with/data-collection.json").toFile())
                .at("/resources/0");
        assertThat(rule.get("kind").textValue()).isEqualTo("Windows");
        assertThat(rule.at("/properties/dataSources/windowsEventLogs/0/xPathQueries/0")
                        .textValue())
                .isEqualTo("Microsoft-Windows-PowerShell/Operational!*[System[(EventID=4104)]]");
        assertThat(rule.at("/properties/dataFlows/0/streams/0").textValue()).isEqualTo("Microsoft-Event");
        assertThat(rule.at("/properties/dataFlows/0/destinations/0"))
                .isEqualTo(rule.at("/properties/destinations/logAnalytics/0/name"));
        assertThat(folder.resolve("without/data-collection.json")).doesNotExist();
    }

    @Test
    void syslogIsARuleForLinux() {
        JsonNode rule = SettingTemplates.dataCollection(false, true).root().at("/resources/0");

        assertThat(rule.get("kind").textValue()).isEqualTo("Linux");
        assertThat(rule.at("/properties/dataSources/syslog/0/streams/0").textValue())
                .isEqualTo("Microsoft-Syslog");
        assertThat(rule.at("/properties/dataSources/syslog/0/facilityNames")).isNotEmpty();
    }

    @Test
    void thePageNamesEveryTemplateThatIsThere() throws IOException {
        List<Path> files = new TelemetryExport(DETECTIONS).write(folder);

        String page = Files.readString(folder.resolve("README.md"));
        files.stream()
                .filter(f -> f.toString().endsWith(".json"))
                .forEach(f -> assertThat(page).contains("--template-file " + f + " "));
    }
}
