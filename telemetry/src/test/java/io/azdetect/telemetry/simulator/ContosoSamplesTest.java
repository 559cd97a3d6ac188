package io.azdetect.telemetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContosoSamplesTest {

    /** The working directory of a test is its module's. */
    private static final Path COMMITTED = Path.of("..", "samples", "contoso");

    private static final Pattern GROUND_TRUTH_ROW = Pattern.compile(
            "\\| \\S+ (\\d\\d:\\d\\d:\\d\\d) \\| ([^|]+) \\| `([^`]+)` \\| line (\\d+)(?:, records\\[(\\d+)])? \\|");

    private static final SampleFolder FOLDER = ContosoSamples.folder(ContosoSamples.SEED);

    private final SortedMap<String, byte[]> files = FOLDER.files();

    @Test
    void theCommittedFolderIsWhatTheGeneratorWrites() throws IOException {
        SortedMap<String, byte[]> committed = read(COMMITTED);

        assertThat(committed.keySet())
                .as("run io.azdetect.telemetry.simulator.ContosoSamples to write samples/contoso anew")
                .isEqualTo(files.keySet());
        files.forEach(
                (file, content) -> assertThat(committed.get(file)).as(file).isEqualTo(content));
    }

    @Test
    void theSameSeedWritesTheSameBytesAndAnotherOtherWork() {
        SortedMap<String, byte[]> again = ContosoSamples.files(ContosoSamples.SEED);
        assertThat(again.keySet()).isEqualTo(files.keySet());
        again.forEach((file, content) -> assertThat(files.get(file)).as(file).isEqualTo(content));

        assertThat(ContosoSamples.files(7).keySet()).isNotEqualTo(files.keySet());
    }

    @Test
    void writingLaysTheFilesIntoAFolder(@TempDir Path folder) throws IOException {
        ContosoSamples.main(new String[] {folder.resolve("new/contoso").toString()});

        assertThat(read(folder.resolve("new/contoso")).keySet()).isEqualTo(files.keySet());
    }

    @Test
    void severalThousandRecordsTakeAtMostFiveMegabytes() {
        assertThat(FOLDER.sightings()).hasSizeBetween(3_000, 6_000);
        assertThat(files.values().stream().mapToLong(content -> content.length).sum())
                .isBetween(3_000_000L, 5_000_000L);
    }

    @Test
    void noTwoRecordsAreTheSame() {
        assertThat(FOLDER.sightings().stream()
                        .map(sighting -> Json.text(sighting.event().record())))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyWayThatLogsComeIsThere() {
        assertThat(files.keySet())
                .as("a storage account's containers, as a diagnostic setting lays them out")
                .anyMatch(
                        file -> file.matches(
                                "stcontosologs/insights-activity-logs/resourceId=/SUBSCRIPTIONS/[0-9A-F-]{36}/y=2024/m=03/d=13/h=10/m=00/PT1H\\.json"))
                .anyMatch(
                        file -> file.matches(
                                "stcontosologs/insights-logs-auditevent/resourceId=/SUBSCRIPTIONS/[^/]+/RESOURCEGROUPS/RG-FINANCE/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV-FINANCE/y=2024/m=03/d=13/h=13/m=00/PT1H\\.json"))
                .anyMatch(
                        file -> file.matches(
                                "stcontosologs/insights-logs-signinlogs/tenantId=[0-9a-f-]{36}/y=2024/m=03/d=12/h=\\d\\d/m=00/PT1H\\.json"));
        for (String container : List.of(
                "insights-logs-joblogs",
                "insights-logs-jobstreams",
                "insights-logs-noninteractiveusersigninlogs",
                "insights-logs-serviceprincipalsigninlogs",
                "insights-logs-managedidentitysigninlogs",
                "insights-logs-auditlogs",
                "insights-logs-storageread",
                "insights-logs-storagewrite")) {
            assertThat(files.keySet()).anyMatch(file -> file.startsWith("stcontosologs/" + container + "/"));
        }
        assertThat(files.keySet())
                .anyMatch(file -> file.startsWith("eventhub/") && file.endsWith(".json"))
                .anyMatch(file -> file.startsWith("eventhub/") && file.endsWith(".json.gz"))
                .contains(
                        "workspace/Event/2024-03-13.json",
                        "workspace/Event/2024-03-12.ndjson",
                        "workspace/Syslog/2024-03-12.ndjson",
                        "workspace/SecurityEvent/2024-03-12.csv",
                        "responders/az-monitor-activity-log-list.json",
                        "responders/graph-auditLogs-signIns.json",
                        "responders/graph-auditLogs-directoryAudits.json",
                        "responders/log-analytics-query-result.json");
    }

    @Test
    void aRecordLiesInTheFileOfItsHour() {
        files.forEach((file, content) -> {
            Matcher hour = Pattern.compile("y=(\\d+)/m=(\\d+)/d=(\\d+)/h=(\\d+)/m=00/PT1H\\.json")
                    .matcher(file);
            if (hour.find()) {
                String prefix = hour.replaceFirst("$1-$2-$3T$4:").substring(hour.start());
                assertThat(text(content).lines())
                        .allSatisfy(
                                line -> assertThat(Json.parse(line).get("time").textValue())
                                        .as(file)
                                        .startsWith(prefix));
            }
        });
    }

    @Test
    void theResponderFilesHaveTheShapesOfTheApisTheyComeFrom() {
        assertThat(Json.parse(file("responders/az-monitor-activity-log-list.json")))
                .isNotEmpty()
                .allSatisfy(item -> {
                    assertThat(item.at("/operationName/value").textValue()).startsWith("Microsoft.");
                    assertThat(item.at("/status/value").textValue()).isIn("Started", "Accepted", "Succeeded", "Failed");
                    assertThat(item.at("/httpRequest/clientIpAddress").isTextual())
                            .isTrue();
                    assertThat(item.get("caller").textValue()).contains("@");
                    assertThat(item.get("subscriptionId").textValue()).isEqualTo(Subscription.SANDBOX.id());
                });
        assertThat(Json.parse(file("responders/graph-auditLogs-signIns.json")).get("value"))
                .isNotEmpty()
                .allSatisfy(signIn -> assertThat(signIn.get("createdDateTime").textValue())
                        .matches("2024-03-12T0[0-5]:\\d\\d:\\d\\dZ"));
        assertThat(Json.parse(file("responders/graph-auditLogs-directoryAudits.json"))
                        .get("value"))
                .isNotEmpty()
                .allSatisfy(
                        audit -> assertThat(audit.get("initiatedBy").has("app")).isTrue());
        JsonNode table =
                Json.parse(file("responders/log-analytics-query-result.json")).at("/tables/0");
        assertThat(table.at("/columns/0/name").textValue()).isEqualTo("TimeGenerated");
        assertThat(table.at("/columns/0/type").textValue()).isEqualTo("datetime");
        assertThat(table.get("rows"))
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(row.size()).isEqualTo(table.get("columns").size()));
        assertThat(file("workspace/SecurityEvent/2024-03-12.csv").lines().toList())
                .first()
                .asString()
                .startsWith("TimeGenerated [UTC],");
        assertThat(file("workspace/SecurityEvent/2024-03-12.csv").lines().skip(1))
                .allMatch(line -> line.matches("\"3/12/2024, \\d{1,2}:\\d\\d:\\d\\d\\.\\d{3} [AP]M\",.*"));
    }

    @Test
    void everyRowOfTheGroundTruthPointsAtTheRecordThatItNames() throws IOException {
        int rows = 0;
        for (String line : file(GroundTruth.FILE).lines().toList()) {
            Matcher row = GROUND_TRUTH_ROW.matcher(line);
            if (row.matches()) {
                rows++;
                String record = record(row.group(3), Integer.parseInt(row.group(4)), row.group(5));
                assertThat(record).as(line).contains(row.group(1));
                String what = row.group(2);
                assertThat(record.toUpperCase(Locale.ROOT))
                        .as(line)
                        .contains(operation(what).toUpperCase(Locale.ROOT));
            }
        }
        long named = FOLDER.sightings().stream()
                .filter(sighting -> sighting.story().isPresent())
                .count();
        assertThat(rows).isEqualTo((int) named).isGreaterThan(60);
    }

    /** Of "AuditEvent SecretGet, 200" SecretGet; of "event 4104 on vm-web-01" the machine. */
    private static String operation(String what) {
        if (what.contains(" on ")) {
            return what.substring(what.indexOf(" on ") + 4);
        }
        return what.substring(what.indexOf(' ') + 1, what.lastIndexOf(','));
    }

    private String record(String file, int line, String index) throws IOException {
        byte[] content = files.get(file);
        assertThat(content).as(file).isNotNull();
        String text = file.endsWith(".gz")
                ? text(new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes())
                : text(content);
        String found = text.lines().toList().get(line - 1);
        return index == null
                ? found
                : ((ObjectNode) Json.parse(found))
                        .get("records")
                        .get(Integer.parseInt(index))
                        .toString();
    }

    @Test
    void thePageOfTheGroundTruthNamesTheSixAttacks() {
        assertThat(file(GroundTruth.FILE).lines().filter(line -> line.matches("\\| [1-6] \\| 2024-03-13 .*")))
                .hasSize(6);
    }

    private String file(String name) {
        return text(files.get(name));
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static SortedMap<String, byte[]> read(Path folder) throws IOException {
        SortedMap<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                found.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return found;
    }

    @Test
    void packedFilesUnpackToTheirContentHoweverLong() throws IOException {
        for (int length : new int[] {0, 1, 65_535, 65_536, 200_000}) {
            byte[] content = "x".repeat(length).getBytes(StandardCharsets.UTF_8);

            assertThat(new GZIPInputStream(new ByteArrayInputStream(StoredGzip.pack(content))).readAllBytes())
                    .isEqualTo(content);
        }
    }
}
