package io.azdetect.telemetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.IngestReport;
import io.azdetect.telemetry.ingest.Ingestor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sample is what the ingestor is for: every record of it becomes a row of the table where Azure would put it. */
final class ContosoIngestTest {

    @Test
    void everyRecordOfTheSampleBecomesARow() {
        List<Sighting> sightings = ContosoTenant.timeline(ContosoSamples.SEED).sightings();
        try (Workspace workspace = Workspace.inMemory()) {
            IngestReport report =
                    new Ingestor(workspace, Clock.systemUTC()).ingest(List.of(Path.of("..", "samples", "contoso")));

            assertThat(report.reasons()).isEmpty();
            assertThat(report.duplicates()).isZero();
            assertThat(report.tables())
                    .isEqualTo(Map.ofEntries(
                            rows("AzureActivity", sightings, "insights-activity-logs"),
                            rows(
                                    "AzureDiagnostics",
                                    sightings,
                                    "insights-logs-auditevent",
                                    "insights-logs-joblogs",
                                    "insights-logs-jobstreams"),
                            rows("SigninLogs", sightings, "insights-logs-signinlogs"),
                            rows(
                                    "AADNonInteractiveUserSignInLogs",
                                    sightings,
                                    "insights-logs-noninteractiveusersigninlogs"),
                            rows(
                                    "AADServicePrincipalSignInLogs",
                                    sightings,
                                    "insights-logs-serviceprincipalsigninlogs"),
                            rows("AADManagedIdentitySignInLogs", sightings, "insights-logs-managedidentitysigninlogs"),
                            rows("AuditLogs", sightings, "insights-logs-auditlogs"),
                            rows(
                                    "StorageBlobLogs",
                                    sightings,
                                    "insights-logs-storageread",
                                    "insights-logs-storagewrite"),
                            rows("Event", sightings, "Event"),
                            rows("Syslog", sightings, "Syslog"),
                            rows("SecurityEvent", sightings, "SecurityEvent")));
        }
    }

    private static Map.Entry<String, Long> rows(String table, List<Sighting> sightings, String... containers) {
        List<String> wanted = List.of(containers);
        return Map.entry(
                table,
                sightings.stream()
                        .filter(sighting -> wanted.contains(sighting.event().container()))
                        .count());
    }
}
