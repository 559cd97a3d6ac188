package io.azdetect.telemetry.simulator;

import static io.azdetect.telemetry.simulator.ContosoPeople.ALICE;
import static io.azdetect.telemetry.simulator.ContosoPeople.APP;
import static io.azdetect.telemetry.simulator.ContosoPeople.AUTOMATION;
import static io.azdetect.telemetry.simulator.ContosoPeople.BOB;
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
import static io.azdetect.telemetry.simulator.ContosoPeople.RAVI;
import static io.azdetect.telemetry.simulator.ContosoPeople.SAM;
import static io.azdetect.telemetry.simulator.ContosoPeople.USERS;
import static io.azdetect.telemetry.simulator.ContosoPeople.WEB;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An ordinary day of the sample tenant: nothing in it should alert. */
final class ContosoDays {

    /** Before this hour of the first day Entra ID had no diagnostic setting; its logs were fetched from Graph. */
    private static final Duration WITHOUT_ENTRA_SETTING = Duration.ofHours(6);

    private static final List<String> WINDOWS = List.of("vm-web-01", "vm-web-02", "vm-web-01-dr", "vm-app-01");

    private final Timeline timeline;
    private final Instant midnight;
    private final boolean firstDay;
    private final long seed;

    ContosoDays(Timeline timeline, Instant midnight, boolean firstDay, long seed) {
        this.timeline = timeline;
        this.midnight = midnight;
        this.firstDay = firstDay;
        this.seed = seed;
    }

    void pass() {
        peopleSignIn();
        applicationsSignIn();
        directoryChanges();
        resourcesChange();
        continuousDelivery();
        vaultsAreUsed();
        automationRuns();
        blobsAreReadAndWritten();
        windowsMachinesRun();
        linuxMachinesRun();
    }

    private Hours hours(String purpose) {
        return new Hours(midnight, seed, purpose);
    }

    private Route entra(Route graph, Instant at) {
        return firstDay && at.isBefore(midnight.plus(WITHOUT_ENTRA_SETTING)) ? graph : Route.STORAGE;
    }

    private void peopleSignIn() {
        for (Principal user : USERS) {
            Hours hours = hours("sign-ins of " + user.name());
            for (Instant at : hours.work(user.startOfWork(), 3)) {
                interactive(user, at, hours.below(12) == 0);
            }
            for (Instant at : hours.work(user.startOfWork(), 11)) {
                String app = hours.oneOf(List.of(
                        "Azure Portal", "Microsoft Azure CLI", "Microsoft Teams", "Office 365 Exchange Online"));
                timeline.add(
                        Route.STORAGE,
                        signIn("noninteractive-signin", user)
                                .with("app", app)
                                .with("appId", appId(app))
                                .with("clientApp", "Mobile Apps and Desktop clients")
                                .with(
                                        "resource",
                                        hours.oneOf(
                                                List.of("Microsoft Graph", "Windows Azure Service Management API"))),
                        at);
            }
        }
        // The night shift: helpdesk in Seattle, and an administrator on call.
        interactive(SAM, hours("night").at(0, 40), false);
        interactive(SAM, hours("night").at(2, 5), true);
        interactive(SAM, hours("night").at(2, 6), false);
        interactive(ALICE, hours("on call").at(4, 31), false);
    }

    private static String appId(String app) {
        return switch (app) {
            case "Azure Portal" -> Contoso.AZURE_PORTAL;
            case "Microsoft Azure CLI" -> Contoso.AZURE_CLI;
            default -> Ids.guid("application", app);
        };
    }

    private void interactive(Principal user, Instant at, boolean mistyped) {
        EventDraft signIn = signIn("signin", user);
        timeline.add(entra(Route.GRAPH_SIGN_INS, at), mistyped ? signIn.with("errorCode", 50126) : signIn, at);
    }

    private static EventDraft signIn(String kind, Principal user) {
        return Events.of(kind)
                .with("user", user.name())
                .with("ip", user.ip())
                .with("city", user.city())
                .with("country", user.country());
    }

    private void applicationsSignIn() {
        for (Map.Entry<Principal, Integer> application :
                List.of(Map.entry(CI, 36), Map.entry(ETL, 6), Map.entry(COMPLIANCE, 20))) {
            Hours hours = hours("sign-ins of " + application.getKey().name());
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
            Hours hours = hours("sign-ins of " + identity.name());
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

    private void directoryChanges() {
        Hours hours = hours("directory");
        for (Instant at : hours.work(BOB.startOfWork(), 16)) {
            String target = hours.oneOf(USERS).name();
            EventDraft change = hours.oneOf(List.of(
                    audit("Update user", "UserManagement", "Update")
                            .with("modified", Json.object("JobTitle", "[\"Engineer\"]")),
                    audit("Reset user password", "UserManagement", "Update"),
                    audit("Update user", "UserManagement", "Update")
                            .with("modified", Json.object("MobilePhone", "[\"+31 20 555 0100\"]"))));
            timeline.add(
                    Route.STORAGE,
                    change.with("actor", BOB.name()).with("ip", BOB.ip()).with("target", target),
                    at);
        }
        for (Instant at : hours.work(SAM.startOfWork(), 5)) {
            timeline.add(
                    Route.STORAGE,
                    audit("Update device", "Device", "Update")
                            .with("actor", SAM.name())
                            .with("ip", SAM.ip())
                            .with("target", "LAPTOP-" + (100 + hours.below(80)))
                            .with("targetType", "Device"),
                    at);
        }
        for (Instant at : hours.day(6)) {
            timeline.add(
                    entra(Route.GRAPH_AUDITS, at),
                    audit("Update device", "Device", "Update")
                            .with("actor", "Device Registration Service")
                            .with("target", "LAPTOP-" + (100 + hours.below(80)))
                            .with("targetType", "Device"),
                    at);
        }
        timeline.add(
                Route.STORAGE,
                audit("Add member to group", "GroupManagement", "Assign")
                        .with("actor", ALICE.name())
                        .with("ip", ALICE.ip())
                        .with("target", ERIK.name()),
                hours.at(9, 12));
        Instant night = hours.at(3, 20);
        timeline.add(
                entra(Route.GRAPH_AUDITS, night),
                audit("Reset user password", "UserManagement", "Update")
                        .with("actor", SAM.name())
                        .with("ip", SAM.ip())
                        .with("target", RAVI.name()),
                night);
        Instant later = hours.at(4, 45);
        timeline.add(
                entra(Route.GRAPH_AUDITS, later),
                audit("Add service principal credentials", "ApplicationManagement", "Update")
                        .with("actor", ALICE.name())
                        .with("ip", ALICE.ip())
                        .with("target", "contoso-staging")
                        .with("targetType", "ServicePrincipal"),
                later);
    }

    private static EventDraft audit(String operation, String category, String type) {
        return Events.of("audit")
                .with("operation", operation)
                .with("category", category)
                .with("operationType", type);
    }

    /** Everyday changes: type of resource and operation, as often as each day has them. */
    private void resourcesChange() {
        Hours hours = hours("changes");
        List<Principal> operators = List.of(ALICE, BOB, DAVE, RAVI);
        for (Instant at : hours.work(7, 24)) {
            String machine = hours.oneOf(List.of("vm-web-02", "vm-app-01", "vm-db-01", "vm-web-01-dr"));
            String operation = hours.oneOf(List.of("start", "restart", "deallocate"));
            production(
                            "Microsoft.Compute/virtualMachines/" + machine,
                            "Microsoft.Compute/virtualMachines/" + operation + "/action")
                    .by(hours.oneOf(operators))
                    .succeeds(at, Duration.ofSeconds(20 + hours.below(60)));
        }
        for (Instant at : hours.work(7, 12)) {
            production(
                            "Microsoft.Network/networkSecurityGroups/nsg-web/securityRules/allow-" + hours.below(90),
                            "Microsoft.Network/networkSecurityGroups/securityRules/write")
                    .by(hours.oneOf(operators))
                    .succeeds(at, Duration.ofSeconds(4));
        }
        for (Instant at : hours.work(8, 12)) {
            production(
                            "Microsoft.Web/sites/app-orders",
                            hours.oneOf(
                                    List.of("Microsoft.Web/sites/restart/action", "Microsoft.Web/sites/config/write")))
                    .by(hours.oneOf(List.of(CHLOE, DAVE)))
                    .succeeds(at, Duration.ofSeconds(3));
        }
        production(
                        "Microsoft.Authorization/roleAssignments/" + Ids.guid("assignment", midnight.toString()),
                        "Microsoft.Authorization/roleAssignments/write")
                .by(ALICE)
                .succeeds(hours.at(10, 5), Duration.ofSeconds(2));
        production("Microsoft.Storage/storageAccounts/stcontosodata", "Microsoft.Storage/storageAccounts/write")
                .by(RAVI)
                .succeeds(hours.at(13, 40), Duration.ofSeconds(3));
        production(
                        "Microsoft.Compute/virtualMachines/vm-web-02/extensions/AzureMonitorWindowsAgent",
                        "Microsoft.Compute/virtualMachines/extensions/write")
                .by(CI)
                .succeeds(hours.at(5, 30), Duration.ofSeconds(48));
        for (Instant at : hours.work(8, 5)) {
            ArmOperation.on(
                            timeline,
                            Subscription.SANDBOX,
                            "rg-sandbox",
                            "Microsoft.Compute/virtualMachines/vm-try-0" + (1 + hours.below(3)),
                            hours.oneOf(List.of(
                                    "Microsoft.Compute/virtualMachines/write",
                                    "Microsoft.Compute/virtualMachines/delete")))
                    .by(ERIK)
                    .succeeds(at, Duration.ofSeconds(35));
        }
    }

    private ArmOperation production(String resource, String operation) {
        return ArmOperation.on(timeline, Subscription.PRODUCTION, Contoso.RESOURCE_GROUP, resource, operation);
    }

    private void continuousDelivery() {
        Hours hours = hours("delivery");
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
        Hours hours = hours("vaults");
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
            vault("kv-prod", "Authentication", ORDERS).status(401).at(at);
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
                    .at(hours.at(7, (firstDay ? 10 : 25) + i));
        }
    }

    private VaultCall vault(String vault, String operation, Principal caller) {
        String group = vault.equals("kv-finance") ? "rg-finance" : Contoso.RESOURCE_GROUP;
        return new VaultCall(timeline, Subscription.PRODUCTION, group, vault, operation, caller);
    }

    private void automationRuns() {
        Hours hours = hours("automation");
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
        Hours hours = hours("blobs");
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

    private Route windowsEvents() {
        return firstDay ? Route.ROWS_AS_LINES : Route.ROWS_AS_ARRAY;
    }

    private void windowsMachinesRun() {
        for (String machine : WINDOWS) {
            Hours hours = hours("windows " + machine);
            String computer = machine + ".contoso.local";
            for (int hour = 0; hour < 24; hour += 6) {
                scheduledScript(
                        computer,
                        "Get-Service | Where-Object Status -eq 'Stopped' | Export-Csv C:\\Scripts\\services.csv",
                        "C:\\Scripts\\health.ps1",
                        hours.at(hour, 15));
            }
            scheduledScript(
                    computer,
                    "Get-ChildItem C:\\inetpub\\logs -Recurse | Where-Object LastWriteTime -lt (Get-Date).AddDays(-30) | Remove-Item",
                    "C:\\Scripts\\clean-logs.ps1",
                    hours.at(2, 30));
            for (Instant at : hours.day(14)) {
                String service = hours.oneOf(
                        List.of("Windows Update", "BITS", "Windows Modules Installer", "Software Protection"));
                timeline.add(
                        windowsEvents(),
                        Events.of("event")
                                .with("computer", computer)
                                .with("eventId", 7036)
                                .with("log", "System")
                                .with("source", "Service Control Manager")
                                .with("user", "N/A")
                                .with("data", Json.object("param1", service, "param2", "running"))
                                .with("message", "The " + service + " service entered the running state."),
                        at);
            }
            for (Instant at : hours.day(75)) {
                timeline.add(Route.ROWS_AS_CSV, securityEvent(hours, computer), at);
            }
        }
    }

    private void scheduledScript(String computer, String script, String path, Instant at) {
        timeline.add(
                windowsEvents(),
                Events.of("event")
                        .with("computer", computer)
                        .with("script", script)
                        .with("path", path),
                at);
    }

    private static EventDraft securityEvent(Hours hours, String computer) {
        EventDraft event = Events.of("securityevent").with("computer", computer);
        return switch (hours.below(8)) {
            case 0 ->
                event.with("eventId", 4625)
                        .with("account", "CONTOSO\\" + hours.oneOf(List.of("svc-scan", "alice", "bob")))
                        .with("ip", "10.20.0." + (4 + hours.below(20)));
            case 1, 2, 3 ->
                event.with("eventId", 4688)
                        .with(
                                "account",
                                "CONTOSO\\"
                                        + computer.substring(0, computer.indexOf('.'))
                                                .toUpperCase(java.util.Locale.ROOT)
                                        + "$")
                        .with(
                                "process",
                                hours.oneOf(List.of(
                                        "C:\\Windows\\System32\\svchost.exe",
                                        "C:\\Windows\\System32\\taskhostw.exe",
                                        "C:\\Windows\\System32\\conhost.exe")));
            case 4 -> event.with("eventId", 4672).with("account", "NT AUTHORITY\\SYSTEM");
            default ->
                event.with("account", "CONTOSO\\" + hours.oneOf(List.of("alice", "bob", "dave", "svc-web")))
                        .with("ip", "10.20.0." + (4 + hours.below(20)))
                        .with("logonType", hours.oneOf(List.of(3, 3, 3, 5, 10)));
        };
    }

    private void linuxMachinesRun() {
        for (String machine : List.of("vm-db-01", "vm-build-01")) {
            Hours hours = hours("linux " + machine);
            Route route = machine.equals("vm-db-01") ? Route.ROWS_AS_LINES : Route.QUERY_RESULT;
            for (Instant at : hours.day(machine.equals("vm-db-01") ? 210 : 90)) {
                timeline.add(route, syslog(hours).with("computer", machine), at);
            }
        }
    }

    private static EventDraft syslog(Hours hours) {
        EventDraft line = Events.of("syslog");
        return switch (hours.below(6)) {
            case 0 ->
                line.with("facility", "cron")
                        .with("process", "CRON")
                        .with(
                                "message",
                                "(root) CMD (test -x /usr/sbin/anacron || run-parts --report /etc/cron.hourly)");
            case 1 ->
                line.with(
                        "message",
                        "Accepted publickey for azureuser from 10.20.0.4 port " + (40_000 + hours.below(20_000))
                                + " ssh2: ED25519 SHA256:" + Ids.hex(43, "deploy key"));
            case 2 ->
                line.with("process", "sudo")
                        .with("severity", "notice")
                        .with(
                                "message",
                                "postgres : PWD=/var/lib/postgresql ; USER=root ; COMMAND=/usr/bin/systemctl status postgresql");
            case 3 ->
                line.with("facility", "daemon")
                        .with("process", "systemd")
                        .with(
                                "message",
                                "Started "
                                        + hours.oneOf(List.of(
                                                "Daily apt download activities.",
                                                "Rotate log files.",
                                                "Clean up temporary files.")));
            case 4 ->
                line.with("facility", "daemon")
                        .with("process", "python3")
                        .with(
                                "message",
                                "INFO ExtHandler ExtHandler [HEARTBEAT] Agent WALinuxAgent-2.9.1.1 is running as the goal state agent");
            default ->
                line.with("severity", "info")
                        .with("message", "pam_unix(sshd:session): session closed for user azureuser");
        };
    }
}
