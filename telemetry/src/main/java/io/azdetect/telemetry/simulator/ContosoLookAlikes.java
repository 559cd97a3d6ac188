package io.azdetect.telemetry.simulator;

import static io.azdetect.telemetry.simulator.ContosoPeople.ALICE;
import static io.azdetect.telemetry.simulator.ContosoPeople.AUTOMATION;
import static io.azdetect.telemetry.simulator.ContosoPeople.BACKUP;
import static io.azdetect.telemetry.simulator.ContosoPeople.BOB;
import static io.azdetect.telemetry.simulator.ContosoPeople.CHLOE;
import static io.azdetect.telemetry.simulator.ContosoPeople.CI;
import static io.azdetect.telemetry.simulator.ContosoPeople.COMPLIANCE;
import static io.azdetect.telemetry.simulator.ContosoPeople.CRM;
import static io.azdetect.telemetry.simulator.ContosoPeople.DAVE;
import static io.azdetect.telemetry.simulator.ContosoPeople.ERIK;
import static io.azdetect.telemetry.simulator.ContosoPeople.RAVI;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What resembles each attack in all but one point, and must stay silent. */
final class ContosoLookAlikes {

    private static final String RUN_COMMAND = "Microsoft.Compute/virtualMachines/runCommand/action";
    private static final String LIST_KEYS = "Microsoft.Storage/storageAccounts/listKeys/action";

    private final Timeline timeline;
    private final Hours first;
    private final Hours second;

    ContosoLookAlikes(Timeline timeline, long seed) {
        this.timeline = timeline;
        this.first = new Hours(ContosoTenant.FIRST_DAY, seed, "look-alikes");
        this.second = new Hours(ContosoTenant.SECOND_DAY, seed, "look-alikes");
    }

    void happen() {
        runCommandsThatDidNotRun();
        scriptsThatNoRunCommandRan();
        automationOutput();
        vaultListings();
        vaultReaders();
        storageKeys();
    }

    private void tell(String title, String text, Principal who, String target, Runnable plot) {
        timeline.tell(Story.lookAlike(title, text, who, target), plot);
    }

    private ArmOperation arm(Subscription subscription, String group, String resource, String operation) {
        return ArmOperation.on(timeline, subscription, group, resource, operation);
    }

    private ArmOperation production(String resource, String operation) {
        return arm(Subscription.PRODUCTION, Contoso.RESOURCE_GROUP, resource, operation);
    }

    private void runCommandsThatDidNotRun() {
        tell(
                "A run command that was refused",
                "A developer tried the portal's Run command without the right to it. The only record is a Failure, so nothing ran.",
                CHLOE,
                "vm-web-02",
                () -> production("Microsoft.Compute/virtualMachines/vm-web-02", RUN_COMMAND)
                        .by(CHLOE)
                        .isRefused(first.at(14, 20)));
        Instant failed = first.at(11, 5);
        tell(
                "A run command that failed, beside a scheduled script",
                "The machine was stopping: the run command started and failed. The script-block event on the same machine"
                        + " seconds later is its scheduled health check.",
                BOB,
                "vm-app-01",
                () -> {
                    production("Microsoft.Compute/virtualMachines/vm-app-01", RUN_COMMAND)
                            .by(BOB)
                            .fails(failed, Duration.ofSeconds(9), "Conflict");
                    timeline.add(
                            Route.ROWS_AS_LINES,
                            Events.of("event")
                                    .with("computer", "vm-app-01.contoso.local")
                                    .with("script", "Get-Service | Where-Object Status -eq 'Stopped'")
                                    .with("path", "C:\\Scripts\\health.ps1"),
                            failed.plusSeconds(20));
                });
        tell(
                "Run commands in the sandbox that never ended well",
                "One failed, one only started. Neither has a record of success.",
                ERIK,
                "vm-try-01",
                () -> {
                    ArmOperation sandbox = arm(
                                    Subscription.SANDBOX,
                                    "rg-sandbox",
                                    "Microsoft.Compute/virtualMachines/vm-try-01",
                                    RUN_COMMAND)
                            .by(ERIK)
                            .with("appId", Contoso.AZURE_CLI);
                    sandbox.fails(first.at(15, 30), Duration.ofSeconds(6), "Conflict");
                    sandbox.onlyStarts(second.at(9, 15));
                });
        tell(
                "A managed run command was deleted",
                "Cleaning up an old run command runs nothing: the operation is runCommands/delete.",
                ALICE,
                "vm-db-01/runCommands/rc-old",
                () -> production(
                                "Microsoft.Compute/virtualMachines/vm-db-01/runCommands/rc-old",
                                "Microsoft.Compute/virtualMachines/runCommands/delete")
                        .by(ALICE)
                        .succeeds(first.at(16, 10), Duration.ofSeconds(14)));
    }

    private void scriptsThatNoRunCommandRan() {
        tell(
                "A script on the attacked machine's namesake, in the same minute",
                "vm-web-01-dr stands by for vm-web-01 and only shares the beginning of its name. No run command reached it.",
                DAVE,
                "vm-web-01-dr",
                () -> timeline.add(
                        Route.ROWS_AS_ARRAY,
                        Events.of("event")
                                .with("computer", "vm-web-01-dr.contoso.local")
                                .with("script", "Test-NetConnection vm-web-01 -Port 443")
                                .with("path", "C:\\Scripts\\replica-check.ps1"),
                        ContosoAttacks.RUN_COMMAND.plusSeconds(22)));
    }

    private void automationOutput() {
        tell(
                "Job output with checksums",
                "A SHA-256 checksum has 64 hexadecimal digits and a thumbprint 40. The account's service principal does sign"
                        + " in within the hour, from its usual address, for the next job.",
                AUTOMATION,
                "aa-ops",
                () -> List.of(first, second).forEach(hours -> {
                    AutomationJob.of(timeline, "aa-ops", "Backup-Databases")
                            .signingInAs(AUTOMATION)
                            .writes("Backing up orders and ledger")
                            .writes("orders.bacpac sha256 "
                                    + Ids.hex(64, "backup", hours.at(0, 0).toString()))
                            .writes("ledger.bacpac sha256 "
                                    + Ids.hex(64, "ledger", hours.at(0, 0).toString()))
                            .completesAfterStart(hours.at(1, 0));
                    AutomationJob.of(timeline, "aa-ops", "Verify-Backups")
                            .signingInAs(AUTOMATION)
                            .writes("All checksums match")
                            .completesAfterStart(hours.at(1, 30));
                }));
        tell(
                "A report of expiring certificates",
                "The report names thumbprints, but aa-certs works with a managed identity and has no service principal that"
                        + " signs in with a certificate. Within the hour only another account's does, with another certificate.",
                new Principal("aa-certs", "", "", "", 0),
                "aa-certs",
                () -> List.of(first, second)
                        .forEach(hours -> AutomationJob.of(timeline, "aa-certs", "Report-ExpiringCertificates")
                                .writes("CN=shop.contoso.com expires 2024-04-02, thumbprint "
                                        + Ids.hex(40, "tls certificate", "shop").toUpperCase(Locale.ROOT))
                                .writes("1 certificate expires within 30 days")
                                .completesAfterStart(hours.at(8, 20))));
    }

    private void vaultListings() {
        tell(
                "A listing of secrets that was refused",
                "The record's resultType is Success, as Key Vault writes it for every request that it answered; its"
                        + " httpStatusCode is 403. Nothing was listed.",
                ERIK,
                "kv-prod",
                () -> vault("kv-prod", "SecretList", ERIK).status(403).at(second.at(10, 40)));
        tell(
                "Listings of keys and certificates",
                "The compliance scanner lists keys and certificates, which shows names and expiry dates; it lists no secrets.",
                COMPLIANCE,
                "kv-prod",
                () -> List.of(first, second).forEach(hours -> {
                    vault("kv-prod", "KeyList", COMPLIANCE).at(hours.at(6, 2));
                    vault("kv-prod", "CertificateList", COMPLIANCE).at(hours.at(6, 3));
                }));
        tell(
                "The versions of one secret",
                "Opening a known secret in the portal lists its versions (SecretListVersions), not the vault's secrets.",
                DAVE,
                "kv-prod/secrets/break-glass-note",
                () -> vault("kv-prod", "SecretListVersions", DAVE)
                        .object("break-glass-note")
                        .at(first.at(10, 56)));
    }

    private VaultCall vault(String vault, String operation, Principal caller) {
        return new VaultCall(timeline, Subscription.PRODUCTION, Contoso.RESOURCE_GROUP, vault, operation, caller);
    }

    private void vaultReaders() {
        tell(
                "A reader whose count rises by exactly 20 %",
                "The backup job read five secrets on the first day and six on the second: above the threshold of five, but"
                        + " the rise is 20 % and not more.",
                BACKUP,
                "kv-prod",
                () -> {
                    for (int i = 1; i <= 5; i++) {
                        vault("kv-prod", "SecretGet", BACKUP)
                                .object("backup-" + i)
                                .at(first.at(i, 40));
                        vault("kv-prod", "SecretGet", BACKUP)
                                .object("backup-" + i)
                                .at(second.at(i, 45));
                    }
                    vault("kv-prod", "SecretGet", BACKUP).object("backup-6").at(second.at(20, 10));
                });
        tell(
                "Reads that were refused or found nothing",
                "The CRM lost its right to the vault and tried again and again: 403, and 404 for a renamed secret. It read"
                        + " nothing, so it has no reads to count.",
                CRM,
                "kv-prod",
                () -> {
                    for (int i = 0; i < 9; i++) {
                        vault("kv-prod", "SecretGet", CRM)
                                .object("crm-db")
                                .status(i < 7 ? 403 : 404)
                                .at(second.at(14, 4 + 2 * i));
                    }
                });
        tell(
                "A first reader below the threshold",
                "A developer who never read a secret before read three on the second day. There is no baseline, and three is"
                        + " below the threshold.",
                ERIK,
                "kv-dev",
                () -> List.of("dev-db", "dev-queue", "dev-cache")
                        .forEach(secret -> new VaultCall(
                                        timeline, Subscription.DEVELOPMENT, "rg-dev", "kv-dev", "SecretGet", ERIK)
                                .object(secret)
                                .at(second.at(11, 10))));
    }

    private void storageKeys() {
        tell(
                "A listing of keys that was refused",
                "A developer without the right to it. The only record is a Failure.",
                CHLOE,
                "stcontosodata",
                () -> production("Microsoft.Storage/storageAccounts/stcontosodata", LIST_KEYS)
                        .by(CHLOE)
                        .isRefused(first.at(15, 44)));
        tell(
                "A listing of keys that a lock prevented",
                "A read-only lock forbids listKeys: it started and failed.",
                RAVI,
                "stcontosobackup",
                () -> production("Microsoft.Storage/storageAccounts/stcontosobackup", LIST_KEYS)
                        .by(RAVI)
                        .fails(first.at(16, 20), Duration.ofMillis(300), "Conflict"));
        tell(
                "The keys of an event hub",
                "The delivery pipeline reads the keys of an event hub's rule; the operation has the same last words, on another"
                        + " kind of resource.",
                CI,
                "evhns-contoso/authorizationRules/send",
                () -> List.of(first, second)
                        .forEach(hours -> production(
                                        "Microsoft.EventHub/namespaces/evhns-contoso/authorizationRules/send",
                                        "Microsoft.EventHub/namespaces/authorizationRules/listKeys/action")
                                .by(CI)
                                .succeeds(hours.at(9, 50), Duration.ofMillis(400))));
        tell(
                "Blobs read with an account key",
                "The backup job has held the account's key since it was set up. It uses the key and lists none.",
                BACKUP,
                "stcontosobackup",
                () -> List.of(first, second).forEach(hours -> {
                    for (int i = 0; i < 6; i++) {
                        timeline.add(
                                Route.STORAGE,
                                Events.of("storage-read")
                                        .with("auth", "AccountKey")
                                        .with("account", "stcontosobackup")
                                        .with("path", "nightly/orders-" + i + ".bacpac")
                                        .with("ip", BACKUP.ip()),
                                hours.at(1, 10 + i));
                    }
                }));
    }
}
