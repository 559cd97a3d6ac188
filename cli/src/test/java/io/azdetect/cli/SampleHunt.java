package io.azdetect.cli;

import io.azdetect.catalog.Alert;
import io.azdetect.catalog.DesignAnswers;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Entity;
import io.azdetect.catalog.Grouping;
import io.azdetect.catalog.HuntResult;
import io.azdetect.catalog.Schedule;
import io.azdetect.catalog.Severity;
import io.azdetect.catalog.Tactic;
import io.azdetect.catalog.TelemetryNeeds;
import io.azdetect.catalog.ThreatMatrix;
import io.azdetect.catalog.Trigger;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A hunt made up for tests, with all that a real one can have. */
public final class SampleHunt {
    /** When it begins. */
    public static final Instant FROM = Instant.parse("2024-05-20T00:00:00Z");

    /** When it ends. */
    public static final Instant TO = Instant.parse("2024-05-22T00:00:00Z");

    private SampleHunt() {}

    /** Two detections, three alerts, one failure. */
    public static HuntResult result() {
        Detection keys = detection("storage-account-keys-listed", "AZT605.1", Severity.MEDIUM);
        Detection command = detection("vm-run-command-script", "AZT301.1", Severity.HIGH);
        return new HuntResult(
                List.of(
                        alert(keys, FROM.plus(Duration.ofHours(9)), "ana@contoso.com", 1),
                        alert(command, FROM.plus(Duration.ofHours(26)), "mallory@contoso.com", 4),
                        alert(keys, FROM.plus(Duration.ofHours(40)), "mallory@contoso.com", 2)),
                List.of(new HuntResult.Failure(
                        detection("key-vault-read-surge", "AZT604", Severity.LOW),
                        "KQL201: there is no table AzureDiagnostics; ingest Key Vault logs")),
                Map.of("AzureActivity", 1234L, "SigninLogs", 98L, "SecurityEvent", 7L),
                Optional.of(FROM),
                Optional.of(TO));
    }

    /** A hunt whose only alert names this caller. */
    public static HuntResult withCaller(String caller) {
        Detection keys = detection("storage-account-keys-listed", "AZT605.1", Severity.MEDIUM);
        return new HuntResult(
                List.of(alert(keys, FROM.plus(Duration.ofHours(9)), caller, 2)),
                List.of(),
                Map.of("AzureActivity", 2L),
                Optional.of(FROM),
                Optional.of(TO));
    }

    /** A detection of this technique. */
    public static Detection detection(String slug, String technique, Severity severity) {
        String name = slug.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + slug.substring(1).replace('-', ' ');
        return new Detection(
                "id-" + slug,
                slug,
                name,
                "Someone did what `" + slug + "` says. Whoever can do that can do more.\n\nA second paragraph.",
                "1.0.0",
                severity,
                "because",
                List.of(Tactic.CREDENTIAL_ACCESS),
                List.of("T1552"),
                ThreatMatrix.atrm().technique(technique),
                """
                // Callers that list keys as part of their work.
                let AllowedCallers = dynamic([]);
                AzureActivity
                | where OperationNameValue =~ "Microsoft.Storage/storageAccounts/listKeys/action"
                | where TimeGenerated > ago(1h) and Caller !in~ (AllowedCallers)
                | summarize Count = count() by Caller, bin(TimeGenerated, 5m)
                """,
                new Schedule(Duration.ofHours(1), Duration.ofHours(2)),
                new Trigger(Trigger.Comparison.GREATER_THAN, 0),
                Grouping.SINGLE_ALERT,
                List.of(),
                Map.of(),
                List.of(),
                new TelemetryNeeds(
                        List.of("AzureActivity"),
                        List.of("Subscription: Activity Log, category Administrative"),
                        true,
                        List.of()),
                new DesignAnswers(
                        "Every storage account of every subscription whose Activity Log reaches the workspace.",
                        "One record of `Microsoft.Storage/storageAccounts/listKeys/action` that was carried out.",
                        "Often: the portal lists keys when someone opens a container. Put those into AllowedCallers.",
                        "Decide whether this caller works with this account from this address; if not, rotate the keys."),
                List.of("Reading a key that was copied elsewhere is not a listing."),
                List.of(
                        "Look at the caller's sign-ins around the time for a new address, country or client.",
                        "Ask the caller whether they did it and why.",
                        "If nobody can say, regenerate both keys of the account."),
                List.of(
                        "https://learn.microsoft.com/rest/api/storagerp/storage-accounts/list-keys",
                        "javascript:alert(1)"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "detections/credential-access/" + slug + ".yaml",
                9);
    }

    private static Alert alert(Detection detection, Instant time, String caller, int rows) {
        List<Column> columns = List.of(
                new Column("TimeGenerated", KqlType.DATETIME),
                new Column("OperationNameValue", KqlType.STRING),
                new Column("Caller", KqlType.STRING),
                new Column("CallerIpAddress", KqlType.STRING),
                new Column("_ResourceId", KqlType.STRING),
                new Column("Properties_d", KqlType.DYNAMIC),
                new Column("Nothing", KqlType.STRING),
                new Column("Count", KqlType.LONG));
        String resource = "/subscriptions/11111111-1111-1111-1111-111111111111/resourcegroups/rg-data/providers"
                + "/microsoft.storage/storageaccounts/stcontosodata";
        List<List<Object>> evidence = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            evidence.add(List.of(
                    Ticks.of(time.plusSeconds(17L * i * i)),
                    "MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION",
                    caller,
                    "198.51.100.7",
                    resource,
                    "{\"statusCode\":\"OK\",\"serviceRequestId\":\"5a0f\",\"eventCategory\":\"Administrative\",\"roles\":[1,2]}",
                    "",
                    (long) i));
        }
        return new Alert(
                detection,
                time,
                time,
                time.plusSeconds(17L * (rows - 1) * (rows - 1)),
                TO,
                List.of(
                        new Entity("Account", Map.of("FullName", caller)),
                        new Entity("IP", Map.of("Address", "198.51.100.7")),
                        new Entity("AzureResource", Map.of("ResourceId", resource))),
                columns,
                evidence);
    }
}
