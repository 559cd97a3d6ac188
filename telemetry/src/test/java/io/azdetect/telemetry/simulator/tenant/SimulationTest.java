package io.azdetect.telemetry.simulator.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.IngestReport;
import io.azdetect.telemetry.ingest.Ingestor;
import io.azdetect.telemetry.simulator.Events;
import io.azdetect.telemetry.simulator.tenant.Simulation.Written;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {
    private static final Instant MONDAY = Instant.parse("2024-04-01T00:00:00Z");
    private static final Instant SUNDAY = MONDAY.minus(Duration.ofDays(1));

    @TempDir
    private Path folder;

    @Test
    void theSameSeedWritesTheSameBytesAndAnotherOneOthers() {
        write("first", MONDAY, 7);
        write("second", MONDAY, 7);
        write("other", MONDAY, 8);

        assertThat(files("second")).isEqualTo(files("first"));
        assertThat(files("other")).isNotEqualTo(files("first"));
    }

    @Test
    void everyRecordBecomesARow() {
        Written written = write("logs", MONDAY, 7);

        try (Workspace workspace = Workspace.inMemory()) {
            IngestReport report = new Ingestor(workspace, Clock.systemUTC()).ingest(List.of(folder.resolve("logs")));

            assertThat(report.reasons()).isEmpty();
            assertThat(report.duplicates()).isZero();
            assertThat(report.rows()).isEqualTo(written.records());
            assertThat(report.tables().keySet())
                    .contains(
                            "AADManagedIdentitySignInLogs",
                            "AADNonInteractiveUserSignInLogs",
                            "AADServicePrincipalSignInLogs",
                            "AppServiceAuditLogs",
                            "AppServiceFileAuditLogs",
                            "AuditLogs",
                            "AzureActivity",
                            "AzureDiagnostics",
                            "SigninLogs",
                            "StorageBlobLogs");
        }
    }

    @Test
    void aRecordLiesInTheFileOfItsHour() {
        write("logs", MONDAY, 7);

        files("logs").forEach((file, content) -> {
            String hour = file.replaceAll(".*/y=(\\d+)/m=(\\d+)/d=(\\d+)/h=(\\d+)/.*", "$1-$2-$3T$4:");
            assertThat(content.lines()).allMatch(line -> line.contains("\"time\":\"" + hour));
        });
    }

    @Test
    void onASundayFewPeopleWork() {
        write("monday", MONDAY, 7);
        write("sunday", SUNDAY, 7);

        long monday = records("monday", "insights-logs-signinlogs");
        long sunday = records("sunday", "insights-logs-signinlogs");

        assertThat(monday).isGreaterThan(5 * sunday);
    }

    @Test
    void machinesWorkAlsoAtNight() {
        write("logs", MONDAY, 7);

        assertThat(files("logs").keySet())
                .filteredOn(file -> file.startsWith("insights-logs-auditevent/"))
                .anyMatch(file -> file.contains("/h=03/"));
    }

    @Test
    void whatIsInjectedStandsAmongTheTenantsOwnRecordsAndMayLieBeforeThem() {
        Instant before = MONDAY.minus(Duration.ofDays(3));
        Simulation simulation = new Simulation(Tenant.of(new TenantSize(20, 1, MONDAY, 7)))
                .inject(Stream.of(before, MONDAY.plusSeconds(60))
                        .map(at -> new InjectedEvent(
                                at,
                                Events.of("keyvault")
                                        .with("vault", "kv-planted")
                                        .at(at)))
                        .toList());

        simulation.to(folder.resolve("logs"), Simulation.Progress.NONE);

        assertThat(files("logs").keySet())
                .filteredOn(file -> file.contains("KV-PLANTED"))
                .map(file -> file.replaceAll(".*(/y=.*)/m=00/.*", "$1"))
                .containsExactly("/y=2024/m=03/d=29/h=00", "/y=2024/m=04/d=01/h=00");
    }

    @Test
    void aTenantThatIsTooSmallOrBeginsAtNoonIsRefused() {
        assertThatThrownBy(() -> new TenantSize(3, 1, MONDAY, 7)).hasMessageContaining("from 20 to 100000");
        assertThatThrownBy(() -> new TenantSize(20, 0, MONDAY, 7)).hasMessageContaining("from 1 to 3660");
        assertThatThrownBy(() -> new TenantSize(20, 1, MONDAY.plusSeconds(1), 7))
                .hasMessageContaining("no midnight in UTC");
    }

    private Written write(String name, Instant day, long seed) {
        return new Simulation(Tenant.of(new TenantSize(20, 1, day, seed)))
                .to(folder.resolve(name), Simulation.Progress.NONE);
    }

    private SortedMap<String, String> files(String name) {
        Path root = folder.resolve(name);
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private long records(String name, String container) {
        return files(name).entrySet().stream()
                .filter(file -> file.getKey().startsWith(container + "/"))
                .mapToLong(file -> file.getValue().lines().count())
                .sum();
    }
}
