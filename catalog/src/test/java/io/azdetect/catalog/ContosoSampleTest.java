package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.Ingestor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sample tenant: its six attacks are found, and nobody else is suspected. */
class ContosoSampleTest {
    /** The addresses that the attacks of GROUND_TRUTH.md come from. */
    private static final List<String> ATTACKERS =
            List.of("198.51.100.23", "198.51.100.77", "198.51.100.142", "198.51.100.201", "198.51.100.88");

    @Test
    void theSixPlantedAttacksAreFoundAndNobodyElseIsSuspected() {
        try (Workspace workspace = Workspace.inMemory()) {
            new Ingestor(workspace, Clock.systemUTC()).ingest(List.of(Path.of("../samples/contoso")));

            HuntResult result = Hunt.in(workspace)
                    .run(
                            DetectionCatalog.builtIn().detections(),
                            Optional.empty(),
                            Optional.empty(),
                            Hunt.Progress.NONE);

            assertThat(result.failed()).isEmpty();
            assertThat(result.alerts())
                    .extracting(
                            a -> a.detection().slug(),
                            a -> a.time().toString().substring(0, 19),
                            a -> a.account().orElse(""),
                            a -> a.address().orElse(""),
                            a -> a.targets().stream()
                                    .map(t -> t.substring(t.lastIndexOf('/') + 1))
                                    .toList())
                    .contains(
                            tuple(
                                    "vm-run-command",
                                    "2024-03-13T10:12:58",
                                    "dave.okafor@contoso.com",
                                    "198.51.100.23",
                                    List.of("vm-db-01", "vm-web-01")),
                            tuple(
                                    "vm-run-command-script",
                                    "2024-03-13T10:19:21",
                                    "dave.okafor@contoso.com",
                                    "198.51.100.23",
                                    List.of("vm-web-01.contoso.local", "vm-web-01")),
                            tuple(
                                    "automation-run-as-certificate",
                                    "2024-03-13T12:58:21",
                                    "aa-ops_Xk2pQ7mWv3s=",
                                    "198.51.100.77",
                                    List.of("aa-ops")),
                            tuple(
                                    "key-vault-secrets-listed",
                                    "2024-03-13T13:24:51",
                                    "lena.fischer@contoso.com",
                                    "198.51.100.142",
                                    List.of("kv-finance")),
                            tuple(
                                    "key-vault-read-surge",
                                    "2024-03-13T15:08:06",
                                    // contoso-etl: Key Vault's log has but the object id of a service principal.
                                    "a6e3f71e-abba-4716-9876-1006481426ab",
                                    "198.51.100.201",
                                    List.of("kv-prod")),
                            tuple(
                                    "storage-account-keys-listed",
                                    "2024-03-13T17:41:02",
                                    "ravi.menon@contoso.com",
                                    "198.51.100.88",
                                    List.of("stcontosobuild")));
            // Detections of other techniques may see more of an attack, but only of the attackers.
            assertThat(result.alerts())
                    .allSatisfy(alert -> assertThat(alert.address().orElse(""))
                            .as(alert.detection().slug() + " about "
                                    + alert.account().orElse("nobody"))
                            .isIn(ATTACKERS));
        }
    }
}
