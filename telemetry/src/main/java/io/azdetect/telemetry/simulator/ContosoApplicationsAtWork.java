package io.azdetect.telemetry.simulator;

import static io.azdetect.telemetry.simulator.ContosoPeople.APP;
import static io.azdetect.telemetry.simulator.ContosoPeople.AUTOMATION;
import static io.azdetect.telemetry.simulator.ContosoPeople.CHLOE;
import static io.azdetect.telemetry.simulator.ContosoPeople.CI;
import static io.azdetect.telemetry.simulator.ContosoPeople.COMPLIANCE;
import static io.azdetect.telemetry.simulator.ContosoPeople.DAVE;
import static io.azdetect.telemetry.simulator.ContosoPeople.ERIK;
import static io.azdetect.telemetry.simulator.ContosoPeople.ETL;
import static io.azdetect.telemetry.simulator.ContosoPeople.FATIMA;
import static io.azdetect.telemetry.simulator.ContosoPeople.LENA;
import static io.azdetect.telemetry.simulator.ContosoPeople.MANAGED_IDENTITIES;
import static io.azdetect.telemetry.simulator.ContosoPeople.ORDERS;
import static io.azdetect.telemetry.simulator.ContosoPeople.WEB;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The applications and managed identities of the sample tenant at their everyday work. */
final class ContosoApplicationsAtWork {

    private final Timeline timeline;
    private final ContosoDay day;

    ContosoApplicationsAtWork(Timeline timeline, ContosoDay day) {
        this.timeline = timeline;
        this.day = day;
    }

    void pass() {
        applicationsSignIn();
        continuousDelivery();
        vaultsAreUsed();
        automationRuns();
        blobsAreReadAndWritten();
    }

    private void applicationsSignIn() {
        for (Map.Entry<Principal, Integer> application :
                List.of(Map.entry(CI, 36), Map.entry(ETL, 6), Map.entry(COMPLIANCE, 20))) {
            Hours hours = day.hours("sign-ins of " + application.getKey().name());
            for (Instant at : hours.day(application.getValue())) {
                timeline.add(
                        Route.STORAGE,
                        Events.of("serviceprincipal-signin")
                                .with("servicePrincipal", application.getKey().name())
                                .with("ip", application.getKey().ip()),
                        at);
            }
        }
        for (Principal identity : MANAGED_IDENTITIES) {
            Hours hours = day.hours("sign-ins of " + identity.name());
            for (int hour = 0; hour < 24; hour++) {
                timeline.add(
                        Route.STORAGE,
                        Events.of("managedidentity-signin")
                                .with("servicePrincipal", identity.name())
                                .with(
                                        "resource",
                                        hours.oneOf(List.of("Azure Key Vault", "Azure Storage", "Microsoft Graph"))),
                        hours.at(hour, hours.below(60)));
            }
        }
    }

    private void continuousDelivery() {
        Hours hours = day.hours("delivery");
        for (Instant at : hours.work(7, 12)) {
            String run = Integer.toString(2400 + hours.below(400));
            ArmOperation.on(
                            timeline,
                            Subscription.DEVELOPMENT,
                            "rg-dev",
                            "Microsoft.Resources/deployments/deploy-" + run,
                            "Microsoft.Resources/deployments/write")
                    .by(CI)
                    .succeeds(at, Duration.ofSeconds(40 + hours.below(50)));
        }
        for (Instant at : hours.work(8, 6)) {
            ArmOperation.on(
                            timeline,
                            Subscription.DEVELOPMENT,
                            "rg-dev",
                            "Microsoft.Web/sites/app-orders-dev",
                            "Microsoft.Web/sites/restart/action")
                    .by(hours.oneOf(List.of(CHLOE, ERIK)))
                    .succeeds(at, Duration.ofSeconds(1));
        }
    }

    /** Reads are few: nobody comes near six in a day. Storage encryption and the vaults' own calls are most of the log. */
    private void vaultsAreUsed() {
        Hours hours = day.hours("vaults");
        for (int hour = 0; hour < 24; hour++) {
            for (String account : List.of("stcontosodata", "stcontosobackup")) {
                vault(
                                "kv-prod",
                                hour % 4 == 0 ? "KeyWrapKey" : "KeyUnwrapKey",
                                new Principal(account, "192.0.2.60", "", "", 0))
                        .object("cmk-storage")
                        .at(hours.at(hour, hours.below(60)));
            }
        }
        for (Instant at : hours.day(10)) {
            timeline.add(
                    Route.STORAGE,
                    Events.of("keyvault")
                            .with("operation", "Authentication")
                            .with("httpStatus", 401)
                            .with("ip", ORDERS.ip()),
                    at);
        }
        for (Instant at : hours.day(6)) {
            vault("kv-prod", "VaultGet", COMPLIANCE).at(at);
        }
        vault("kv-prod", "SecretGet", ORDERS).object("orders-db").at(hours.at(3, 2));
        vault("kv-prod", "SecretGet", ORDERS).object("orders-queue").at(hours.at(3, 3));
        vault("kv-prod", "CertificateGet", WEB).object("tls-web").at(hours.at(2, 10));
        vault("kv-prod", "SecretGet", APP).object("app-insights").at(hours.at(6, 30));
        vault("kv-prod", "SecretGet", CI).object("nuget-feed").at(hours.at(9, 15));
        vault("kv-prod", "SecretGet", CI).object("sonar-token").at(hours.at(14, 15));
        vault("kv-finance", "SecretGet", LENA).object("ledger-db").at(hours.at(8, 25));
        vault("kv-prod", "SecretGet", DAVE).object("break-glass-note").at(hours.at(10, 55));
        new VaultCall(timeline, Subscription.DEVELOPMENT, "rg-dev", "kv-dev", "SecretGet", CHLOE)
                .object("dev-db")
                .at(hours.at(9, 40));
        new VaultCall(timeline, Subscription.DEVELOPMENT, "rg-dev", "kv-dev", "SecretSet", CHLOE)
                .object("dev-db")
                .at(hours.at(15, 2));
        new VaultCall(timeline, Subscription.DEVELOPMENT, "rg-dev", "kv-dev", "SecretGet", CI)
                .object("dev-db")
                .at(hours.at(11, 20));
        // The nightly load reads its four secrets one after another, a little later each day.
        for (int i = 0; i < 4; i++) {
            vault("kv-prod", "SecretGet", ETL)
                    .object(List.of("erp-api", "lake-sas", "crm-api", "orders-db")
                            .get(i))
                    .at(hours.at(7, (day.first() ? 10 : 25) + i));
        }
    }

    private VaultCall vault(String vault, String operation, Principal caller) {
        String group = vault.equals("kv-finance") ? "rg-finance" : Contoso.RESOURCE_GROUP;
        return new VaultCall(timeline, Subscription.PRODUCTION, group, vault, operation, caller);
    }

    private void automationRuns() {
        Hours hours = day.hours("automation");
        for (int hour = 0; hour < 24; hour += 3) {
            asRunAsAccount("Sync-Inventory")
                    .writes("Connected to Azure as " + AUTOMATION.name())
                    .writes((180 + hours.below(20)) + " resources found")
                    .writes("Inventory written to stcontosodata/inventory")
                    .completesAfterStart(hours.at(hour, 15));
        }
        asRunAsAccount("Start-DevMachines")
                .writes("vm-dev-01 started")
                .writes("vm-build-01 started")
                .completesAfterStart(hours.at(5, 5));
        asRunAsAccount("Stop-DevMachines")
                .writes("vm-dev-01 stopped")
                .writes("vm-build-01 stopped")
                .completesAfterStart(hours.at(19, 5));
        asRunAsAccount("Rotate-Logs")
                .fails("Rotate-Logs : Cannot find path 'logs\\2023' because it does not exist.")
                .completesAfterStart(hours.at(22, 10));
    }

    private AutomationJob asRunAsAccount(String runbook) {
        return AutomationJob.of(timeline, "aa-ops", runbook).signingInAs(AUTOMATION);
    }

    private void blobsAreReadAndWritten() {
        Hours hours = day.hours("blobs");
        for (int i = 0; i < 28; i++) {
            blob("storage-read", ETL, "stcontosodata", "lake/raw/part-" + i + ".parquet")
                    .at(hours.at(7, 30 + i));
        }
        for (int i = 0; i < 12; i++) {
            blob("storage-write", ETL, "stcontosodata", "lake/curated/part-" + i + ".parquet")
                    .at(hours.at(8, i));
        }
        for (int hour = 0; hour < 24; hour++) {
            blob("storage-read", ORDERS, "stcontosodata", "orders/" + hour + ".json")
                    .at(hours.at(hour, hours.below(60)));
            blob("storage-write", ORDERS, "stcontosodata", "orders/" + hour + ".json")
                    .at(hours.at(hour, hours.below(60)));
        }
        for (Instant at : hours.work(FATIMA.startOfWork(), 34)) {
            blob("storage-read", FATIMA, "stcontosodata", "audits/2024/q1-" + hours.below(40) + ".pdf")
                    .at(at);
        }
        for (Instant at : hours.work(LENA.startOfWork(), 30)) {
            blob("storage-read", LENA, "stcontosodata", "invoices/2024/" + hours.below(300) + ".pdf")
                    .at(at);
        }
        for (Instant at : hours.day(24)) {
            timeline.add(
                    Route.STORAGE,
                    Events.of("storage-read")
                            .with("auth", "SAS")
                            .with("path", "public/price-list.pdf")
                            .with("ip", "203.0.113." + (210 + hours.below(40)))
                            .with("userAgent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"),
                    at);
        }
        timeline.add(
                Route.STORAGE,
                blob("storage-read", CHLOE, "stcontosodata", "audits/2024/q1-1.pdf")
                        .draft()
                        .with("httpStatus", 403),
                hours.at(11, 8));
    }

    private BlobCall blob(String kind, Principal caller, String account, String path) {
        return new BlobCall(
                timeline,
                Events.of(kind)
                        .with("caller", caller.name())
                        .with("ip", caller.ip())
                        .with("account", account)
                        .with("path", path));
    }

    /** A blob request that waits for its time. */
    private record BlobCall(Timeline timeline, EventDraft draft) {
        void at(Instant when) {
            timeline.add(Route.STORAGE, draft, when);
        }
    }
}
