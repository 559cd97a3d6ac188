package io.azdetect.telemetry.simulator;

import static io.azdetect.telemetry.simulator.ContosoPeople.AUTOMATION;
import static io.azdetect.telemetry.simulator.ContosoPeople.DAVE;
import static io.azdetect.telemetry.simulator.ContosoPeople.ETL;
import static io.azdetect.telemetry.simulator.ContosoPeople.LENA;
import static io.azdetect.telemetry.simulator.ContosoPeople.MARTA;
import static io.azdetect.telemetry.simulator.ContosoPeople.RAVI;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The six attacks, all on the second day. */
final class ContosoAttacks {

    static final String RUN_COMMAND_SUCCEEDED = "AZT301.1 Run command on a virtual machine";
    static final String RUN_COMMAND_SCRIPT = "AZT301.1 Run command on a virtual machine, with the script that ran";
    static final String AUTOMATION_CERTIFICATE =
            "AZT602.1 Automation job printed a certificate, and its service principal signed in";
    static final String SECRETS_LISTED = "AZT604.1 Secrets of a key vault listed";
    static final String MORE_READS = "AZT604 Surge of reads from key vaults by one identity";
    static final String STORAGE_KEYS_LISTED = "AZT605.1 Access keys of a storage account listed";

    static final Instant MANAGED_RUN_COMMAND = onSecondDay("10:12:30.4180210");
    static final Instant RUN_COMMAND = onSecondDay("10:19:04.2231874");

    private static final Instant CERTIFICATE_USED = onSecondDay("12:58:21.9034415");
    private static final Instant SECRETS_ARE_LISTED = onSecondDay("13:24:51.8120330");
    private static final Instant READS_BEGIN = onSecondDay("15:03:07.1250316");
    private static final Instant KEYS_ARE_LISTED = onSecondDay("17:41:02.3390571");

    private static final String ATTACKER_OF_MACHINES = "198.51.100.23";
    private static final String ATTACKER_OF_AUTOMATION = "198.51.100.77";
    private static final String ATTACKER_OF_FINANCE = "198.51.100.142";
    private static final String ATTACKER_OF_SECRETS = "198.51.100.201";
    private static final String ATTACKER_OF_STORAGE = "198.51.100.88";

    private final Timeline timeline;

    ContosoAttacks(Timeline timeline) {
        this.timeline = timeline;
    }

    void happen() {
        linuxMachine();
        windowsMachine();
        automationCertificate();
        listingOfSecrets();
        readingOfSecrets();
        storageKeys();
    }

    private static Instant onSecondDay(String time) {
        return Instant.parse("2024-03-13T" + time + "Z");
    }

    private void tell(
            String title,
            String text,
            Principal who,
            String from,
            String target,
            Instant act,
            List<String> detections,
            Runnable plot) {
        timeline.tell(Story.attack(title, text, who.name(), from, target, act, detections), plot);
    }

    private ArmOperation production(String resource, String operation, Principal caller, String ip) {
        return ArmOperation.on(timeline, Subscription.PRODUCTION, Contoso.RESOURCE_GROUP, resource, operation)
                .by(caller.name(), ip);
    }

    private void signIn(Principal user, String ip, String city, String country, Instant at) {
        timeline.add(
                Route.STORAGE,
                Events.of("signin")
                        .with("user", user.name())
                        .with("ip", ip)
                        .with("city", city)
                        .with("country", country)
                        .with("risk", "medium"),
                at);
    }

    private void linuxMachine() {
        tell(
                "A managed run command on a Linux machine",
                "With the stolen session of an operator, the attacker creates a managed run command (runCommands/write) on the"
                        + " database server. The detection groups it with the next attack: same caller, same address, same hour,"
                        + " two machines.",
                DAVE,
                ATTACKER_OF_MACHINES,
                "vm-db-01",
                MANAGED_RUN_COMMAND,
                List.of(RUN_COMMAND_SUCCEEDED),
                () -> {
                    signIn(DAVE, ATTACKER_OF_MACHINES, "Bucharest", "RO", onSecondDay("09:41:17.0914502"));
                    production(
                                    "Microsoft.Compute/virtualMachines/vm-db-01/runCommands/rc-maintenance",
                                    "Microsoft.Compute/virtualMachines/runCommands/write",
                                    DAVE,
                                    ATTACKER_OF_MACHINES)
                            .with("statusCode", "Created")
                            .succeeds(MANAGED_RUN_COMMAND, Duration.ofSeconds(28));
                    timeline.add(
                            Route.ROWS_AS_LINES,
                            Events.of("syslog")
                                    .with("computer", "vm-db-01")
                                    .with("facility", "daemon")
                                    .with("process", "python3")
                                    .with(
                                            "message",
                                            "INFO ExtHandler [Microsoft.CPlat.Core.RunCommandHandlerLinux-1.3.17] Target handler"
                                                    + " state: enabled"),
                            MANAGED_RUN_COMMAND.plusSeconds(9));
                });
    }

    private void windowsMachine() {
        tell(
                "A run command on a Windows machine, and what it ran",
                "From the same session, the attacker runs a script on a web server through the portal: who am I, which domains"
                        + " are trusted, and a token of the machine's managed identity.",
                DAVE,
                ATTACKER_OF_MACHINES,
                "vm-web-01",
                RUN_COMMAND,
                List.of(RUN_COMMAND_SUCCEEDED, RUN_COMMAND_SCRIPT),
                () -> {
                    production(
                                    "Microsoft.Compute/virtualMachines/vm-web-01",
                                    "Microsoft.Compute/virtualMachines/runCommand/action",
                                    DAVE,
                                    ATTACKER_OF_MACHINES)
                            .succeeds(RUN_COMMAND, Duration.ofSeconds(34));
                    script("whoami /all", 17);
                    script("nltest /domain_trusts", 18);
                    script(
                            "Invoke-RestMethod -Headers @{Metadata='true'} -Uri"
                                    + " 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/'",
                            20);
                });
    }

    private void script(String text, int seconds) {
        timeline.add(
                Route.ROWS_AS_ARRAY,
                Events.of("event")
                        .with("computer", "vm-web-01.contoso.local")
                        .with("script", text)
                        .with(
                                "path",
                                "C:\\Packages\\Plugins\\Microsoft.CPlat.Core.RunCommandWindows\\1.1.18\\Downloads\\script0.ps1"),
                RUN_COMMAND.plusSeconds(seconds).plusNanos(318_400_700));
    }

    private void automationCertificate() {
        tell(
                "The certificate of an Automation account's Run As account",
                "The attacker, with a stolen token of the automation engineer, changes a runbook so that its job prints the"
                        + " account's connection and certificate, and signs in as the account's service principal from outside.",
                MARTA,
                ATTACKER_OF_AUTOMATION,
                "aa-ops",
                CERTIFICATE_USED,
                List.of(AUTOMATION_CERTIFICATE),
                () -> {
                    timeline.add(
                            Route.STORAGE,
                            Events.of("noninteractive-signin")
                                    .with("user", MARTA.name())
                                    .with("ip", ATTACKER_OF_AUTOMATION)
                                    .with("city", "Chisinau")
                                    .with("country", "MD")
                                    .with("app", "Microsoft Azure PowerShell")
                                    .with("appId", Contoso.AZURE_POWERSHELL),
                            onSecondDay("12:22:08.5540910"));
                    runbook("runbooks/Test-Connection/draft", "runbooks/draft/write")
                            .succeeds(onSecondDay("12:26:40.0187725"), Duration.ofSeconds(2));
                    runbook("runbooks/Test-Connection", "runbooks/publish/action")
                            .succeeds(onSecondDay("12:27:11.7001420"), Duration.ofSeconds(2));
                    runbook("jobs/" + Ids.guid("job", "Test-Connection"), "jobs/write")
                            .succeeds(onSecondDay("12:29:03.1190046"), Duration.ofSeconds(1));
                    AutomationJob.of(timeline, "aa-ops", "Test-Connection")
                            .startedBy(MARTA)
                            .writes("ApplicationId         " + Ids.guid("application", AUTOMATION.name())
                                    + "\r\nTenantId              " + Contoso.TENANT
                                    + "\r\nCertificateThumbprint " + ContosoTenant.RUN_AS_THUMBPRINT)
                            .completesAfterStart(onSecondDay("12:30:50.6402187"));
                    timeline.add(
                            Route.STORAGE,
                            AutomationJob.runAsSignIn(AUTOMATION, ATTACKER_OF_AUTOMATION)
                                    .with("city", "Chisinau")
                                    .with("country", "MD")
                                    .with("userAgent", "python-requests/2.31.0"),
                            CERTIFICATE_USED);
                });
    }

    private ArmOperation runbook(String path, String operation) {
        return ArmOperation.on(
                        timeline,
                        Subscription.PRODUCTION,
                        "rg-ops",
                        "Microsoft.Automation/automationAccounts/aa-ops/" + path,
                        "Microsoft.Automation/automationAccounts/" + operation)
                .by(MARTA.name(), ATTACKER_OF_AUTOMATION)
                .with("appId", Contoso.AZURE_POWERSHELL);
    }

    private void listingOfSecrets() {
        tell(
                "The secrets of a vault are listed",
                "With the password of a finance developer, the attacker lists the secrets of the finance vault, and reads none.",
                LENA,
                ATTACKER_OF_FINANCE,
                "kv-finance",
                SECRETS_ARE_LISTED,
                List.of(SECRETS_LISTED),
                () -> {
                    signIn(LENA, ATTACKER_OF_FINANCE, "Lagos", "NG", onSecondDay("13:22:45.3108891"));
                    new VaultCall(timeline, Subscription.PRODUCTION, "rg-finance", "kv-finance", "SecretList", LENA)
                            .from(ATTACKER_OF_FINANCE)
                            .with("appId", Contoso.AZURE_CLI)
                            .with("clientInfo", "AZURECLI/2.57.0 azsdk-python-keyvault-secrets/4.7.0 Python/3.11.8")
                            .at(SECRETS_ARE_LISTED);
                });
    }

    private void readingOfSecrets() {
        tell(
                "An application reads far more secrets than a day before",
                "With the leaked client secret of the nightly load, which reads four secrets a day, the attacker reads fourteen"
                        + " secrets, keys and certificates in a few minutes.",
                ETL,
                ATTACKER_OF_SECRETS,
                "kv-prod",
                READS_BEGIN,
                List.of(MORE_READS),
                () -> {
                    timeline.add(
                            Route.STORAGE,
                            Events.of("serviceprincipal-signin")
                                    .with("servicePrincipal", ETL.name())
                                    .with("ip", ATTACKER_OF_SECRETS)
                                    .with("city", "Sofia")
                                    .with("country", "BG")
                                    .with("resource", "Azure Key Vault"),
                            onSecondDay("15:01:12.4419027"));
                    Instant at = READS_BEGIN;
                    for (String object : List.of(
                            "erp-api",
                            "lake-sas",
                            "crm-api",
                            "orders-db",
                            "orders-queue",
                            "sql-admin",
                            "smtp-relay",
                            "payment-gateway",
                            "vpn-psk",
                            "break-glass-note")) {
                        at = read("SecretGet", object, at);
                    }
                    at = read("KeyGet", "cmk-storage", at);
                    at = read("KeyGet", "signing", at);
                    at = read("CertificateGet", "tls-web", at);
                    read("CertificateGet", "tls-shop", at);
                });
    }

    private Instant read(String operation, String object, Instant at) {
        new VaultCall(timeline, Subscription.PRODUCTION, Contoso.RESOURCE_GROUP, "kv-prod", operation, ETL)
                .from(ATTACKER_OF_SECRETS)
                .object(object)
                .with("clientInfo", "python-requests/2.31.0")
                .at(at);
        return at.plusSeconds(23).plusNanos(61_730_400);
    }

    private void storageKeys() {
        tell(
                "The keys of a storage account are listed",
                "With a stolen session of the storage administrator, the attacker lists the keys of the account that holds the"
                        + " builds, and downloads some with a key.",
                RAVI,
                ATTACKER_OF_STORAGE,
                "stcontosobuild",
                KEYS_ARE_LISTED,
                List.of(STORAGE_KEYS_LISTED),
                () -> {
                    signIn(RAVI, ATTACKER_OF_STORAGE, "Tbilisi", "GE", onSecondDay("17:38:30.7745120"));
                    ArmOperation.on(
                                    timeline,
                                    Subscription.DEVELOPMENT,
                                    "rg-dev",
                                    "Microsoft.Storage/storageAccounts/stcontosobuild",
                                    "Microsoft.Storage/storageAccounts/listKeys/action")
                            .by(RAVI.name(), ATTACKER_OF_STORAGE)
                            .succeeds(KEYS_ARE_LISTED, Duration.ofMillis(210));
                    for (int i = 0; i < 5; i++) {
                        timeline.add(
                                Subscription.DEVELOPMENT.resourceLogRoute(),
                                Events.of("storage-read")
                                        .with("auth", "AccountKey")
                                        .with("account", "stcontosobuild")
                                        .with("resourceGroup", "rg-dev")
                                        .with("subscription", Subscription.DEVELOPMENT.id())
                                        .with("path", "artifacts/orders-" + (240 + i) + ".zip")
                                        .with("ip", ATTACKER_OF_STORAGE)
                                        .with("userAgent", "AzCopy/10.23.0"),
                                onSecondDay("17:44:10.2207613").plusSeconds(16L * i));
                    }
                });
    }
}
