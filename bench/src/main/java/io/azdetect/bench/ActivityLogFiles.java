package io.azdetect.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.telemetry.simulator.Events;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Raw Activity Log as a storage account receives it: a file an hour, a record a line.
 *
 * <p>The simulator takes too long for a million records, so it makes a few hundred, and each line is one of them with its
 * own time and ids.
 */
final class ActivityLogFiles {
    private static final Instant START = Instant.parse("2024-03-01T00:00:00Z");
    private static final int RECORDS_A_FILE = 5_000;
    private static final String TIME = "\u0001";
    private static final String CORRELATION = "\u0002";
    private static final String REQUEST = "\u0003";

    private ActivityLogFiles() {}

    /** Writes the files; returns how many bytes they have. */
    static long write(Path folder, long records) throws IOException {
        List<String> templates = templates();
        long bytes = 0;
        for (long first = 0; first < records; first += RECORDS_A_FILE) {
            long hour = first / RECORDS_A_FILE;
            Instant start = START.plus(Duration.ofHours(hour));
            String date = start.toString();
            Path file = folder.resolve(
                    "insights-activity-logs/resourceId=/SUBSCRIPTIONS/3E5B8D14-6A2F-4C7B-8E90-51D2A7F4C3B6/y="
                            + date.substring(0, 4) + "/m=" + date.substring(5, 7) + "/d=" + date.substring(8, 10)
                            + "/h="
                            + date.substring(11, 13) + "/m=00/PT1H.json");
            Files.createDirectories(file.getParent());
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                for (long i = first; i < Math.min(records, first + RECORDS_A_FILE); i++) {
                    String template = templates.get((int) (i * 7919 % templates.size()));
                    // Seven digits of a second, as Azure writes them; a hundred nanoseconds on, for one that is never
                    // zero.
                    Instant time = start.plusMillis((i - first) * 700).plusNanos(100 + i % 9 * 100);
                    out.write(template.replace(TIME, time.toString().substring(0, 27) + "Z")
                            .replace(CORRELATION, id(1, i / 2))
                            .replace(REQUEST, id(2, i)));
                    out.write('\n');
                }
            }
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static String id(long kind, long number) {
        return new UUID(kind * 0x9E3779B97F4A7C15L ^ number * 0x2545F4914F6CDD1DL, number * 0x5851F42D4C957F2DL)
                .toString();
    }

    private static List<String> templates() {
        List<String> operations = List.of(
                "Microsoft.Compute/virtualMachines/write",
                "Microsoft.Compute/virtualMachines/start/action",
                "Microsoft.Web/sites/config/write",
                "Microsoft.Storage/storageAccounts/listKeys/action",
                "Microsoft.Network/networkSecurityGroups/securityRules/write",
                "Microsoft.Resources/deployments/write",
                "Microsoft.Authorization/roleAssignments/write",
                "Microsoft.KeyVault/vaults/read");
        List<String> templates = new ArrayList<>();
        for (int i = 0; i < 480; i++) {
            String operation = operations.get(i % operations.size());
            String type = operation.replaceFirst("^([^/]+/[^/]+)/.*", "$1");
            ObjectNode record = Events.of("activity")
                    .with("operation", operation)
                    .with(
                            "status",
                            List.of("Start", "Success", "Success", "Failure", "Accept")
                                    .get(i % 5))
                    .with("resource", type + "/resource-" + i % 37)
                    .with("resourceGroup", "rg-" + i % 11)
                    .with("caller", i % 3 == 0 ? "sp-pipeline-" + i % 13 : "user" + i % 29 + "@contoso.com")
                    .with("ip", "203.0.113." + i % 200)
                    .at(START)
                    .record();
            record.put("time", TIME);
            record.put("correlationId", CORRELATION);
            if (record.path("properties").has("serviceRequestId")) {
                ((ObjectNode) record.get("properties")).put("serviceRequestId", REQUEST);
            }
            // JSON has no raw control characters, so Jackson wrote the marks as escapes.
            templates.add(record.toString()
                    .replace("\\u0001", TIME)
                    .replace("\\u0002", CORRELATION)
                    .replace("\\u0003", REQUEST));
        }
        return templates;
    }
}
