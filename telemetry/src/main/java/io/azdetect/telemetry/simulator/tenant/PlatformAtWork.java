package io.azdetect.telemetry.simulator.tenant;

import io.azdetect.telemetry.simulator.Json;
import io.azdetect.telemetry.simulator.tenant.Workload.Kind;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;

/** What goes on by itself: policy, backups, patching, runbooks on schedules, scaling, and notices of Azure's own. */
final class PlatformAtWork implements Habit {

    static final List<String> RUNBOOKS = List.of(
            "Stop-IdleMachines", "Report-ExpiringSecrets", "Clean-OldSnapshots", "Sync-Tags", "Scale-Databases");

    private static final String ARM = "Windows Azure Service Management API";
    private static final String BACKUP_VAULT = "Microsoft.RecoveryServices/vaults/rsv-platform";

    private final Tenant tenant;

    PlatformAtWork(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void pass(SimulatedHour hour) {
        policy(hour);
        notices(hour);
        runbooks(hour);
        if (hour.isAt(22)) {
            backups(hour);
        }
        if (hour.isAt(DayOfWeek.WEDNESDAY, 2)) {
            patching(hour);
        }
    }

    /** Assesses what is written, all day, and remedies a little. */
    private void policy(SimulatedHour hour) {
        Workload policy = tenant.only(Kind.POLICY);
        List<String> resources = tenant.estate().machines();
        for (int i = hour.times(10 * tenant.scale() * (0.3 + hour.office(7))); i > 0; i--) {
            ArmCall.by(
                            hour,
                            policy,
                            "",
                            hour.oneOf(
                                    "Microsoft.Authorization/policies/auditIfNotExists/action",
                                    "Microsoft.Authorization/policies/audit/action"),
                            hour.oneOf(resources))
                    .with("category", "Policy")
                    .succeeds(hour.moment(), 1);
        }
        if (hour.happens(0.02 * tenant.scale())) {
            ArmCall.by(
                            hour,
                            policy,
                            "Microsoft.Compute/virtualMachines/extensions/write",
                            hour.oneOf(resources) + "/extensions/AzureMonitorWindowsAgent")
                    .succeeds(hour.moment(), 60);
        }
    }

    private void notices(SimulatedHour hour) {
        Workload azure = new Workload("Microsoft.Insights", Kind.POLICY, "");
        for (int i = hour.times(0.8 * tenant.scale()); i > 0; i--) {
            ArmCall.by(
                            hour,
                            azure,
                            "",
                            "Microsoft.ResourceHealth/healthevent/Activated/action",
                            hour.oneOf(tenant.estate().machines()))
                    .with("category", "ResourceHealth")
                    .succeeds(hour.moment(), 1);
        }
        for (int i = hour.times(1.5 * tenant.scale() * hour.office(8)); i > 0; i--) {
            ArmCall.by(
                            hour,
                            azure,
                            "",
                            "Microsoft.Insights/AutoscaleSettings/Scaleup/Action",
                            "Microsoft.Insights/autoscaleSettings/scale-web")
                    .with("category", "Autoscale")
                    .succeeds(hour.moment(), 1);
        }
    }

    /** Some every hour, the others once a day; the account's identity gets a token for each. */
    private void runbooks(SimulatedHour hour) {
        job(hour, RUNBOOKS.get(4));
        for (int i = 0; i < 4; i++) {
            if (hour.isAt(4 + 3 * i)) {
                job(hour, RUNBOOKS.get(i));
            }
        }
    }

    private void job(SimulatedHour hour, String runbook) {
        Workload account = tenant.only(Kind.AUTOMATION);
        String job = hour.id();
        Instant at = hour.moment(0, 120);
        for (String status : List.of("New", "Started", "Completed")) {
            hour.add(
                    "automation-joblog",
                    Json.object(
                            "account",
                            account.name(),
                            "runbook",
                            runbook,
                            "job",
                            job,
                            "status",
                            status,
                            "resourceGroup",
                            Estate.RESOURCE_GROUP),
                    at);
            at = hour.after(at, 90);
        }
        WorkloadsSignIn.signIn(hour, account, "", ARM, at.minusSeconds(1));
        hour.add(
                "automation-jobstream",
                Json.object(
                        "account",
                        account.name(),
                        "runbook",
                        runbook,
                        "job",
                        job,
                        "text",
                        hour.below(40) + " resources looked at, " + hour.below(3) + " changed",
                        "resourceGroup",
                        Estate.RESOURCE_GROUP),
                at.minusMillis(800));
        if (runbook.equals("Stop-IdleMachines")) {
            for (String machine : tenant.estate()
                    .machines()
                    .subList(0, Math.min(3, tenant.estate().machines().size()))) {
                ArmCall.by(hour, account, "Microsoft.Compute/virtualMachines/deallocate/action", machine)
                        .succeeds(at.minusSeconds(1), 40);
            }
        }
    }

    private void backups(SimulatedHour hour) {
        Workload vault = tenant.only(Kind.BACKUP);
        Instant at = hour.moment(0, 600);
        for (String machine : tenant.estate().machines()) {
            String name = machine.substring(machine.lastIndexOf('/') + 1);
            ArmCall.by(
                            hour,
                            vault,
                            "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/backup/action",
                            BACKUP_VAULT + "/backupFabrics/Azure/protectionContainers/" + name + "/protectedItems/"
                                    + name)
                    .succeeds(at, 900);
            ArmCall.by(
                            hour,
                            vault,
                            "Microsoft.Compute/restorePointCollections/restorePoints/write",
                            "Microsoft.Compute/restorePointCollections/AzureBackup_" + name + "/restorePoints/"
                                    + hour.id())
                    .succeeds(at.plusSeconds(20), 60);
            at = at.plusSeconds(15);
        }
    }

    /** Updates by run command, one machine after the other, by the application that is there for it. */
    private void patching(SimulatedHour hour) {
        Workload patching = tenant.only(Kind.PATCHING);
        Instant at = hour.moment(0, 300);
        WorkloadsSignIn.signIn(hour, patching, patching.ip(hour), ARM, at);
        for (String machine : tenant.estate().machines()) {
            ArmCall.by(hour, patching, "Microsoft.Compute/virtualMachines/runCommand/action", machine)
                    .succeeds(at.plusSeconds(10), 90);
            at = at.plusSeconds(100);
        }
    }
}
